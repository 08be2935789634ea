"""Grants: money that a decision draws on the fund of a territory (measure 4 of the plan)."""

from decimal import Decimal, InvalidOperation
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from cms.applications.decisions.tags import euros
from cms.applications.models import Application, Grant
from cms.forms import moment
from cms.snippets.models import Fund
from cms.workflows.models import Effect


class GrantRefused(Exception):
    """The money cannot be drawn; the message says why and what to do."""


def fund_of(application: Application, year: int) -> Fund | None:
    """The fund on which a grant for `application` is drawn that year: its territory's, if there is one."""
    if application.territory_id is None:
        return None
    return Fund.objects.filter(territory=application.territory_id, year=year).first()


def amount_asked(application: Application, field_key: str) -> Decimal | None:
    """The amount in euros that the answer to `field_key` gives: an amount, or what a budget asks for.

    A part of an answer is named by its path: "budget.asked".
    """
    key, _dot, part = field_key.partition(".")
    value = application.answers.get(key)
    if isinstance(value, dict):
        value = value.get(part or "asked")
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None


def check(application: Application, amount: Decimal, fund: Fund | None, year: int) -> None:
    """Raise GrantRefused when `amount`, in euros, cannot be drawn on `fund` for `application`."""
    if application.territory is None:
        raise GrantRefused(_("No territory is known for this application: choose one, then try again."))
    if fund is None:
        raise GrantRefused(
            _("%(territory)s has no fund for %(year)s: create it, then try again.")
            % {"territory": application.territory, "year": year}
        )
    if amount <= 0:
        raise GrantRefused(_("The amount must be more than zero."))
    left = fund.remaining
    if amount > left:
        raise GrantRefused(
            _("%(amount)s exceeds what remains on the fund %(fund)s: %(remaining)s.")
            % {"amount": euros(amount), "fund": fund, "remaining": euros(left)}
        )


@transaction.atomic
def draw(application: Application, amount: Decimal, *, year: int) -> Grant:
    """Write the grant of `application`, in euros, on its territory's fund for `year`; at most one an application.

    A second call with the same application gives the first grant back. The fund's row is locked: two decisions taken
    at once cannot spend the same euros. Raises GrantRefused when there is no territory, no fund, no amount, or not
    enough left.
    """
    fund = Fund.objects.select_for_update().filter(territory=application.territory_id, year=year).first()
    existing = Grant.objects.filter(application=application).first()
    if existing:
        return existing
    check(application, amount, fund, year)
    return Grant.objects.create(fund=cast(Fund, fund), application=application, amount=amount)


def grant(effect: Effect) -> dict | None:
    """Effect "grant": draws the amount that the person who decided gave, or else the one that was asked for."""
    application = cast(Application, effect.case.subject)
    given = (effect.entry.data or {}).get("amount")
    amount = Decimal(str(given)) if given else amount_asked(application, effect.params["amount_field"])
    if amount is None:
        raise GrantRefused(_("The application asks for no amount."))
    made = draw(application, amount, year=moment.today().year)
    return {"grant": made.pk, "amount": str(made.amount), "fund": str(made.fund)}
