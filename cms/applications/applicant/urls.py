"""Addresses of the public procedure pages and of the applicant's space."""

from django.urls import path

from cms.applications.applicant import (
    door,
    files,
    filling,
    messages,
    partners,
    people,
    procedures,
    review,
    space,
    takeaway,
)

_ONE = "mon-espace/dossiers/<uuid:pk>/"

urlpatterns = [
    path("demarches/", procedures.procedures, name="procedures"),
    path("demarches/<slug:slug>/", procedures.procedure, name="procedure"),
    path("demarches/<slug:slug>/commencer/", procedures.start, name="start"),
    path("mon-espace/", space.space, name="space"),
    path("mon-espace/mes-donnees/", takeaway.my_data, name="my_data"),
    path("mon-espace/invitations/<str:token>/", door.door, name="door"),
    path("mon-espace/offres/<int:pk>/", people.answer, name="transfer_answer"),
    path("mon-espace/fichiers/<uuid:pk>/", files.attachment, name="attachment"),
    path("mon-espace/fichiers/<uuid:pk>/etat/", files.attachment_state, name="attachment_state"),
    path("mon-espace/fichiers/<uuid:pk>/vignette/", files.thumbnail, name="attachment_thumbnail"),
    path(_ONE, space.application, name="application"),
    path(f"{_ONE}reprendre/", space.resume, name="resume"),
    path(f"{_ONE}supprimer/", space.delete, name="delete"),
    path(f"{_ONE}actions/<slug:key>/", space.act, name="act"),
    path(f"{_ONE}etapes/<str:section_key>/", filling.step, name="step"),
    path(f"{_ONE}etapes/<str:section_key>/enregistrer/", filling.autosave, name="autosave"),
    path(f"{_ONE}etapes/<str:section_key>/questions/", filling.questions, name="questions"),
    path(f"{_ONE}personnes/", people.people, name="people"),
    path(f"{_ONE}quitter/", people.leave, name="leave"),
    path(f"{_ONE}messages/", messages.conversation_page, name="messages"),
    path(f"{_ONE}retirer/", space.withdraw, name="withdraw"),
    path(f"{_ONE}donnees/", takeaway.application_data, name="application_data"),
    path(f"{_ONE}envois/<int:number>/pdf/", takeaway.application_pdf, name="application_pdf"),
    path(f"{_ONE}relecture/", review.review, name="review"),
    path(f"{_ONE}partenaires/", partners.ask, name="ask_partners"),
    path(f"{_ONE}envoyer/", review.send, name="submit"),
    path(f"{_ONE}recepisse/", review.receipt, name="receipt"),
    path(f"{_ONE}recepisse/pdf/", review.receipt_pdf, name="receipt_pdf"),
]
