"""Addresses of the pages behind an expert's link; `cms.applications.urls` takes them in."""

from django.urls import path

from cms.applications.expertise import views

urlpatterns = [
    path("avis/<str:token>/", views.expert, name="expert"),
    path("avis/<str:token>/questions/<slug:section>/", views.questions, name="expert_questions"),
    path("avis/<str:token>/fichiers/<uuid:pk>/", views.file, name="expert_file"),
]
