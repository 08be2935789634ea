"""The site map for people, and the one for robots."""

import pytest
from wagtail.models import PageViewRestriction

from tests.pages.factories import CollectionPageFactory, ContentPageFactory, RecordPageFactory

pytestmark = pytest.mark.django_db


def test_it_shows_the_tree_that_anybody_may_read(client):
    help_page = ContentPageFactory(title="Aide", slug="aide")
    ContentPageFactory(parent=help_page, title="Contact", slug="contact")
    ContentPageFactory(title="Brouillon", live=False)
    PageViewRestriction.objects.create(page=ContentPageFactory(title="Réservé"), restriction_type="login")

    text = client.get("/plan-du-site/").content.decode()

    assert '<li><a href="/aide/">Aide</a><ul><li><a href="/aide/contact/">Contact</a></li></ul></li>' in text
    assert "Brouillon" not in text
    assert "Réservé" not in text


def test_records_are_left_to_their_collection(client):
    RecordPageFactory(parent=CollectionPageFactory(title="Initiatives"), title="Une fiche parmi mille")

    text = client.get("/plan-du-site/").content.decode()

    assert "Initiatives" in text
    assert "Une fiche parmi mille" not in text


def test_the_tree_costs_the_same_whatever_its_size(client, django_assert_max_num_queries):
    for number in range(10):
        page = ContentPageFactory(title=f"Partie {number}")
        ContentPageFactory(parent=page)
    client.get("/plan-du-site/")

    with django_assert_max_num_queries(4):
        client.get("/plan-du-site/")


def test_robots_read_every_public_page(client):
    ContentPageFactory(slug="aide")
    ContentPageFactory(slug="brouillon", live=False)

    response = client.get("/sitemap.xml")

    assert response["Content-Type"].startswith("application/xml")
    assert b"http://testserver/aide/" in response.content
    assert b"brouillon" not in response.content
