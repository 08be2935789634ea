"""Partners: organisations with a person to write to, and how many of each kind are needed at least."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.forms.actions import Action
from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, OptionError, plain
from cms.forms.types.email import email_of
from cms.forms.types.numbers import NARROW_SPACE
from cms.forms.types.options import CountsOption, LinesOption, LongTextOption, NumberOption
from cms.forms.types.rows import Gathered, row_list, rows_in, short, typed_rows, without
from cms.forms.types.siret import siret_in_words, siret_of

KINDS = (
    ("school", gettext_lazy("School")),
    ("company", gettext_lazy("Company or company club")),
    ("authority", gettext_lazy("Local authority")),
)
PARTS = ("kind", "name", "contact", "email", "siret")


def lacking(kind: str, number: int) -> str:
    """A sentence that says how many partners of a kind are missing."""
    sentences = {
        "school": ngettext("A school is missing.", "{number} schools are missing.", number),
        "company": ngettext(
            "A company or a company club is missing.", "{number} companies or company clubs are missing.", number
        ),
        "authority": ngettext("A local authority is missing.", "{number} local authorities are missing.", number),
    }
    return sentences[kind].format(number=number)


def unconfirmed(kind: str, number: int, named: list[str]) -> str:
    """A sentence that says how many partners of a kind have not confirmed, and who they are."""
    sentences = {
        "school": ngettext(
            "The confirmation of a school is missing", "The confirmations of {number} schools are missing", number
        ),
        "company": ngettext(
            "The confirmation of a company or company club is missing",
            "The confirmations of {number} companies or company clubs are missing",
            number,
        ),
        "authority": ngettext(
            "The confirmation of a local authority is missing",
            "The confirmations of {number} local authorities are missing",
            number,
        ),
    }
    sentence = sentences[kind].format(number=number)
    return _("{sentence}: {names}.").format(sentence=sentence, names=", ".join(named)) if named else f"{sentence}."


class PartnersType(FieldType):
    key = "partners"
    label = gettext_lazy("Partners")
    icon = "group"
    personal = True
    group = gettext_lazy("Rows")
    template = "forms/fields/partners.html"
    grouped = True
    nests = False
    options = (
        CountsOption(
            "minimum",
            gettext_lazy("Smallest number of partners"),
            kinds=KINDS,
            help=gettext_lazy("The application cannot be sent without them."),
        ),
        NumberOption("maximum", gettext_lazy("Largest number of partners"), default=20, least=1, maximum=50),
        LongTextOption(
            "confirmation_text",
            gettext_lazy("What a partner commits to"),
            help=gettext_lazy(
                "When it is filled in, each partner is sent a link, reads this text, and confirms or declines without "
                "an account."
            ),
        ),
        CountsOption(
            "confirmation",
            gettext_lazy("Smallest number of partners who have confirmed"),
            kinds=KINDS,
            help=gettext_lazy("The application cannot be sent before."),
        ),
        LinesOption(
            "confirmation_fields",
            gettext_lazy("What a partner reads of the application"),
            help=gettext_lazy("Keys of fields, one a line. Beside the title, a partner reads nothing else."),
        ),
    )

    @property
    def empty(self) -> Any:
        return []

    def check(self, field: Any) -> None:
        minimum, confirmed = self.option(field, "minimum"), self.option(field, "confirmation")
        needed = sum(max(minimum.get(kind, 0), confirmed.get(kind, 0)) for kind, _label in KINDS)
        if needed > self.option(field, "maximum"):
            raise OptionError(_("more partners are needed than are allowed"))
        if confirmed and not self.option(field, "confirmation_text"):
            raise OptionError(_("a partner needs a text to confirm: write what it commits to"))

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return rows_in(data, field.key, PARTS)

    def act(self, field: Any, raw: Any, action: Action) -> Any:
        if action.kind == "add":
            return [*raw, {}]
        return without(raw, action.path[0]) if action.kind == "remove" and action.path else raw

    def clean(self, field: Any, raw: Any) -> list[dict[str, str]]:
        gathered = Gathered()
        value = []
        for place, row in enumerate(row_list(raw)):
            clean = {
                "kind": gathered.take(_kind, row.get("kind"), f"{place}.kind"),
                "name": gathered.take(short, row.get("name"), f"{place}.name"),
                "contact": gathered.take(short, row.get("contact"), f"{place}.contact"),
                "email": gathered.take(email_of, row.get("email"), f"{place}.email") or "",
                "siret": gathered.take(siret_of, row.get("siret"), f"{place}.siret") or "",
            }
            if any(clean[part] for part in PARTS if part != "kind") or gathered.faults:
                value.append(clean)
        gathered.refuse()
        return value

    def faults(self, field: Any, value: Any) -> list[Fault]:
        found = []
        for place, row in enumerate(value):
            if not row["kind"]:
                found.append(Fault(_("Say what kind of partner it is."), f"{place}.kind"))
            if not row["name"]:
                found.append(Fault(_("Write the partner’s name."), f"{place}.name"))
            if not row["contact"]:
                found.append(Fault(_("Write the name of a person to contact."), f"{place}.contact"))
            if not row["email"]:
                found.append(Fault(_("Write the person’s e-mail address."), f"{place}.email"))
        most = self.option(field, "maximum")
        if len(value) > most:
            found.append(Fault(_("There are too many partners: {most} at most.").format(most=most)))
        return found + self._lacking(field, value)

    def _lacking(self, field: Any, value: Any) -> list[Fault]:
        minimum = self.option(field, "minimum")
        there = {kind: sum(row["kind"] == kind for row in value) for kind in minimum}
        return [Fault(lacking(kind, number - there[kind])) for kind, number in minimum.items() if there[kind] < number]

    def needed(self, field: Any) -> bool:
        return bool(self.option(field, "minimum") or self.option(field, "confirmation"))

    def missing_faults(self, field: Any) -> list[Fault]:
        return self._lacking(field, []) or [Fault(_("Add at least one partner."))]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        rows = typed_rows(value) or [{"kind": kind} for kind in self.option(field, "minimum")] or [{}]
        minimum = self.option(field, "minimum")
        return {
            "rows": [{"place": place, **row} for place, row in enumerate(rows)],
            "blank": {"place": "__row__"},
            "kinds": KINDS,
            "confirming": bool(self.option(field, "confirmation_text")),
            "needed": [
                f"{number}{NARROW_SPACE}{label}".lower() for kind, label in KINDS if (number := minimum.get(kind))
            ],
        }

    def display(self, field: Any, value: Any) -> str:
        labels = dict(KINDS)
        lines = []
        for row in value or []:
            said = [row.get("name") or "…", str(labels.get(row.get("kind"), "")), row.get("contact"), row.get("email")]
            if row.get("siret"):
                said.append(f"SIRET {siret_in_words(row['siret'])}")
            lines.append(", ".join(part for part in said if part))
        return "\n".join(lines)

    def search_text(self, field: Any, value: Any) -> str:
        return ", ".join(row["name"] for row in value or [] if row.get("name"))

    def value_schema(self, field: Any) -> dict[str, Any]:
        row = {"type": "object", "required": list(PARTS), "properties": {part: {"type": "string"} for part in PARTS}}
        return {"type": "array", "items": row}


def _kind(raw: Any) -> str:
    kind = plain(raw)
    if kind and kind not in dict(KINDS):
        raise FieldError(_("Say what kind of partner it is."))
    return kind
