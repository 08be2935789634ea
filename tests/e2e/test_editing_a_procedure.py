"""An editor changes what the label asks: the next application asks it at once, drafts follow, what was sent stays."""

import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.visitor import Visitor, expect_section

RUN = secrets.token_hex(3)
OLD_LABEL, NEW_LABEL = "Site ou page de l’initiative", f"Où en savoir plus sur l’initiative {RUN}"
NEW_QUESTION = f"Quel métier fera-t-on découvrir en premier {RUN}"
NEW_STEP, QUESTION_OF_THE_STEP = f"La suite de l’initiative {RUN}", "Que deviendra l’initiative dans trois ans"


@pytest.fixture
def editor(visitor) -> Iterator[Visitor]:
    """The editor, who puts the form back as it was at the end: from its history, as one does after a mistake."""
    person = visitor("editrice@passerelle.example")
    person.sign_in_with_password()
    person.page.goto("/admin/snippets/cms_forms/formdefinition/")
    person.page.get_by_role("link", name="Demande de label").click()
    before = person.page.locator('[name="loaded_revision_id"]').input_value()
    history = person.page.get_by_role("link", name="Historique").get_attribute("href")
    yield person
    person.page.goto(f"{history}revisions/{before}/revert/")
    publish(person.page)


def panel(heading: Locator) -> Locator:
    """The panel that this heading opens."""
    return heading.locator("xpath=ancestor::section[1]")


def add_question(step: Locator, kind: str, label: str) -> None:
    """Add a question at the end of a step, of the kind that is chosen from the list."""
    step.locator('[data-contentpath="fields"]').get_by_role("button", name="Insérer un bloc").last.click()
    step.page.get_by_role("option", name=kind, exact=True).click()
    question = step.locator('[data-contentpath="fields"] [data-streamfield-child]').last
    question.locator('[data-contentpath="label"] input').fill(label)


def publish(page: Page) -> None:
    page.get_by_role("button", name="Plus d'actions").last.click()
    page.get_by_role("button", name=re.compile("^Publier")).click()
    expect(page.locator(".messages .success")).to_be_visible()


def expect_as_before(page: Page) -> None:
    page.reload()
    expect(page.locator("main")).to_contain_text(OLD_LABEL)
    for new in (NEW_LABEL, NEW_QUESTION, NEW_STEP):
        expect(page.locator("main")).not_to_contain_text(new)


def test_the_next_application_asks_what_was_published_a_draft_follows_and_what_was_sent_stays(visitor, editor):
    drafting = visitor(f"brouillon-{RUN}@bocage.example")
    drafting.sign_in_by_link()
    drafting.begin("label")
    drafting.page.locator('main [name="titre"]').press_sequentially("Commencée avant")
    expect(drafting.page.locator("[data-state]")).to_contain_text("Enregistré")
    sent = visitor("territoire@passerelle.example")
    sent.sign_in_by_link()
    sent.page.get_by_role("link", name="Prendre soin, un métier à découvrir").first.click()
    expect(sent.page.locator("main")).to_contain_text(OLD_LABEL)

    page = editor.page
    question = panel(page.get_by_role("heading", name=OLD_LABEL))
    question.get_by_role("button", name="Afficher/masquer la section").first.click()
    question.locator('[data-contentpath="label"] input').fill(NEW_LABEL)
    first_step = panel(page.get_by_role("heading", name="Étape Votre initiative"))
    add_question(first_step, "Texte", NEW_QUESTION)
    page.locator("#body-root").get_by_role("button", name="Insérer un bloc").last.click()
    step = page.locator("#body-root > [data-streamfield-stream-container] > [data-streamfield-child]").last
    step.locator('[data-contentpath="title"] input').fill(NEW_STEP)
    add_question(step, "Texte long", QUESTION_OF_THE_STEP)
    publish(page)

    # At once: on the page of the procedure, and in the application that the same person begins now.
    next_one = Visitor(drafting.page.context.new_page(), drafting.address)
    next_one.page.goto("/demarches/label/")
    expect(next_one.page.locator("main")).to_contain_text(NEW_STEP)
    next_one.begin("label")
    expect_section(next_one.page, "Votre initiative")
    expect(next_one.page.get_by_label(NEW_LABEL)).to_be_visible()
    next_one.page.get_by_label(NEW_QUESTION).fill("Soudeuse")
    expect(next_one.page.locator("main")).not_to_contain_text(OLD_LABEL)
    next_one.page.get_by_role("link", name=NEW_STEP).click()
    expect_section(next_one.page, NEW_STEP)
    expect(next_one.page.get_by_label(QUESTION_OF_THE_STEP)).to_be_visible()

    # The draft loses nothing: it follows, with its answer, and its person is told what changed.
    drafting.page.reload()
    expect(drafting.page.locator(".messages")).to_contain_text(NEW_QUESTION)
    expect(drafting.page.get_by_label(NEW_LABEL)).to_be_visible()
    expect(drafting.page.locator('main [name="titre"]')).to_have_value("Commencée avant")
    expect_as_before(sent.page)
