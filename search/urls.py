"""The search page and its JSON."""

from django.urls import path

from search import api, views

app_name = "search"
urlpatterns = [
    path("recherche/", views.results, name="results"),
    path("recherche/suggestions/", api.suggestions, name="suggestions"),
    path("api/search/", api.search, name="api"),
]
