"""Territories know their communes, and communes their territory; funds know what is left."""

from decimal import Decimal

import pytest

from cms.snippets.models import Fund, Territory
from tests.snippets.factories import CommuneFactory, FundFactory, IntercommunalityFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return TerritoryFactory(name="Nord", intercommunalities=[IntercommunalityFactory(), IntercommunalityFactory()])


@pytest.fixture
def south():
    return TerritoryFactory(name="Sud", intercommunalities=[IntercommunalityFactory()])


def commune_of(territory, place=0):
    return CommuneFactory(intercommunality=territory.intercommunalities.order_by("siren")[place])


def test_a_territory_has_the_communes_of_its_intercommunalities(north, south):
    communes = {commune_of(north), commune_of(north, 1)}
    commune_of(south)

    assert set(north.communes) == communes


def test_communes_belong_to_the_territory_that_has_most_of_them(north, south):
    codes = [commune_of(south).pk, commune_of(north).pk, commune_of(south).pk]

    assert Territory.of_communes(codes) == south


def test_between_two_equal_territories_the_first_by_name_is_taken(north, south):
    assert Territory.of_communes([commune_of(south).pk, commune_of(north).pk]) == north


@pytest.mark.parametrize("codes", [[], ["99999"], ["' OR 1=1"]])
def test_communes_of_nowhere_have_no_territory(north, codes):
    assert Territory.of_communes(codes) is None


def test_a_commune_without_intercommunality_has_no_territory(north):
    island = CommuneFactory(intercommunality=None)

    assert Territory.of_communes([island.pk]) is None


def test_a_fund_without_grants_is_whole():
    assert FundFactory(amount=60_000).remaining == Decimal(60_000)


def test_a_listing_of_funds_knows_what_is_left_in_one_query(django_assert_num_queries):
    FundFactory.create_batch(3)

    with django_assert_num_queries(1):
        assert [fund.remaining for fund in Fund.objects.with_granted()] == [Decimal(60_000)] * 3
