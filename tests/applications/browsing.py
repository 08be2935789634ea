"""A real Chromium for the pages of the applications: one browser for a module, one live server for the run."""

import gc
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from cms.accounts.models import User
from cms.applications.models import Application
from tests.applications.test_autosave import FLAGS

# What a module that drives a browser is marked with.
MARKS = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The threads of Django's test server leave their SQLite connections to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs a loop in this thread, which Django would take for an asynchronous program.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()
    gc.collect()  # so that connections are collected here, where the warning is expected, and not in the next test


def signed_in(chromium: Browser, address: str, user: User, **options: object) -> BrowserContext:
    """A browser of this person, who is signed in at `address`."""
    context = chromium.new_context(base_url=address, locale="fr-FR", accept_downloads=True, **options)
    client = Client()
    client.force_login(user)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    return context


def open_step(context: BrowserContext, draft: Application, section: str) -> Page:
    """The page of one section of the application."""
    page = context.new_page()
    page.goto(f"/mon-espace/dossiers/{draft.pk}/etapes/{section}/")
    return page


def expect_saved(page: Page) -> None:
    """Wait until all that was typed is saved: the page says so, and nothing is left to send."""
    expect(page.locator("[data-state=saved]")).to_contain_text("Enregistré", timeout=15_000)
