"""Addresses of the public procedure pages and of the applicant's space."""

from django.urls import path

from cms.applications.applicant import files, filling, partners, procedures, review, space

_ONE = "mon-espace/dossiers/<uuid:pk>/"

urlpatterns = [
    path("demarches/", procedures.procedures, name="procedures"),
    path("demarches/<slug:slug>/", procedures.procedure, name="procedure"),
    path("demarches/<slug:slug>/commencer/", procedures.start, name="start"),
    path("mon-espace/", space.space, name="space"),
    path("mon-espace/fichiers/<uuid:pk>/", files.attachment, name="attachment"),
    path(_ONE, space.application, name="application"),
    path(f"{_ONE}reprendre/", space.resume, name="resume"),
    path(f"{_ONE}supprimer/", space.delete, name="delete"),
    path(f"{_ONE}actions/<slug:key>/", space.act, name="act"),
    path(f"{_ONE}etapes/<str:section_key>/", filling.step, name="step"),
    path(f"{_ONE}etapes/<str:section_key>/enregistrer/", filling.autosave, name="autosave"),
    path(f"{_ONE}etapes/<str:section_key>/questions/", filling.questions, name="questions"),
    path(f"{_ONE}relecture/", review.review, name="review"),
    path(f"{_ONE}partenaires/", partners.ask, name="ask_partners"),
    path(f"{_ONE}envoyer/", review.send, name="submit"),
    path(f"{_ONE}recepisse/", review.receipt, name="receipt"),
    path(f"{_ONE}recepisse/pdf/", review.receipt_pdf, name="receipt_pdf"),
]
