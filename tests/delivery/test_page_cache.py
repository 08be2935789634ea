"""Whole pages are kept for anonymous visitors and for nobody else."""

import pytest
from django.apps import apps
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from cms.delivery.page_cache import PageCacheMiddleware, content_changed
from cms.snippets.models import Theme
from cms.theme import generation

PAGE = b"<!doctype html><title>Une page</title>"


class Site:
    """A site that counts how often it is asked, and answers with what it is told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.response = lambda: HttpResponse(PAGE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        return self.response()


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def door(site, settings):
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    return PageCacheMiddleware(site)


def test_the_second_visitor_is_given_the_kept_page(site, door, rf: RequestFactory):
    first, second = door(rf.get("/guides/")), door(rf.get("/guides/"))

    assert site.asked == 1
    assert first.content == second.content == PAGE
    assert second.headers["Content-Type"] == first.headers["Content-Type"]


@pytest.mark.parametrize(
    "visit",
    [
        lambda rf: rf.get("/guides/", headers={"cookie": "sessionid=1"}),
        lambda rf: rf.get("/guides/?page=2"),
        lambda rf: rf.post("/guides/"),
        lambda rf: rf.get("/guides/", headers={"hx-request": "true"}),
    ],
    ids=["with a cookie", "with a query", "a post", "a part of a page"],
)
def test_a_visit_that_says_more_than_an_address_is_answered_afresh(site, door, rf, visit):
    door(visit(rf))
    door(visit(rf))

    assert site.asked == 2


def _with_cookie() -> HttpResponse:
    response = HttpResponse(PAGE)
    response.set_cookie("csrftoken", "secret")
    return response


@pytest.mark.parametrize(
    "answer",
    [
        _with_cookie,
        lambda: HttpResponse(PAGE, status=404),
        lambda: HttpResponse(PAGE, headers={"Cache-Control": "private"}),
        lambda: HttpResponse(b"%PDF", content_type="application/pdf"),
    ],
    ids=["sets a cookie", "not found", "private", "a file"],
)
def test_an_answer_that_is_not_for_everybody_is_not_kept(site, door, rf, answer):
    site.response = answer
    door(rf.get("/guides/"))
    door(rf.get("/guides/"))

    assert site.asked == 2


@pytest.mark.django_db
def test_a_change_of_content_is_seen_at_once(site, door, rf, django_capture_on_commit_callbacks):
    door(rf.get("/guides/"))
    with django_capture_on_commit_callbacks(execute=True):
        Theme.objects.create(name="Métiers verts", slug="metiers-verts")
    door(rf.get("/guides/"))

    assert site.asked == 2


@pytest.mark.django_db
def test_what_is_no_content_leaves_the_pages_kept(
    site, door, rf, django_user_model, django_capture_on_commit_callbacks
):
    door(rf.get("/guides/"))
    with django_capture_on_commit_callbacks(execute=True):
        content_changed(django_user_model)
    door(rf.get("/guides/"))

    assert site.asked == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("label", "ends"),
    [
        ("applications.Application", False),
        ("applications.Submission", False),
        ("workflows.Case", False),
        ("wagtailcore.Revision", False),
        ("applications.Procedure", True),
        ("applications.IssuedDocument", True),
        ("pages.GuidePage", True),
        ("wagtailcore.PageViewRestriction", True),
    ],
)
def test_only_what_a_visitor_sees_ends_a_generation(label, ends):
    before = generation.current()

    content_changed(apps.get_model(label))

    assert (generation.current() != before) is ends
