"""Drafts saved while typing, in a real browser: the state on screen, a lost connection, two tabs."""

import gc
import os
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from cms.applications.models import Application
from cms.applications.people import coauthors
from tests.applications.factories import ApplicationFactory, UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The threads of Django's test server leave their SQLite connections to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture
def context(monkeypatch) -> Iterator[BrowserContext]:
    # Playwright runs a loop in this thread, which Django would take for an asynchronous program.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser.new_context(locale="fr-FR")
        browser.close()
    gc.collect()  # so that they are collected here, where the warning is expected, and not in the next test


@pytest.fixture
def draft(context, live_server) -> Application:
    made = ApplicationFactory()
    client = Client()
    client.force_login(made.applicant)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return made


def open_tab(context: BrowserContext, live_server, draft: Application) -> Page:
    page = context.new_page()
    page.goto(f"{live_server.url}/mon-espace/dossiers/{draft.pk}/etapes/projet/")
    return page


def state(page: Page):
    return expect(page.locator("[data-state]"))


def answer(draft: Application) -> str | None:
    return Application.objects.get(pk=draft.pk).answers.get("nom")


def test_what_is_typed_is_saved_by_itself_and_the_page_says_when(context, live_server, draft):
    page = open_tab(context, live_server, draft)
    page.fill("[name=nom]", "Les roses")
    state(page).to_contain_text("Enregistré à", timeout=15_000)
    assert answer(draft) == "Les roses"


def test_a_lost_connection_loses_no_answer(context, live_server, draft):
    page = open_tab(context, live_server, draft)
    context.set_offline(True)
    page.fill("[name=nom]", "Écrit dans le train")
    state(page).to_contain_text("La connexion est coupée", timeout=15_000)
    assert page.input_value("[name=nom]") == "Écrit dans le train"
    context.set_offline(False)
    state(page).to_contain_text("Enregistré à", timeout=30_000)
    assert answer(draft) == "Écrit dans le train"


def test_a_second_tab_is_told_and_overwrites_nothing(context, live_server, draft):
    first, second = open_tab(context, live_server, draft), open_tab(context, live_server, draft)
    first.fill("[name=nom]", "Premier onglet")
    state(first).to_contain_text("Enregistré à", timeout=15_000)
    second.fill("[name=nom]", "Second onglet")
    state(second).to_contain_text("autre onglet", timeout=15_000)
    assert answer(draft) == "Premier onglet"
    assert second.input_value("[name=nom]") == "Second onglet"


def test_sending_the_page_while_a_save_is_under_way_is_no_conflict(context, live_server, draft):
    page = open_tab(context, live_server, draft)
    page.fill("[name=courriel]", "roses@exemple.fr")
    page.fill("[name=nom]", "Les roses")
    page.wait_for_timeout(1_190)
    page.press("[name=nom]", "Enter")
    page.wait_for_url("**/etapes/lieu/", timeout=15_000)
    assert answer(draft) == "Les roses"


def test_the_questions_that_an_answer_calls_for_appear(context, live_server, draft):
    page = open_tab(context, live_server, draft)
    expect(page.get_by_label("Montant de l’aide")).to_have_count(0)
    page.get_by_label("Oui").check()
    expect(page.get_by_label("Montant de l’aide")).to_be_visible(timeout=15_000)


def test_two_people_see_each_other_and_choose_between_their_answers(context, live_server, draft):
    lea = UserFactory(first_name="Léa", last_name="Martin")
    coauthors.invite(draft, draft.applicant, lea.email, "edit")
    client = Client()
    client.force_login(lea)
    other = context.browser.new_context(locale="fr-FR")
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    other.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    hers, mine = open_tab(other, live_server, draft), open_tab(context, live_server, draft)
    expect(mine.locator("[data-others]")).to_contain_text("Léa Martin a aussi cette page ouverte")
    hers.fill("[name=nom]", "De Léa")
    state(hers).to_contain_text("Enregistré à", timeout=15_000)
    mine.fill("[name=nom]", "Du propriétaire")
    mine.get_by_label("Prendre la réponse de Léa Martin").check(timeout=15_000)
    assert mine.input_value("[name=nom]") == "Du propriétaire", "what was typed is still there"
    mine.fill("[name=courriel]", "roses@exemple.fr")
    mine.wait_for_timeout(2_500)
    expect(mine.get_by_label("Prendre la réponse de Léa Martin")).to_be_checked()
    assert answer(draft) == "De Léa"
    mine.get_by_role("button", name="Enregistrer avec mes choix").click()
    expect(mine.locator("[name=nom]")).to_have_value("De Léa")
    saved = Application.objects.get(pk=draft.pk)
    assert (saved.answers["nom"], saved.answers["courriel"]) == ("De Léa", "roses@exemple.fr")
