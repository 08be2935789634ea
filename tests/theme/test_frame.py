"""What surrounds every page: menu, identity, links that the law asks for, what robots and sharers read."""

import pytest
from django.contrib.messages import constants
from django.template.loader import render_to_string
from wagtail.models import PageViewRestriction, Site

from cms.theme.models import SiteIdentity
from tests.pages.factories import ContentPageFactory, HomePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePageFactory(at_the_root=True)


def menu(client) -> str:
    return client.get("/page-qui-n-existe-pas/").content.decode().split('<ul class="menu wide">')[1].split("</ul>")[0]


def test_the_menu_shows_the_pages_that_editors_put_in_it_and_the_procedures(client, home):
    ContentPageFactory(parent=home, title="Découvrir", show_in_menus=True)
    ContentPageFactory(parent=home, title="Mentions", show_in_menus=False)

    shown = menu(client)

    assert "Découvrir" in shown
    assert "Démarches" in shown
    assert "Mentions" not in shown


def test_drafts_and_private_pages_are_not_in_the_menu(client, home):
    ContentPageFactory(parent=home, title="Brouillon", show_in_menus=True, live=False)
    private = ContentPageFactory(parent=home, title="Réservé", show_in_menus=True)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    shown = menu(client)

    assert "Brouillon" not in shown
    assert "Réservé" not in shown


def test_a_page_that_is_published_is_in_the_menu_at_once(client, home):
    assert "Agenda" not in menu(client)

    ContentPageFactory(parent=home, title="Agenda", show_in_menus=True).save_revision().publish()

    assert "Agenda" in menu(client)


def test_a_page_that_is_deleted_leaves_the_menu_at_once(client, home):
    page = ContentPageFactory(parent=home, title="Agenda", show_in_menus=True)
    assert "Agenda" in menu(client)

    page.delete()

    assert "Agenda" not in menu(client)


def test_the_page_where_one_is_is_marked(client, home):
    ContentPageFactory(parent=home, title="Agenda", slug="agenda", show_in_menus=True)

    assert '<a href="/agenda/" aria-current="page">' in client.get("/agenda/").content.decode()


def test_the_footer_tells_the_state_of_accessibility_and_leads_to_its_page(client, home):
    statement = ContentPageFactory(parent=home, title="Accessibilité", slug="declaration")
    SiteIdentity.objects.create(
        site=Site.objects.get(is_default_site=True), accessibility="none", accessibility_page=statement
    )

    text = client.get("/page-qui-n-existe-pas/").content.decode()

    assert '<a href="/declaration/">Accessibilité\u00a0: non conforme</a>' in text
    assert "Plan du site" in text


def test_a_page_has_one_address_and_a_picture_for_sharers(client, home):
    ContentPageFactory(parent=home, title="Agenda", slug="agenda", summary="Où, quand ?")

    text = client.get("/agenda/?utm=x").content.decode()

    assert '<link rel="canonical" href="http://testserver/agenda/">' in text
    assert '<meta property="og:title" content="Agenda">' in text
    assert 'content="http://testserver/static/theme/art/og-image.png"' in text
    assert "<title>Agenda · Passerelle</title>" in text


def test_no_page_asks_anything_of_another_site(client, home):
    text = client.get("/").content.decode()

    sources = [part.split('"')[0] for key in ('src="', 'rel="stylesheet" href="') for part in text.split(key)[1:]]
    assert sources
    assert all(source.startswith("/") for source in sources)
    assert "<style" not in text
    assert " style=" not in text


def test_the_first_link_skips_to_the_content(client, home):
    text = client.get("/").content.decode()

    assert text.index('<a class="skip" href="#contenu">') < text.index("<header")
    assert '<main id="contenu"' in text


def test_robots_are_told_what_is_closed_and_where_the_map_is(client, settings):
    settings.DEMONSTRATION = False

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_robots_stay_out_of_the_demonstration(client, settings):
    settings.DEMONSTRATION = True

    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("level", ["debug", "info", "success", "warning", "error"])
def test_messages_are_shown_by_their_tone(level):
    assert level.upper() in constants.DEFAULT_LEVELS

    html = render_to_string("theme/components/notice.html", {"tone": level, "text": "C'est fait !"})

    tone = "info" if level == "debug" else level
    assert f'class="notice {tone}"' in html
    assert "C’est fait\u202f!" in html
    assert ('role="alert"' in html) == (level == "error")
