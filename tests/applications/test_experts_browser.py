"""An expert in a real browser: from the mail's link to the thanks, with and without a script; then the agent reads."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from cms.applications import groups
from cms.applications.expertise import asking, links
from cms.workflows.models import OpinionRequest
from tests.applications.browsing import MARKS, chromium, signed_in  # noqa: F401  the browser
from tests.applications.experts import PERSON, application
from tests.applications.factories import agent
from tests.screens import Looker

pytestmark = MARKS


@pytest.fixture
def asked() -> OpinionRequest:
    cache.clear()
    groups.set_up()
    return asking.ask(application(shows=["nom"]), agent(), **PERSON)


def answer_no(page: Page, request: OpinionRequest) -> None:
    page.goto(f"/avis/{links.token(request)}/")
    page.get_by_role("radio", name="Non").check()


@pytest.mark.parametrize("width", [360, 1440])
def test_an_expert_is_told_what_lacks_then_sends_and_the_agent_reads(chromium, live_server, asked, width):  # noqa: F811
    context = chromium.new_context(base_url=live_server.url, locale="fr-FR", viewport={"width": width, "height": 900})
    page = context.new_page()
    looker = Looker(page)
    answer_no(page, asked)
    looker.look()
    why = page.get_by_label(re.compile("Qu’est-ce qui ne va pas"))
    expect(why).to_be_visible()
    page.get_by_role("button", name="Envoyer mon avis").click()
    expect(page.locator("#erreurs")).to_be_focused()
    looker.look()
    why.fill("La blouse.")
    page.get_by_role("button", name="Envoyer mon avis").click()
    expect(page.get_by_role("heading", name="Votre avis est arrivé")).to_be_visible()
    looker.look()
    agents = signed_in(chromium, live_server.url, asked.asked_by, viewport={"width": width, "height": 900})
    page = looker.page = agents.new_page()
    page.goto(f"/admin/instruction/dossiers/{asked.case.subject_id}/")
    expect(page.get_by_text("1 avis reçu sur 2")).to_be_visible()
    page.get_by_role("link", name=re.compile("Lire l’avis")).click()
    expect(page.get_by_text("La blouse.")).to_be_visible()
    page.goto(f"/admin/instruction/dossiers/{asked.case.subject_id}/avis/demander/")
    expect(page.get_by_label("Prénom et nom")).to_be_visible()
    assert looker.found == []
    context.close()
    agents.close()


def test_the_page_works_without_a_script(chromium, live_server, asked):  # noqa: F811
    context = chromium.new_context(base_url=live_server.url, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    answer_no(page, asked)
    page.get_by_role("button", name="Garder un brouillon").last.click()
    page.get_by_label(re.compile("Qu’est-ce qui ne va pas")).fill("Tout.")
    page.get_by_role("button", name="Envoyer mon avis").click()
    expect(page.get_by_role("heading", name="Votre avis est arrivé")).to_be_visible()
    context.close()
    assert OpinionRequest.objects.get().answers == {"juste": False, "pourquoi": "Tout."}
