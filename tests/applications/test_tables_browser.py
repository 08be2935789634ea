"""A choice in a reference table, and the screens of a table, in a real Chromium."""

import os
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.applications.browsing import MARKS, chromium, expect_saved, open_step, signed_in  # noqa: F401
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle
from tests.forms.tables import a_table, many, sectors
from tests.screens import axe_faults, sticking_out

pytestmark = MARKS
NAMESPACE = "wagtailsnippets_snippets_referencetable"
FIELDS = [
    {"key": "secteur", "type": "reference", "label": "Quel secteur ?", "table": "secteurs"},
    {"key": "autres", "type": "reference", "label": "Quels autres secteurs ?", "table": "secteurs", "maximum": 3},
    {"key": "liste", "type": "reference", "label": "Quel secteur préféré ?", "table": "secteurs", "look": "list"},
    {"key": "metiers", "type": "reference", "label": "Quels métiers ?", "table": "metiers", "maximum": 3},
]


def picture(page: Page, name: str) -> None:
    """Keep what is seen, when somebody wants to look."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [360, 1440])
def test_rows_are_chosen_and_searched_and_saved_by_themselves(live_server, chromium, width):  # noqa: F811
    sectors()
    a_table("metiers", many())
    data = bundle()
    data["form"]["sections"][0]["fields"] += FIELDS
    draft = ApplicationFactory(procedure=ProcedureFactory(data=data), answers={"titre": "Essai"})
    section = draft.release.form.section_of("secteur").key
    context = signed_in(chromium, live_server.url, draft.applicant, viewport={"width": width, "height": 900})
    page = open_step(context, draft, section)

    page.locator('[name="secteur"][value="agri"]').check()
    page.locator('[name="liste"]').select_option("sante")
    page.locator('[name="metiers.search"]').press_sequentially("metier 15")
    found = page.locator("#field-metiers [data-results] label")
    expect(found.first).to_contain_text("Métier 15")
    picture(page, f"champ-{width}")
    assert axe_faults(page) == []
    assert sticking_out(page) == []
    found.first.click()
    expect(page.locator("#field-metiers [data-chosen] input")).to_be_checked()
    expect_saved(page)

    draft.refresh_from_db()
    assert draft.answers["metiers"] == [{"code": "m15", "name": "Métier 15"}]
    assert draft.answers["secteur"] == [{"code": "agri", "name": "Agriculture, pêche"}]
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_file_is_checked_mended_and_imported(live_server, chromium, width):  # noqa: F811
    table = sectors().table
    chief = get_user_model().objects.create_superuser("chef@exemple.fr")
    context = signed_in(chromium, live_server.url, chief, viewport={"width": width, "height": 900})
    page = context.new_page()

    page.goto(reverse(f"{NAMESPACE}:list"))
    picture(page, f"tables-{width}")
    page.goto(reverse(f"{NAMESPACE}:edit", args=[table.pk]))
    picture(page, f"table-{width}")
    page.get_by_role("link", name="Importer une nouvelle édition").click()
    file = page.locator("input[type=file]")
    file.set_input_files({"name": "s.csv", "mimeType": "text/csv", "buffer": b"Code;Nom\na;A\na;B\n"})
    page.get_by_role("button", name="Importer", exact=True).click()
    expect(page.get_by_text("Ligne 3")).to_be_visible()
    picture(page, f"refus-{width}")
    good = {"name": "s.csv", "mimeType": "text/csv", "buffer": b"Code;Nom\nagri;Agriculture\nmer;Mer\n"}
    file.set_input_files(good)
    page.get_by_role("button", name="Vérifier sans importer").click()
    expect(page.get_by_text("2 lignes seraient importées")).to_be_visible()
    picture(page, f"essai-{width}")
    file.set_input_files(good)
    page.get_by_role("button", name="Importer", exact=True).click()
    expect(page.get_by_text("L’édition 2 est importée")).to_be_visible()
    page.get_by_role("link", name="Édition 2", exact=True).click()
    expect(page.get_by_role("cell", name="Mer", exact=True)).to_be_visible()
    picture(page, f"edition-{width}")
    assert sticking_out(page) == []
    context.close()
