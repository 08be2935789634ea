"""The site of a request is read once in a generation, and a change is seen at once."""

import pytest
from django.http import HttpResponse
from wagtail.models import Site

from cms.delivery.known_site import KnownSiteMiddleware
from cms.pages.models import HomePage
from tests.pages.factories import HomePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = HomePageFactory()
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home


def visit(rf, **headers):
    """The request as a view gets it."""
    request = rf.get("/", headers=headers)
    KnownSiteMiddleware(lambda request: HttpResponse())(request)
    return request


def test_the_second_request_asks_the_database_nothing(rf, home, django_assert_num_queries):
    visit(rf)

    with django_assert_num_queries(0):
        site = Site.find_for_request(visit(rf))

    assert site.root_page == home
    assert isinstance(site.root_page, HomePage)


def test_each_host_has_its_own_site(rf, home):
    other = Site.objects.create(hostname="127.0.0.1", root_page=home)

    assert Site.find_for_request(visit(rf)) != other
    assert Site.find_for_request(visit(rf, host="127.0.0.1")) == other


def test_a_changed_home_page_is_seen_at_once(rf, home):
    visit(rf)
    home.heading = "Un autre titre"
    home.save()

    assert Site.find_for_request(visit(rf)).root_page.heading == "Un autre titre"
