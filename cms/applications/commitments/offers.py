"""What each partner of an application is asked to commit to, and where each of them stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.applications.models import Application, Commitment
from cms.applications.models.commitment import fingerprint
from cms.forms import answers
from cms.forms.answers import Problem
from cms.forms.spec import Field, Form
from cms.forms.types.partners import KINDS, unconfirmed

_SAID: dict[str, str | Promise] = {
    "incomplete": _("not complete yet"),
    "unasked": _("not asked yet"),
    "waiting": _("no answer yet"),
    "expired": _("the link has expired"),
    "changed": _("has to confirm again: what it confirmed was changed since"),
    "confirmed": _("has confirmed"),
    "declined": _("has declined"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One partner: the row of the answer, what was asked of it, and how that stands (a key of the words above)."""

    field: Field
    place: int
    row: dict[str, str]
    commitment: Commitment | None
    state: str

    @property
    def name(self) -> str:
        return self.row.get("name") or "…"

    @property
    def kind(self) -> str:
        """The kind in words."""
        return str(dict(KINDS).get(self.row.get("kind", ""), ""))

    @property
    def words(self) -> str:
        """The state in words."""
        return str(_SAID[self.state])

    @property
    def tone(self) -> str:
        """The colour that repeats the words."""
        return {"confirmed": "leaf", "declined": "coral", "waiting": "loire"}.get(self.state, "sun")

    @property
    def may_be_asked(self) -> bool:
        """Whether a mail to this partner makes sense now."""
        return self.state not in ("incomplete", "confirmed")


def confirming(form: Form) -> list[Field]:
    """The fields of partners whose partners have to confirm."""
    return [one for one in form.fields if one.type == "partners" and one.kind.option(one, "confirmation_text")]


def asked_of(application: Application) -> list[Field]:
    """Those that the application's answers show; reads nothing from the database when there are none."""
    found = confirming(application.release.form)
    if not found:
        return []
    shown = answers.visible(application.release.form, application.working_answers)
    return [one for one in found if one.key in shown]


def offer(application: Application, field: Field, partner: str) -> dict[str, Any]:
    """All that a partner reads before it answers, and nothing more.

    {"procedure", "title", "text", "partner": its own name, "answers": [[label, answer in words], …]}
    """
    form, given = application.release.form, application.working_answers
    shown = answers.visible(form, given)
    wanted = [key for key in field.kind.option(field, "confirmation_fields") if key in shown & form.keys]
    rows = [(form.field(key).label, answers.in_words(form.field(key), given.get(key))) for key in wanted]
    return {
        "procedure": application.release.settings["title"],
        "title": application.title,
        "text": field.kind.option(field, "confirmation_text"),
        "partner": partner,
        "answers": [[label, words] for label, words in rows if words],
    }


def row_of(row: dict[str, str]) -> tuple[str, str, str, str]:
    """What tells a partner from the others, in the order of `Commitment.row`."""
    return row.get("kind", ""), row.get("name", ""), row.get("contact", ""), row.get("email", "")


def rows(application: Application, field: Field) -> list[dict[str, str]]:
    """The partners that the application names now."""
    value = application.working_answers.get(field.key)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def standings(application: Application) -> list[Standing]:
    """Every partner that has to confirm, in the order of the form. One query, none when nobody has to."""
    fields = asked_of(application)
    if not fields:
        return []
    known = {(one.field_key, *one.row): one for one in application.commitments.alive()}
    found = []
    for field in fields:
        for place, row in enumerate(rows(application, field)):
            commitment = known.get((field.key, *row_of(row)))
            found.append(Standing(field, place, row, commitment, _state(application, field, row, commitment)))
    return found


def _state(application: Application, field: Field, row: dict[str, str], commitment: Commitment | None) -> str:
    if not all(row_of(row)):
        return "incomplete"
    if commitment is None or commitment.sent_at is None:
        return "unasked"
    if commitment.answer == Commitment.Answer.DECLINED:
        return "declined"
    if commitment.answer == Commitment.Answer.CONFIRMED:
        return "confirmed" if holds(application, field, commitment) else "changed"
    return "expired" if commitment.is_expired else "waiting"


def holds(application: Application, field: Field, commitment: Commitment) -> bool:
    """Whether a confirmation still counts: what was read is what will be sent, or it was sent with it already."""
    if commitment.sealed_at:
        return True
    return commitment.agreed_hash == fingerprint(offer(application, field, commitment.name))


def missing(application: Application) -> list[Problem]:
    """The confirmations without which the application cannot be sent, each with the partners who have not given it."""
    fields = asked_of(application)
    found: list[Problem] = []
    everybody = standings(application) if fields else []
    for field in fields:
        section = application.release.form.section_of(field.key).key
        for kind, number in field.kind.option(field, "confirmation").items():
            of_kind = [one for one in everybody if one.field.key == field.key and one.row.get("kind") == kind]
            lacking = number - sum(one.state == "confirmed" for one in of_kind)
            if lacking > 0:
                named = [f"{one.name} ({one.words})" for one in of_kind if one.state != "confirmed"]
                found.append(Problem(section, field.key, field.label, unconfirmed(kind, lacking, named)))
    return found


def revoke_gone(application: Application, changed: Iterable[str]) -> None:
    """Let the links of partners die that a changed answer no longer names; the caller saves the application."""
    keys = set(changed)
    for field in confirming(application.release.form):
        if field.key in keys:
            there = {row_of(row) for row in rows(application, field)}
            gone = [
                one.pk for one in application.commitments.alive().filter(field_key=field.key) if one.row not in there
            ]
            if gone:
                Commitment.revoke(gone)
