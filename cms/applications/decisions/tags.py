"""Tags: the words in braces that mails and documents replace, `{reference}` or `{answer:titre}`.

The list is closed: the screen where texts are written shows all of it, and publication refuses what is not on it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.applications.models import Application
from cms.forms import answers
from cms.workflows.models import JournalEntry

_TAG = re.compile(r"\{([a-z_]+)(?::([A-Za-z0-9_-]+))?\}")
# The first line of a letter, when it ends with the name: “Bonjour {applicant},”.
_GREETING = re.compile(r"\A([^\n{}]*[^\s{}])\s*\{applicant\}(?=\s*[,!]\s*(?:\n|\Z))")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its name, what an editor reads about it, and whether it names a field or a document after a colon."""

    name: str
    label: str | Promise
    names: str = ""  # "", "field" or "document"

    @property
    def written(self) -> str:
        """How an editor types it."""
        return f"{{{self.name}:…}}" if self.names else f"{{{self.name}}}"


TAGS = (
    Tag("reference", _("reference of the application")),
    Tag("title", _("title of the application")),
    Tag("applicant", _("name of the applicant")),
    Tag("procedure", _("title of the procedure")),
    Tag("territory", _("territory of the application")),
    Tag("step", _("step where the application now is")),
    Tag("comment", _("comment of the person who acted; the applicant gets it only when it is meant for them")),
    Tag("amount", _("amount granted")),
    Tag("date", _("date of the action")),
    Tag("link", _("address of the application, for the person who receives the message")),
    Tag("answer", _("the answer to a question, by the key of its field; a bank account is masked"), names="field"),
    Tag("document", _("address of an issued document, by its key"), names="document"),
)
_BY_NAME = {tag.name: tag for tag in TAGS}


def used(text: str) -> list[tuple[str, str]]:
    """The tags written in `text`, as (name, argument) pairs in order; the argument is empty when there is none."""
    return [(match[1], match[2] or "") for match in _TAG.finditer(text)]


def unknown(text: str, *, fields: Iterable[str], documents: Iterable[str]) -> list[str]:
    """The tags of `text` that nothing can replace, as they are written: a wrong name, field or document."""
    allowed = {"field": set(fields), "document": set(documents)}
    wrong = []
    for name, argument in used(text):
        tag = _BY_NAME.get(name)
        known = tag is not None and (argument in allowed[tag.names] if tag.names else not argument)
        if not known:
            wrong.append(f"{{{name}:{argument}}}" if argument else f"{{{name}}}")
    return wrong


def euros(amount: Decimal | float | str) -> str:
    """An amount as French readers write it: “12 000 €”, cents only when there are some."""
    value = Decimal(str(amount))
    places = 0 if value == value.to_integral_value() else 2
    return f"{formats.number_format(value, decimal_pos=places, force_grouping=True)}\N{NO-BREAK SPACE}€"


@dataclass(frozen=True)
class Filling:
    """What tags stand for in one application, at one moment of its case, for one kind of reader."""

    application: Application
    entry: JournalEntry | None = None
    for_applicant: bool = True
    # Keys of the questions whose answers this reader does not see.
    hidden: frozenset[str] = frozenset()

    def fill(self, text: str) -> str:
        """`text` with its tags replaced; a tag that nothing replaces is left as it is written."""
        return _TAG.sub(self._replace, text)

    def fill_letter(self, text: str) -> str:
        """`text` filled as `fill` does; the greeting does without a name when the applicant gave none.

        Elsewhere the address stands for the name; as a greeting it would read like a form gone wrong.
        """
        if not self.application.applicant.get_full_name():
            text = _GREETING.sub(r"\1", text)
        return self.fill(text)

    def _replace(self, match: re.Match[str]) -> str:
        name, argument = match[1], match[2] or ""
        if name == "answer":
            return self._answer(argument)
        if name == "document":
            return self._document(argument)
        value = self._values.get(name)
        return match[0] if value is None else value()

    @cached_property
    def _values(self) -> dict[str, Callable[[], str]]:
        application = self.application
        return {
            "reference": lambda: application.reference or "",
            "title": lambda: application.case_title(),
            "applicant": lambda: str(application.applicant),
            "procedure": lambda: application.release.settings["title"],
            "territory": lambda: application.territory.name if application.territory else "",
            "step": self._step,
            "comment": self._comment,
            "amount": self._amount,
            "date": lambda: formats.date_format(timezone.localtime(self._moment), "j F Y"),
            "link": self._link,
        }

    @property
    def _moment(self) -> timezone.datetime:  # type: ignore[name-defined]  # re-exported by Django
        return self.entry.created_at if self.entry else timezone.now()

    def _step(self) -> str:
        case = self.application.case
        return case.current_node.label if case else ""

    def _comment(self) -> str:
        if self.entry is None or (self.for_applicant and not self.entry.public):
            return ""
        return self.entry.comment

    def _amount(self) -> str:
        grant = getattr(self.application, "grant", None)
        return euros(grant.amount) if grant else ""

    def _link(self) -> str:
        name = "applications:application" if self.for_applicant else "applications_inbox:case"
        return settings.SITE_URL + reverse(name, args=[self.application.pk])

    def _answer(self, key: str) -> str:
        """An answer in the words that anybody may read, whoever the text is for: a bank account is masked.

        A mail lies in boxes and relays for years and a document is passed on and verified by anybody, so neither
        carries a whole account, not even to its owner. Whoever has to know it opens the case, which `{link}` leads to.
        """
        if key in self.hidden:
            return ""
        try:
            field, value = self.application.release.form.field(key), self.application.answers.get(key)
        except KeyError:
            return self._own_answer(key)
        return "" if value in (None, "", []) else answers.in_words(field, value, public=True)

    def _own_answer(self, key: str) -> str:
        """An answer to one of the process's own questions; the applicant reads only those that are public."""
        case = self.application.case
        if case is None or key not in case.internal or (self.for_applicant and key not in case.graph.public_fields):
            return ""
        return answers.in_words(case.graph.own_form.field(key), case.internal[key], public=True)

    def _document(self, key: str) -> str:
        issued = self.application.documents.filter(key=key).first()
        return settings.SITE_URL + reverse("applications:document", args=[issued.pk]) if issued else ""
