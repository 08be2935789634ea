"""Addresses that a form's fields ask while they are filled in."""

from django.urls import path

from cms.forms import views

app_name = "forms"
urlpatterns = [
    path("communes/", views.places, name="communes"),
    path("tables/<slug:table>/<slug:edition>/", views.table, name="table"),
    path("lieux/<slug:kind>/", views.places, name="places"),
]
