"""An editor adds a step to a process: the next case may take it, with no code and no deployment."""

import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.contest import Entry, enter
from tests.e2e.test_editing_a_procedure import publish
from tests.e2e.visitor import Visitor

RUN = secrets.token_hex(3)
STEP = f"Visionnage à plusieurs {RUN}"
THERE, BACK = f"Demander un second regard {RUN}", f"Rendre à la modération {RUN}"


@pytest.fixture
def editor(visitor) -> Iterator[Visitor]:
    """The editor, who takes the step out at the end, from the process's history."""
    person = visitor("editrice@passerelle.example")
    person.sign_in_with_password()
    open_process(person.page)
    before = person.page.locator('[name="loaded_revision_id"]').input_value()
    history = person.page.get_by_role("link", name="Historique").get_attribute("href")
    yield person
    person.page.goto(f"{history}revisions/{before}/revert/")
    publish(person.page)


def open_process(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Circuits", exact=True).click()
    page.locator("main").get_by_role("link", name=re.compile("concours", re.IGNORECASE)).first.click()


def new_row(page: Page, button: str, kind: str) -> Locator:
    """Add a row of that kind and return it."""
    page.get_by_role("button", name=button).click()
    return page.locator(f'[id^="inline_child_{kind}-"]:not([id$="-panel"])').last


def add_action(page: Page, label: str, source: str, target: str, role: str) -> None:
    row = new_row(page, "Ajouter un(e) action", "transitions")
    row.locator('input[name$="-label"]').fill(label)
    for name, value in (("source", source), ("target", target)):
        row.locator(f'input[name$="-{name}"] + select').select_option(label=value)
    row.get_by_label(role, exact=True).check()
    row.locator('select[name$="-comment"]').select_option("optional")


def test_a_step_that_an_editor_adds_is_open_to_the_next_case(visitor, editor):
    page = editor.page
    step = new_row(page, "Ajouter un(e) étape", "nodes")
    step.locator('input[name$="-label"]').fill(STEP)
    step.locator('select[name$="-kind"]').select_option("task")
    add_action(page, THERE, "Modération", STEP, "Modération")
    add_action(page, BACK, STEP, "Modération", "Modération")
    publish(page)

    entry = Entry("La gouge et le maillet")
    sender = visitor(entry.sender)
    sender.sign_in_by_link()
    dossier = enter(sender, entry)
    agent = visitor("agente@passerelle.example")
    agent.sign_in_with_password()
    agent.decide(entry.title, THERE, "Regardons-la ensemble.")

    sender.page.goto(dossier)
    expect(sender.page.locator("main")).to_contain_text(STEP)
    agent.decide(entry.title, BACK, "Rien à redire.")
    expect(agent.page.get_by_role("link", name="Accepter et publier", exact=True)).to_be_visible()
