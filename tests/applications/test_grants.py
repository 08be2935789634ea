"""Money drawn on the funds of territories."""

from decimal import Decimal

import pytest

from cms.applications.decisions import grants
from cms.applications.decisions.grants import GrantRefused
from cms.applications.models import Grant, IssuedDocument
from cms.snippets.models import Fund
from cms.workflows import engine
from cms.workflows.models import Effect
from tests.applications import visit

pytestmark = pytest.mark.django_db


def helped(place, *, amount: str | None = None, asked: str = "4000.00"):
    """An application that the committee has just helped."""
    submitted = visit.application(communes=[place], aide=asked)
    engine.perform(submitted.case, "transmettre", visit.person("Agents"))
    data = {"amount": amount} if amount else None
    engine.perform(submitted.case, "aider", visit.person("Comité"), data=data)
    visit.settle(submitted)
    return submitted


def test_the_grant_is_drawn_on_the_fund_of_the_territory_and_year():
    submitted = helped(visit.place())
    grant = Grant.objects.get()
    assert (grant.application, grant.amount) == (submitted, Decimal(4000))
    assert (grant.fund.territory, grant.fund.year) == (submitted.territory, visit.TODAY_YEAR)
    assert Fund.objects.get().remaining == 6000


def test_the_person_who_decides_may_grant_less_than_what_is_asked():
    helped(visit.place(), amount="2500.00")
    assert Grant.objects.get().amount == 2500


def test_more_than_what_remains_is_refused_and_holds_back_the_certificate():
    place = visit.place(amount=5_000)
    helped(place)
    second = helped(place, asked="1500.00")
    assert Grant.objects.count() == 1
    effect = second.case.effects.get(kind="grant")
    assert effect.state != Effect.State.DONE
    assert "1\N{NARROW NO-BREAK SPACE}500" in effect.error.replace("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
    assert not IssuedDocument.objects.filter(application=second).exists()


def test_exactly_what_remains_is_granted():
    place = visit.place(amount=5_500)
    helped(place)
    helped(place, asked="1500.00")
    assert Fund.objects.get().remaining == 0


def test_an_application_is_granted_once_whatever_happens():
    submitted = helped(visit.place())
    again = grants.draw(submitted, Decimal(4000), year=visit.TODAY_YEAR)
    assert (Grant.objects.count(), again) == (1, Grant.objects.get())


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_an_amount_that_is_nothing_is_refused(amount):
    submitted = visit.application(communes=[visit.place()])
    with pytest.raises(GrantRefused):
        grants.draw(submitted, Decimal(amount), year=visit.TODAY_YEAR)


def test_without_a_territory_or_a_fund_the_refusal_says_which():
    nowhere = visit.application()
    with pytest.raises(GrantRefused, match=r"territoire|territory"):
        grants.draw(nowhere, Decimal(10), year=visit.TODAY_YEAR)
    somewhere = visit.application(communes=[visit.place()])
    with pytest.raises(GrantRefused, match="1999"):
        grants.draw(somewhere, Decimal(10), year=1999)


@pytest.mark.parametrize(
    ("answer", "path", "amount"),
    [
        ("1200.50", "aide", Decimal("1200.50")),
        ({"asked": "300.00", "expenses": []}, "aide", Decimal(300)),
        ({"asked": "300.00"}, "aide.asked", Decimal(300)),
        (None, "aide", None),
        ("", "aide", None),
        ({"asked": ""}, "aide.asked", None),
    ],
)
def test_the_amount_asked_is_read_from_an_amount_or_a_budget(answer, path, amount):
    submitted = visit.application()
    submitted.answers["aide"] = answer
    assert grants.amount_asked(submitted, path) == amount
