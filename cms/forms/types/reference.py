"""A choice in a reference table: one that was imported from a CSV file, or one that the house keeps.

A published form is pinned to an edition of the table, whose rows never change: what could be chosen on that day can be
chosen for ever. Few rows are all on the page; many are searched, as communes are.
"""

import re
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import OptionError
from cms.forms.types.choice import MOST_BUTTONS
from cms.forms.types.options import NumberOption, PickOption
from cms.forms.types.places import MOST_CANDIDATES, Chosen, Place, PlacesType, Words, only
from cms.forms.types.table_option import EditionOption, TableOption
from cms.snippets.tables import operations
from cms.snippets.tables.content import Content

# Beyond this many rows, searching is quicker than reading.
MOST_LISTED = 40
# Beyond this many, a schema names none.
MOST_IN_SCHEMA = 500
_FIGURE = re.compile(r"\d")


class ReferenceType(PlacesType):
    """Stored as `[{"code", "name"}]`, the name as it was in the edition; rules read the codes."""

    key = "reference"
    label = gettext_lazy("Choice in a reference table")
    icon = "table"
    group = gettext_lazy("Choices")
    template = "forms/fields/reference.html"
    options = (
        TableOption("table", gettext_lazy("Reference table")),
        NumberOption("minimum", gettext_lazy("Smallest number of answers")),
        NumberOption("maximum", gettext_lazy("Largest number of answers"), default=1, least=1),
        PickOption(
            "look",
            gettext_lazy("Shown as"),
            values=(
                ("", gettext_lazy("By the number of rows: buttons, a list, else a search")),
                ("radio", gettext_lazy("Buttons or boxes")),
                ("list", gettext_lazy("List")),
                ("search", gettext_lazy("Search")),
            ),
        ),
        EditionOption("edition", gettext_lazy("Edition of the table")),
    )
    # What `plain` keeps of a code; whether it is one is said by the table.
    code_form = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,100}")
    words = Words(
        search=gettext_lazy("Search in the list"),
        tick=gettext_lazy("Tick the answers that you mean."),
        none=gettext_lazy("Nothing in the list is called so. Try another word, or the beginning of one."),
        missing=gettext_lazy("Choose at least one answer."),
        of_list=gettext_lazy("Choose among the answers of the list."),
        unknown=gettext_lazy("“{code}” is not in the list. Search by name."),
        several=gettext_lazy("“{name}” may mean several answers: tick those you mean in the list."),
        no_such=gettext_lazy("Nothing in the list is called “{name}”. Try another word, or the beginning of one."),
    )

    def content(self, field: Any) -> Content | None:
        """The rows of the edition that the field is pinned to; nothing when this platform does not have it."""
        return operations.content_of(self.option(field, "table"), self.option(field, "edition"))

    def check(self, field: Any) -> None:
        if not self.option(field, "table"):
            raise OptionError(_("choose the reference table"))
        super().check(field)

    def single(self, field: Any) -> bool:
        return bool(self.option(field, "maximum") == 1)

    def look(self, field: Any) -> str:
        """How the rows are shown: "radio", "list" or "search"; a list of several is boxes."""
        content = self.content(field)
        rows = len(content.rows) if content else 0
        look = self.option(field, "look")
        if not look:
            look = "radio" if rows <= MOST_BUTTONS else "list" if rows <= MOST_LISTED else "search"
        return str(look if self.single(field) or look != "list" else "radio")

    def is_grouped(self, field: Any) -> bool:
        return self.look(field) != "list"

    def clean(self, field: Any, raw: Any) -> Chosen:
        """Codes, stored values, or a text that means a code or a name."""
        if isinstance(raw, str | int) and not isinstance(raw, bool):
            raw = {"search": str(raw)[:1_000]}
        return super().clean(field, raw)

    def known(self, field: Any, codes: Any) -> Chosen:
        """As for places; an empty code is that of “No answer”."""
        return super().known(field, [one for one in codes if one != ""] if isinstance(codes, list) else codes)

    def named(self, field: Any, codes: list[str]) -> dict[str, str]:
        content = self.content(field)
        return {code: content.names[code] for code in codes if code in content.names} if content else {}

    def matching(self, field: Any, text: str) -> list[Place]:
        content = self.content(field)
        found = content.matching(text, MOST_CANDIDATES + 1) if content else []
        return [Place(code, name, code if code != name and _FIGURE.search(code) else "") for code, name in found]

    def names_in(self, field: Any, search: str) -> list[str]:
        """A name may have a comma: what means a row as a whole is not parted."""
        whole = search.strip()
        if whole and (self.single(field) or only(whole, self.matching(field, whole))):
            return [whole]
        return super().names_in(field, search)

    def address(self, field: Any) -> str:
        table, edition = self.option(field, "table"), self.option(field, "edition")
        return reverse("forms:table", args=[table, edition]) if edition else ""

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        content, look = self.content(field), self.look(field)
        if content is None or look == "search":
            return super().context(field, value) | {"look": look, "lacks": content is None}
        given = value.get("codes") if isinstance(value, dict) else value
        rows = given if isinstance(given, list) else [given]
        codes = [one.get("code") if isinstance(one, dict) else one for one in rows]
        single = self.single(field)
        return {
            "look": look,
            "single": single,
            "as_list": look == "list",
            "shown": (codes[0] if codes else "") if single else codes,
            "choices": [{"value": code, "label": name} for code, name in content.names.items()],
        }

    def rule_value(self, field: Any, value: Any) -> str:
        return str(value)

    def rule_operand(self, field: Any, operator: str, value: Any) -> Any:
        counted = operator in ("at_least", "at_most")
        if counted or not isinstance(value, list):
            return super().rule_operand(field, operator, value if counted else str(value))
        return [str(one) for one in value]

    def value_schema(self, field: Any) -> dict[str, Any]:
        schema = super().value_schema(field)
        content = self.content(field)
        if content and len(content.rows) <= MOST_IN_SCHEMA:
            code = {"enum": list(content.names)}
            schema["items"] = {**schema["items"], "properties": {**schema["items"]["properties"], "code": code}}
        return schema
