"""Addresses of what was decided; `cms.applications.urls` takes them in."""

from django.urls import path

from cms.applications.decisions import views

urlpatterns = [
    path("verification/<str:code>/", views.verify, name="verify"),
    path("mon-espace/documents/<int:pk>/", views.document, name="document"),
]
