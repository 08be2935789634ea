"""A guide is read on screen, and its file is made once, for those who may see it."""

import json
import re

import pytest
from django.core.cache import cache
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

import exports.cache
from cms.pages.guide_print import make_file, print_document, subject
from cms.pages.models import GuidePage
from cms.snippets.models import Audience
from exports.cache import latest
from exports.pdf import render_source
from tests.pages.factories import GuidePageFactory

pytestmark = pytest.mark.django_db


def chapter(title="Avant de partir", *parts):
    """One chapter as the database keeps it; `parts` are pairs of type and value."""
    content = [{"type": kind, "value": value} for kind, value in parts]
    return {"type": "chapter", "value": {"title": title, "intro": "", "scene": "avant", "content": content}}


CHECKLIST = ("checklist", {"title": "Tout est prêt ?", "items": ["Les casques sont essayés"]})


@pytest.fixture
def guide():
    return GuidePageFactory(title="Visiter l'atelier", body=json.dumps([chapter("Avant de partir", CHECKLIST)]))


@pytest.fixture
def renders(monkeypatch):
    """The titles rendered for real, in order."""
    titles = []

    def counted(source, title):
        titles.append(title)
        return render_source(source, title)

    monkeypatch.setattr(exports.cache, "render_source", counted)
    return titles


def test_a_guide_reads_on_screen_with_its_summary_and_its_download(client, guide):
    page = client.get(guide.url).content.decode()

    assert '<a href="#avant-de-partir">Avant de partir</a>' in page
    assert 'id="avant-de-partir"' in page
    assert "Les casques sont essayés" in page
    assert f'href="{guide.url}pdf/"' in page


def test_the_download_has_a_readable_name_and_its_second_time_costs_no_render(client, guide, renders):
    for _ in range(2):
        response = client.get(f"{guide.url}pdf/")
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert "Visiter%20l%E2%80%99atelier.pdf" in response["Content-Disposition"]
        assert response.getvalue().startswith(b"%PDF")

    assert renders == ["Visiter l’atelier"]


def test_once_made_the_page_tells_the_figures_of_the_file(client, guide):
    client.get(f"{guide.url}pdf/").getvalue()
    cache.clear()

    page = client.get(guide.url).content.decode()

    assert latest(subject(guide)).pages == 3
    assert re.search(r"PDF, 3 pages, \d+\sko\)", page)


def test_publishing_asks_for_the_file_and_the_task_makes_it(guide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        guide.save_revision().publish()

    assert callbacks
    assert make_file.call(guide.pk) == 3
    assert latest(subject(guide)).pages == 3


def test_the_task_makes_nothing_of_a_guide_that_is_no_longer_public(guide, renders):
    guide.unpublish()

    assert make_file.call(guide.pk) == 0
    assert renders == []


@pytest.mark.parametrize("way", ["never published", "unpublished"])
def test_the_file_of_a_guide_that_is_not_public_does_not_exist(client, guide, way):
    address = f"{guide.url}pdf/"
    if way == "unpublished":
        client.get(address).getvalue()
        guide.unpublish()
    else:
        GuidePage.objects.filter(pk=guide.pk).update(live=False)

    assert client.get(address).status_code == 404


def test_the_public_file_says_nothing_of_a_draft(client, guide, renders):
    guide.title = "Secret"
    guide.body = json.dumps([chapter("Encore secret")])
    guide.save_revision()

    client.get(f"{guide.url}pdf/").getvalue()

    assert renders == ["Visiter l’atelier"]
    assert "secret" not in print_document(GuidePage.objects.get(pk=guide.pk)).html().lower()


@pytest.mark.parametrize("restriction", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_the_file_of_a_private_guide_is_kept_from_others(client, guide, restriction, renders):
    PageViewRestriction.objects.create(page=guide, restriction_type=restriction, password="chut")

    response = client.get(f"{guide.url}pdf/")

    assert response.status_code in (200, 302)
    assert response["Content-Type"].startswith("text/html")
    assert renders == []


def test_who_may_see_a_private_guide_gets_a_file_that_shared_caches_do_not_keep(client, guide, django_user_model):
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(django_user_model.objects.create(email="prof@exemple.invalid"))

    response = client.get(f"{guide.url}pdf/")

    assert response["Content-Type"] == "application/pdf"
    assert "private" in response["Cache-Control"]
    assert response.getvalue().startswith(b"%PDF")


# Wagtail leaves its temporary file open when an image's original is missing.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_file_that_cannot_be_made_is_said_so_and_the_guide_stays_readable(client, guide):
    image = get_image_model().objects.create(title="Perdue", file=get_test_image_file())
    picture = ("picture", {"image": image.pk, "alternative": "Une machine", "caption": ""})
    guide.body = json.dumps([chapter("Avec une image", picture)])
    guide.save_revision().publish()
    image.file.storage.delete(image.file.name)

    response = client.get(f"{guide.url}pdf/")

    assert response.status_code == 503
    assert guide.url in response.content.decode()
    assert client.get(guide.url).status_code == 200


def test_search_finds_all_the_words_of_a_guide_and_its_audiences(guide):
    guide.audiences = [Audience.objects.create(name="Familles", slug="familles-test")]

    assert "Les casques sont essayés" in guide.search_body()
    assert [facet.value for facet in guide.search_facets()["public"]] == ["familles-test"]


def test_the_list_shows_published_guides_only(client, guide):
    GuidePageFactory(title="Brouillon caché", parent=guide.get_parent().specific, live=False)

    page = client.get(guide.get_parent().url).content.decode()

    assert "Visiter l’atelier" in page
    assert "Brouillon caché" not in page
