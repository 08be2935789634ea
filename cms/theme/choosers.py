"""Choosers that find by name, for the records that no search index knows."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from search.folding import fold


class NameFilterForm(BaseFilterForm):
    """Keeps the records whose name has every word that was typed, accents and capitals aside.

    The name is the first of the fields by which the list of those records searches.
    """

    q = forms.CharField(label=_("Search"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q", "").strip()
        self.is_searching = bool(self.search_query)
        if not self.is_searching:
            return objects
        typed = fold(self.search_query).split()
        # The models that are chosen are few rows, of which nothing else is read.
        named = objects.values_list("pk", objects.model.snippet_viewset.search_fields[0])
        return objects.filter(pk__in=[pk for pk, name in named if all(word in fold(name) for word in typed)])


class NameChooseView(ChooseView):
    filter_form_class = NameFilterForm


class NameChooseResultsView(ChooseResultsView):
    filter_form_class = NameFilterForm


class NameChooserViewSet(SnippetChooserViewSet):
    """For a snippet whose viewset names `search_fields`."""

    choose_view_class = NameChooseView
    choose_results_view_class = NameChooseResultsView
