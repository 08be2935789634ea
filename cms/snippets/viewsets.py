"""The reference records in the admin, under one menu."""

from typing import Any

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.snippets.models import Audience, Commune, Departement, Fund, Intercommunality, Territory, Theme
from cms.snippets.table_viewset import ReferenceTableViewSet


class CommuneIndexView(IndexView):
    """Finds communes as applicants do: without accents, by words or by postcode."""

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.matching(self.search_query) if self.is_searching else queryset


class FundIndexView(IndexView):
    """Shows what is left of each fund, in one query."""

    def get_base_queryset(self) -> QuerySet[Fund]:
        return super().get_base_queryset().with_granted().select_related("territory")


class TerritoryViewSet(SnippetViewSet):
    model = Territory
    icon = "site"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("intercommunalities", widget=CheckboxSelectMultiple),
        FieldPanel("referents", widget=CheckboxSelectMultiple),
    ]


class FundViewSet(SnippetViewSet):
    model = Fund
    icon = "tag"
    index_view_class = FundIndexView
    list_display = ["territory", "year", "amount", Column("remaining", label=_("left to grant"))]
    list_filter = ["year", "territory"]
    search_fields = ["territory__name"]
    search_backend_name = None
    panels = [FieldPanel("territory"), FieldPanel("year"), FieldPanel("amount")]


class WordViewSet(SnippetViewSet):
    """The screens of a list of words."""

    list_display = ["name", "slug"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("slug")]


class AudienceViewSet(WordViewSet):
    model = Audience
    icon = "group"


class ThemeViewSet(WordViewSet):
    model = Theme
    icon = "tag"


class IntercommunalityViewSet(SnippetViewSet):
    model = Intercommunality
    icon = "group"
    list_display = ["name", "siren", "kind", "population"]
    list_filter = ["kind", "territories"]
    search_fields = ["name", "siren"]
    search_backend_name = None
    panels = [
        HelpPanel(_("Official data: loading the reference data again brings back what the source says.")),
        FieldPanel("siren"),
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("population"),
    ]


class CommuneViewSet(SnippetViewSet):
    model = Commune
    icon = "home"
    index_view_class = CommuneIndexView
    list_display = ["name", "insee_code", "departement", "intercommunality", "population"]
    list_filter = ["departement", "intercommunality"]
    # Says that the list can be searched; how is said by the index view.
    search_fields = ["search_name"]
    search_backend_name = None
    list_per_page = 50
    panels = [
        HelpPanel(_("Official data: loading the reference data again brings back what the source says.")),
        FieldPanel("insee_code"),
        FieldPanel("name"),
        FieldPanel("postcodes"),
        FieldPanel("population"),
        FieldPanel("departement"),
        FieldPanel("intercommunality"),
    ]


class DepartementViewSet(SnippetViewSet):
    model = Departement
    icon = "globe"
    list_display = ["name", "code"]
    search_fields = ["name", "code"]
    search_backend_name = None
    panels = [FieldPanel("code"), FieldPanel("name")]


class ReferenceViewSetGroup(SnippetViewSetGroup):
    """One menu for what the Region keeps once and uses everywhere."""

    menu_label = _("Reference records")
    menu_icon = "list-ul"
    menu_order = 400
    items = (
        TerritoryViewSet,
        FundViewSet,
        AudienceViewSet,
        ThemeViewSet,
        ReferenceTableViewSet,
        CommuneViewSet,
        IntercommunalityViewSet,
        DepartementViewSet,
    )
