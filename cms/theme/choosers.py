"""Choosers that find by name, for the records that no search index knows."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from search.folding import fold


class NameFilterForm(BaseFilterForm):
    """Keeps the records whose name has every word that was typed, accents and capitals aside."""

    q = forms.CharField(label=_("Search"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False)
    # The field that holds the name; the models that are chosen are few rows, of which nothing else is read.
    name_field = "name"

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q", "").strip()
        self.is_searching = bool(self.search_query)
        if not self.is_searching:
            return objects
        typed = fold(self.search_query).split()
        named = objects.values_list("pk", self.name_field)
        return objects.filter(pk__in=[pk for pk, name in named if all(word in fold(name) for word in typed)])


class TitleFilterForm(NameFilterForm):
    name_field = "title"


class NameChooseView(ChooseView):
    filter_form_class = NameFilterForm


class NameChooseResultsView(ChooseResultsView):
    filter_form_class = NameFilterForm


class NameChooserViewSet(SnippetChooserViewSet):
    """For a snippet with a `name`."""

    choose_view_class = NameChooseView
    choose_results_view_class = NameChooseResultsView


class TitleChooseView(ChooseView):
    filter_form_class = TitleFilterForm


class TitleChooseResultsView(ChooseResultsView):
    filter_form_class = TitleFilterForm


class TitleChooserViewSet(SnippetChooserViewSet):
    """For a snippet with a `title`."""

    choose_view_class = TitleChooseView
    choose_results_view_class = TitleChooseResultsView
