"""Addresses of what was decided; `cms.applications.urls` takes them in."""

from django.urls import path

from cms.applications import outcome_views

urlpatterns = [
    path("verification/<str:code>/", outcome_views.verify, name="verify"),
    path("mon-espace/documents/<int:pk>/", outcome_views.document, name="document"),
]
