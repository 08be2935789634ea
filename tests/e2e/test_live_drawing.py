"""An editor types a step and sees it drawn; a fault turns red beside its row and goes when it is mended."""

import re
import secrets

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.test_editing_a_process import new_row

SIZES = [(1440, 900), (360, 740)]


def open_model(page: Page, title: str) -> None:
    """Begin a process from a model."""
    page.goto("/admin/circuits/nouveau/")
    page.get_by_role("button", name=f"Partir de ce modèle {title}").click()
    page.wait_for_load_state("load")


def faults_within(page: Page, part: str) -> list[str]:
    """What axe finds in one part of a screen of Wagtail's, and whether the screen scrolls sideways."""
    options = {"resultTypes": ["violations"]}
    found = Axe().run(page, context={"include": [[part]]}, options=options).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] + ["scrolls sideways"] * (wide > 1)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_is_typed_is_drawn_and_its_fault_comes_and_goes(visitor, width, height):
    person = visitor("editrice@passerelle.example", viewport={"width": width, "height": height})
    person.sign_in_with_password()
    page = person.page
    page.goto("/admin/circuits/nouveau/")
    assert faults_within(page, ".process-start") == []
    open_model(page, "Deux niveaux")
    count = page.get_by_role("status").filter(has_text="corriger")
    expect(count).to_contain_text("Rien à corriger")
    fold = page.locator('[data-fold="drawing"]')
    assert fold.evaluate("fold => fold.open") == (width > 800)
    if width < 800:
        fold.locator("summary").click()
    drawing = page.locator("svg.process-diagram")
    expect(drawing).to_contain_text("Instruction")

    name = f"Visite {secrets.token_hex(2)}"
    step = new_row(page, "Ajouter un(e) étape", "nodes")
    step.locator('input[name$="-label"]').fill(name)
    drawn = drawing.locator(".node.faulty", has_text=name)
    expect(drawn).to_contain_text("À corriger")
    expect(count).to_contain_text(re.compile(r"\d+ points? à corriger"))
    note = step.locator(".process-row-fault.error").first
    expect(note).to_contain_text("À corriger avant de publier")
    red = drawn.locator(".box").first.evaluate("box => getComputedStyle(box).stroke")
    assert red == "rgb(166, 44, 18)"

    note.get_by_role("link", name="Voir dans le dessin").click()
    expect(page.locator(".process-drawing")).to_be_focused()
    expect(drawing.locator(".pointed", has_text=name)).to_be_visible()
    drawn.locator("a").click()
    expect(step.locator('input[name$="-label"]')).to_be_focused()
    page.wait_for_timeout(300)
    assert faults_within(page, "#process-live") == []

    page.locator("#id_nodes-FORMS > div").last.locator('button[id$="-DELETE-button"]').click()
    expect(drawing).not_to_contain_text(name)
    expect(count).to_contain_text("Rien à corriger")
    expect(page.locator(".process-row-fault.error")).to_have_count(0)
