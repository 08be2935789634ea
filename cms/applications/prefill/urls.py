"""Addresses of prepared answers; `cms.applications.urls` takes them in."""

from django.urls import path

from cms.applications.prefill import api, views

urlpatterns = [
    path("demarches/<slug:slug>/preparer/", views.prepare, name="prepare"),
    path("demarches/<slug:slug>/reponses-preparees/<uuid:pk>/", views.prefilled, name="prefilled"),
    path("api/procedures/<slug:slug>/schema/", api.schema, name="api_schema"),
    path("api/procedures/<slug:slug>/prefill/", api.prefill, name="api_prefill"),
]
