"""What a move sets off in a simulation: done by the real handlers when nothing of it can stay, told otherwise."""

from decimal import Decimal
from typing import Any

from django.core.mail import EmailMessage
from django.utils import timezone

from cms.applications.decisions import letters
from cms.applications.models import IssuedDocument
from cms.applications.simulation import telling
from cms.applications.simulation.people import Cast
from cms.applications.simulation.story import ESCALATION, REMINDER, Beat, Mail, Paper
from cms.forms import moment
from cms.snippets.models import Fund
from cms.workflows import effects, outbox
from cms.workflows.models import Case, Effect

# What no simulation draws out; well under what the column holds.
_PLENTY = Decimal(900_000_000)


def run(case: Case, beat: Beat, cast: Cast) -> None:
    """Run what the outbox of `case` holds, and tell it in `beat`; what fails is one of its faults."""
    waiting = Effect.objects.undone().filter(case=case)
    waiting.filter(state=Effect.State.PENDING).update(run_after=timezone.now())
    outbox.run_case(case.pk, lambda effect: _act(effect, beat, cast))
    for effect in waiting.exclude(error=""):
        beat.faults.append(telling.failed(effect))
        # Told once; what waits behind it stays where it is, as in reality.
        Effect.objects.filter(pk=effect.pk).update(error="", state=Effect.State.FAILED)


def posted(key: str, mail: EmailMessage, cast: Cast) -> Mail:
    """A mail as it is told."""
    return Mail(key, tuple(cast.called(one) for one in mail.recipients()), str(mail.subject), str(mail.body).strip())


def _act(effect: Effect, beat: Beat, cast: Cast) -> dict[str, Any]:
    kind = effects.get(effect.kind)
    if not kind.in_simulations:
        beat.after.append(telling.only_told(effect))
        return {"simulated": True}
    if effect.kind == "grant":
        territory = getattr(effect.case.subject, "territory_id", None)
        if territory is not None:
            fill_fund(territory, moment.today().year)
    with letters.kept() as box:
        result = dict(kind.run(effect) or {})
    if text := telling.made(effect, result, effect.case):
        beat.after.append(text)
    beat.mails += [posted(_key(effect), mail, cast) for mail in box]
    if effect.kind == "document":
        issued = IssuedDocument.objects.get(pk=result["document"])
        content = issued.content
        beat.papers.append(Paper(issued.key, issued.title, content["body"], content["signatory"]))
    return result


def _key(effect: Effect) -> str:
    if effect.kind == "message":
        return str(effect.params["message"])
    return ESCALATION if effect.params.get("role") else REMINDER


def fill_fund(territory: int, year: int) -> None:
    """Fill the fund of a territory, on the stage: a run must not depend on what is left today."""
    fund, _is_new = Fund.objects.get_or_create(territory_id=territory, year=year, defaults={"amount": _PLENTY})
    Fund.objects.filter(pk=fund.pk).update(amount=_PLENTY)
