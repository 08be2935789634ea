"""Tables that the house keeps anyway, offered like those of a file: geography, territories, audiences, themes.

Nobody imports them: their rows are what the reference records are at that moment. The edition that a published form
pins is written when the form is published (`operations.keep`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.snippets.models import Audience, Commune, Departement, Intercommunality, Territory, Theme
from cms.snippets.tables.content import Content


@dataclass(frozen=True, slots=True)
class HouseTable:
    """One of them; `model` is the name of the model whose screens change its rows."""

    key: str
    name: str | Promise
    model: str
    rows: Callable[[], Iterable[tuple[str, ...]]]
    columns: tuple[str, ...] = ("Code", "Nom")

    def content(self) -> Content | None:
        """Its rows at this moment; nothing when there is none."""
        rows = [row for row in self.rows() if row[0] and row[1]]
        return Content(self.columns, self.columns[0], self.columns[1], rows) if rows else None


def _communes() -> Iterable[tuple[str, ...]]:
    for code, name, postcodes in Commune.objects.order_by("search_name", "insee_code").values_list(
        "insee_code", "name", "postcodes"
    ):
        yield code, name, " ".join(postcodes)


HOUSE: dict[str, HouseTable] = {
    table.key: table
    for table in (
        HouseTable(
            "territoires",
            _("Territories"),
            "territory",
            lambda: Territory.objects.order_by("name").values_list("slug", "name"),
        ),
        HouseTable(
            "departements",
            _("Départements"),
            "departement",
            lambda: Departement.objects.order_by("code").values_list("code", "name"),
        ),
        HouseTable(
            "intercommunalites",
            _("Intercommunalities"),
            "intercommunality",
            lambda: Intercommunality.objects.order_by("name", "siren").values_list("siren", "name"),
        ),
        HouseTable("communes", _("Communes"), "commune", _communes, ("Code", "Nom", "Codes postaux")),
        HouseTable(
            "publics",
            _("Audiences"),
            "audience",
            lambda: Audience.objects.order_by("name").values_list("slug", "name"),
        ),
        HouseTable("themes", _("Themes"), "theme", lambda: Theme.objects.order_by("name").values_list("slug", "name")),
    )
}
