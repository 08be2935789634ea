"""What a partner will read of a procedure as its editors left it, published or not; nothing is written."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.applications.commitments import mails, offers
from cms.applications.models import Commitment, Procedure
from cms.applications.models.commitment import OPEN_FOR, fingerprint
from cms.forms import operations as forms
from cms.forms.spec import Field, Form

# The moments at which a partner opens its link, in the words of the screen.
STATES: dict[str, str | Promise] = {
    "waiting": gettext_lazy("Before the answer"),
    "confirmed": gettext_lazy("Once it has confirmed"),
    "declined": gettext_lazy("Once it has declined"),
    "sent": gettext_lazy("Once the application is sent"),
    "expired": gettext_lazy("After the link has expired"),
}


def form_of(procedure: Procedure) -> Form:
    """The form as its editors last left it. Raises SpecError when it does not hold."""
    return forms.draft_of(procedure.form).spec


def letter(procedure: Procedure, link: str) -> tuple[str, str]:
    """Subject and text of the mail that brings the link, for a partner that is made up."""
    one = _commitment("waiting")
    return mails.request(one, _("Title of the application"), procedure.title, link)


def page(procedure: Procedure, form: Form, field: Field, state: str) -> dict[str, Any]:
    """The context of "applications/commitments/page.html" for one of the `STATES` in which the link opens it."""
    one = _commitment(state)
    asked = [form.field(key) for key in field.kind.option(field, "confirmation_fields") if key in form.keys]
    offer = {
        "procedure": procedure.title,
        "title": _("Title of the application"),
        "text": field.kind.option(field, "confirmation_text"),
        "partner": one.name,
        "answers": [[question.label, _("What the applicant answers")] for question in asked if question.kind.asks],
    }
    return {
        "commitment": one,
        "offer": offer,
        "seen": fingerprint(offer),
        "is_open": state != "sent",
        "typed": {"signatory": one.signatory or one.contact, "position": one.position},
        "is_preview": True,
    }


def of(form: Form) -> list[Field]:
    """The questions whose partners confirm."""
    return offers.confirming(form)


def _commitment(state: str) -> Commitment:
    """A commitment of a made-up partner, never saved."""
    now = timezone.now()
    answers = {"confirmed": Commitment.Answer.CONFIRMED, "sent": Commitment.Answer.CONFIRMED}
    answers["declined"] = Commitment.Answer.DECLINED
    answer = answers.get(state, Commitment.Answer.NONE)
    return Commitment(
        name=_("Name of the partner"),
        contact=_("First name and name"),
        answer=answer,
        answered_at=now if answer else None,
        signatory=_("First name and name") if answer else "",
        position=_("function") if answer else "",
        sent_at=now - timedelta(days=1),
        expires_at=now + OPEN_FOR,
    )
