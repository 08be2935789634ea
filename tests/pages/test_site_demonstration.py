"""The demonstration's tree: made once, complete, and never against what a person changed."""

import json
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from wagtail.models import Page, Site

from cms.applications.exchange import bundles
from cms.pages.demonstration import plan, site
from cms.pages.models import CollectionPage, HomePage
from cms.theme.models import SiteIdentity

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    for name in ("label", "concours-video"):
        bundles.load(json.loads((Path(site_settings.BASE_DIR) / f"procedures/{name}.json").read_text()))
    return site.load()


ADDRESSES = [
    "/",
    "/decouvrir/",
    "/guides/",
    "/bandes-dessinees/",
    "/initiatives/",
    "/concours-video/",
    "/le-plan/",
    "/mentions-legales/",
    "/accessibilite/",
    "/donnees-personnelles/",
    "/plan-du-site/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers(client, home, address):
    assert client.get(address).status_code == 200


def test_the_welcome_page_is_gone(home):
    assert Site.objects.get(is_default_site=True).root_page.specific == home
    assert list(Page.objects.filter(depth=2)) == [home.page_ptr]


def test_loading_again_changes_nothing(home):
    before = list(Page.objects.order_by("path").values_list("path", "title", "latest_revision_id"))

    site.load()

    assert list(Page.objects.order_by("path").values_list("path", "title", "latest_revision_id")) == before


def test_what_a_person_changed_stays(home):
    home.heading = "Notre titre"
    home.save_revision().publish()
    identity = SiteIdentity.objects.get()
    identity.region = "Bretagne"
    identity.save()

    site.load()

    assert HomePage.objects.get().heading == "Notre titre"
    assert SiteIdentity.objects.get().region == "Bretagne"


def test_collections_know_their_procedures(home):
    kinds = {page.slug: (page.procedure.slug, page.record_kind_label) for page in CollectionPage.objects.all()}

    assert kinds == {"initiatives": ("label", "Initiative"), "concours-video": ("concours-video", "Vidéo")}


def test_another_port_is_followed(home, settings):
    Site.objects.update(hostname="localhost", port=8000)
    settings.SITE_URL = "http://127.0.0.1:8123"

    site.load()

    assert HomePage.objects.get().full_url == "http://127.0.0.1:8123/"
    assert HomePage.objects.get().url == "/"


def test_the_plan_has_its_twenty_two_measures(client, home):
    axes = plan.axes()
    numbers = [measure["number"] for _kind, axis in axes for measure in axis["measures"]]

    assert [len(axis["measures"]) for _kind, axis in axes] == [6, 6, 4, 6]
    assert numbers == list(range(1, 23))
    assert client.get("/le-plan/").content.decode().count('<li id="mesure-') == 22


def test_the_accessibility_statement_tells_state_standard_and_ways_to_complain(client, home):
    text = client.get("/accessibilite/").content.decode()

    for words in ("partiellement conforme", "4.1.2", "WCAG 2.2", "mailto:", "Défenseur des droits", "aucun audit"):
        assert words in text


def test_links_of_the_pages_lead_somewhere(client, home):
    for address in ("/decouvrir/", "/le-plan/"):
        main = client.get(address).content.decode().split("<main")[1].split("</main>")[0]
        for href in {part.split('"')[0] for part in main.split('href="/')[1:]}:
            assert client.get(f"/{href}").status_code == 200, href
