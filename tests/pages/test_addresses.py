"""An address leads to its page in one query, and never to one that may not be read."""

import pytest
from wagtail.models import Site

from cms.pages.models import GuidePage
from tests.pages.factories import GuidePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return GuidePageFactory(title="Visiter l'atelier")


def test_the_page_of_an_address_is_found_again_after_it_moved(client, guide):
    before = guide.url
    assert client.get(before).status_code == 200

    guide.slug = "autre-adresse"
    guide.save()

    assert client.get(before).status_code in (301, 404)
    assert client.get(GuidePage.objects.get().url).status_code == 200


def test_a_page_taken_off_the_site_is_gone_at_once(client, guide):
    assert client.get(guide.url).status_code == 200

    guide.unpublish()

    assert client.get(guide.url).status_code == 404


@pytest.mark.parametrize("odd", ["é à", "a" * 400, "%F0%9F%98%80", "..", "pdf"])
def test_an_address_of_nothing_is_not_found(client, guide, odd):
    assert client.get(f"{guide.get_parent().url}{odd}/").status_code == 404


def test_what_a_page_says_is_kept_and_changes_with_it(client, guide, django_assert_max_num_queries):
    client.get(guide.url)
    with django_assert_max_num_queries(4):
        client.get(guide.url)

    guide.title = "Visiter le chantier"
    guide.save_revision().publish()

    assert "Visiter le chantier" in client.get(guide.url).content.decode()


def test_a_cold_page_costs_fifteen_queries_at_most(client, guide, django_assert_max_num_queries):
    home = Site.find_for_request(None) or Site.objects.get()
    for address in (home.root_page.url, guide.url):
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
