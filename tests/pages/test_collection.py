"""Collections: the public finds its way among records, without JavaScript."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.snippets.models import Audience
from tests.applications.factories import ProcedureFactory
from tests.pages.factories import CollectionPageFactory, RecordPageFactory
from tests.snippets.factories import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection():
    return CollectionPageFactory(slug="initiatives")


def read(client, query: str = "") -> str:
    response = client.get(f"/initiatives/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_only_what_anybody_may_read_is_listed(client, collection):
    RecordPageFactory(title="Publique")
    RecordPageFactory(title="En attente", live=False)
    PageViewRestriction.objects.create(page=RecordPageFactory(title="Réservée"), restriction_type="login")

    text = read(client)

    assert "Publique" in text
    assert "En attente" not in text
    assert "Réservée" not in text
    assert "1 résultat<" in text


def test_records_are_filtered_by_territory_and_audience(client, collection):
    sea, land = TerritoryFactory(name="Littoral", slug="littoral"), TerritoryFactory(name="Bocage", slug="bocage")
    pupils = Audience.objects.create(name="Collégiens", slug="collegiens")
    RecordPageFactory(title="Mer et collège", territory=sea, audiences=[pupils])
    RecordPageFactory(title="Mer seule", territory=sea)
    RecordPageFactory(title="Terre et collège", territory=land, audiences=[pupils])

    text = read(client, "?territoire=littoral&public=collegiens")

    assert "Mer et collège" in text
    assert "Mer seule" not in text
    assert "Terre et collège" not in text
    assert '<option value="littoral" selected>' in text


def test_filters_offer_only_what_is_there(client, collection):
    TerritoryFactory(name="Vide")
    RecordPageFactory(territory=TerritoryFactory(name="Littoral"))

    text = read(client)

    assert "Littoral" in text
    assert "Vide" not in text


@pytest.mark.parametrize("query", ["?page=9999", "?page=x", "?page=-1", "?territoire=inconnu", "?public=%00"])
def test_an_odd_address_is_answered_without_a_fault(client, collection, query):
    RecordPageFactory(territory=TerritoryFactory())

    read(client, query)


def test_filters_that_match_nothing_offer_to_show_all(client, collection):
    RecordPageFactory(territory=TerritoryFactory(slug="littoral"))

    text = read(client, "?territoire=inconnu")

    assert "Aucune fiche ne répond à ces filtres." in text
    assert '<a href="/initiatives/">Tout afficher</a>' in text


def test_records_come_by_pages(client, collection):
    for number in range(15):
        RecordPageFactory(title=f"Fiche n° {number:02}")

    assert read(client).count("Fiche n° ") == 12
    assert read(client, "?page=2").count("Fiche n° ") == 3


def test_one_is_invited_while_the_procedure_is_open(client):
    collection = CollectionPageFactory(slug="initiatives", invitation="Demander", procedure=ProcedureFactory())
    assert '<a class="button" href="/demarches/jardin/">Demander</a>' in read(client)

    collection.procedure.closes_at = timezone.now()
    collection.procedure.save()

    assert "Demander" not in read(client)


def test_a_long_list_costs_no_more_than_a_short_one(client, collection, django_assert_max_num_queries):
    for _number in range(12):
        RecordPageFactory(territory=TerritoryFactory())
    read(client)

    with django_assert_max_num_queries(14):
        read(client)
