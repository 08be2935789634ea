"""This room in the admin: where the review of a page stands, and what keeps somebody from approving it."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.models import Page

from cms.pages.reviewing import notices
from cms.pages.reviewing.screens import ReviewView


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The address of the review of a page."""
    return [path("circuit-de-page/<int:page_id>/", ReviewView.as_view(), name="page_review")]


@hooks.register("before_edit_page")
def explain(request: HttpRequest, page: Page) -> None:
    """Tell whoever opens the editor, or acts in it, what keeps them from acting."""
    notices.explain(request, page)
