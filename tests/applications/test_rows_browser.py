"""Rows of fields in a real browser: added, moved by the keyboard, with conditions inside, and without a script."""

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from PIL import Image
from playwright.sync_api import Page, expect

from cms.applications.models import Application
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle
from tests.applications.test_autosave import context  # noqa: F401  the browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The threads of Django's test server leave their SQLite connections to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

MINOR = {"field": "age", "operator": "at_most", "value": 17}
PUPILS = {
    "key": "eleves",
    "type": "group",
    "label": "Les élèves",
    "help": "Un élève par ligne.",
    "item": "Élève",
    "maximum": 4,
    "fields": [
        {"key": "nom", "type": "text", "label": "Nom", "required": True},
        {"key": "age", "type": "integer", "label": "Âge"},
        {"key": "tuteur", "type": "text", "label": "Responsable légal", "show_when": MINOR},
        {"key": "nuits", "type": "integer", "label": "Nuits"},
        {
            "key": "double",
            "type": "calculated",
            "label": "Prix du séjour",
            "shown_as": "amount",
            "formula": {"op": "product", "of": ["nuits", 20]},
        },
        {"key": "photo", "type": "images", "label": "Photos", "maximum": 2},
    ],
}
TOTAL = {
    "key": "total",
    "type": "calculated",
    "label": "Prix de tous les séjours",
    "shown_as": "amount",
    "formula": {"op": "sum", "of": ["eleves.double"]},
}


@pytest.fixture
def draft(context, live_server) -> Application:  # noqa: F811
    data = bundle()
    data["form"]["sections"][1]["fields"] = [PUPILS, TOTAL]
    data["procedure"]["territory_field"] = ""
    made = ApplicationFactory(procedure=ProcedureFactory(data=data), complete=True)
    client = Client()
    client.force_login(made.applicant)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return made


def open_step(where, live_server, draft: Application) -> Page:
    page = where.new_page()
    page.goto(f"{live_server.url}/mon-espace/dossiers/{draft.pk}/etapes/lieu/")
    return page


def rows(page: Page) -> list[str]:
    return page.locator("[data-rows] [name$='.nom']").evaluate_all("inputs => inputs.map(one => one.value)")


def pupils(draft: Application) -> list[str]:
    return [row.get("nom", "") for row in Application.objects.get(pk=draft.pk).answers.get("eleves", [])]


def add(page: Page) -> None:
    page.locator("button[data-add]").click()


def test_rows_are_added_and_moved_with_the_keyboard_and_saved_in_their_order(context, live_server, draft):  # noqa: F811
    page = open_step(context, live_server, draft)
    page.locator("[name$='.nom']").first.fill("Ana")
    add(page)
    page.keyboard.type("Bob")  # the new row has the focus
    up = page.get_by_role("button", name="Monter Élève 2")
    up.focus()
    page.keyboard.press("Enter")

    assert rows(page) == ["Bob", "Ana"]
    expect(page.locator("[data-said]")).to_have_text("Ligne déplacée au rang 1")
    expect(page.locator("[data-state]")).to_contain_text("Enregistré", timeout=15_000)
    assert pupils(draft) == ["Bob", "Ana"]
    page.get_by_role("button", name="Retirer Élève 1").click()
    expect(page.locator("[data-rows] > [data-row]")).to_have_count(1)


def test_a_condition_shows_a_question_in_its_row_and_loses_nothing(context, live_server, draft):  # noqa: F811
    page = open_step(context, live_server, draft)
    page.locator("[name$='.nom']").first.fill("Ana")
    add(page)
    page.locator("[name$='.nom']").nth(1).fill("Bob")
    page.locator("[name$='.nuits']").nth(1).fill("3")
    page.locator("[name$='.age']").nth(1).fill("12")
    page.keyboard.press("Tab")

    expect(page.locator("[name$='.tuteur']")).to_have_count(1)
    expect(page.locator("[data-row]").nth(1).locator("[name$='.tuteur']")).to_be_visible()
    assert rows(page) == ["Ana", "Bob"]
    expect(page.locator("[id='field-total'] output")).to_have_text("60\u202f€")
    axe = Axe().run(page)
    assert axe.violations_count == 0, axe.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_all_works_without_a_script(context, live_server, draft):  # noqa: F811
    plain = context.browser.new_context(java_script_enabled=False, locale="fr-FR")
    plain.add_cookies(context.cookies())
    page = open_step(plain, live_server, draft)
    page.locator("[name$='.nom']").first.fill("Ana")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "ana.png", "mimeType": "image/png", "buffer": picture()}
    )
    add(page)
    page.locator("[name$='.nom']").nth(1).fill("Bob")
    page.get_by_role("button", name="Dupliquer Élève 2").click()
    page.get_by_role("button", name="Descendre Élève 1").click()

    assert rows(page) == ["Bob", "Ana", "Bob"]
    stored = Application.objects.get(pk=draft.pk).answers["eleves"]
    assert [[file["name"] for file in row.get("photo", [])] for row in stored] == [[], ["ana.png"], []]
    expect(page.locator("[data-row]").nth(1).locator("[name$='.alt']")).to_be_visible()


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(made, "PNG")
    return made.getvalue()
