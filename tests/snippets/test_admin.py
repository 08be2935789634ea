"""The Region finds and edits its reference records in the admin."""

import pytest
from django.urls import reverse

from cms.accounts.models import User
from cms.snippets.models import Audience, Commune, Departement, Fund, Intercommunality, Territory, Theme
from tests.snippets.factories import CommuneFactory, FundFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(client):
    client.force_login(User.objects.create_superuser("region@example.org", "x"))
    return client


@pytest.mark.parametrize("model", [Audience, Commune, Departement, Fund, Intercommunality, Territory, Theme])
def test_each_kind_of_record_is_listed_searched_and_added(region, model):
    viewset = model.snippet_viewset

    assert region.get(reverse(viewset.get_url_name("list"))).status_code == 200
    assert region.get(reverse(viewset.get_url_name("list")), {"q": "é'%"}).status_code == 200
    assert region.get(reverse(viewset.get_url_name("add"))).status_code == 200


def test_the_menu_names_the_records_in_french(region):
    page = region.get(reverse("wagtailadmin_home")).content.decode()

    # The menu is data for a script.
    assert "Référentiels" in page or "R\\u00e9f\\u00e9rentiels" in page


def test_communes_are_found_without_accents(region):
    CommuneFactory(name="Évron")
    CommuneFactory(name="Laval")

    page = region.get(reverse(Commune.snippet_viewset.get_url_name("list")), {"q": "evron"}).content.decode()

    assert "Évron" in page
    assert "Laval" not in page


def test_the_list_of_funds_says_what_is_left(region):
    FundFactory(territory=TerritoryFactory(name="Haut-Anjou"), amount=61_234)

    page = region.get(reverse(Fund.snippet_viewset.get_url_name("list"))).content.decode()

    assert page.count("61234") + page.count("61\u202f234") + page.count("61 234") >= 2


def test_a_territory_is_renamed(region):
    territory = TerritoryFactory()

    response = region.post(
        reverse(Territory.snippet_viewset.get_url_name("edit"), args=[territory.pk]),
        {"name": "Pays d’Ancenis", "slug": territory.slug},
    )

    assert response.status_code == 302
    territory.refresh_from_db()
    assert territory.name == "Pays d’Ancenis"
