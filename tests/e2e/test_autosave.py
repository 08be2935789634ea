"""What is typed in a draft is kept: while one types, from one browser to another, and through a lost connection."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visitor import Visitor, expect_section

SAVED = re.compile(r"Enregistré à \d{1,2}\sh\s\d{2}")
TYPED = "Un violon se raconte mieux avec les mains."


@pytest.fixture
def draft(visitor) -> Visitor:
    """Somebody at the first section of a contest entry that is still empty."""
    person = visitor(f"brouillon-{secrets.token_hex(3)}@bocage.example")
    person.sign_in_by_link()
    person.begin("concours-video")
    expect_section(person.page, "Votre métier")
    return person


def write(page: Page, name: str, text: str) -> None:
    """Type as a person does: the events of a keyboard, and no button."""
    page.locator(f'main [name="{name}"]').press_sequentially(text)


def state(page: Page):
    return page.locator("[data-state]")


def expect_answer(page: Page, name: str, text: str) -> None:
    expect(page.locator(f'main [name="{name}"]')).to_have_value(text)


def test_an_answer_is_saved_without_any_button_and_shown_in_another_browser(draft, visitor):
    write(draft.page, "recit", TYPED)
    expect(state(draft.page)).to_have_text(SAVED)
    address = draft.page.url
    draft.page.close(run_before_unload=True)

    at_home = visitor(draft.address)
    at_home.sign_in_by_link()
    at_home.page.goto(address)
    expect_answer(at_home.page, "recit", TYPED)
    # What is typed there goes on from what was saved.
    write(at_home.page, "metier", "Luthière")
    expect(state(at_home.page)).to_have_text(SAVED)
    at_home.page.reload()
    expect_answer(at_home.page, "metier", "Luthière")
    expect_answer(at_home.page, "recit", TYPED)


def test_a_lost_connection_is_said_and_the_answer_is_sent_when_it_returns(draft, visitor):
    page = draft.page
    page.context.set_offline(True)
    write(page, "recit", TYPED)
    expect(state(page)).to_contain_text("La connexion est coupée. Vos réponses restent sur cette page")
    write(page, "metier", "Luthière")

    page.context.set_offline(False)
    expect(state(page)).to_have_text(SAVED, timeout=15_000)
    at_home = visitor(draft.address)
    at_home.sign_in_by_link()
    at_home.page.goto(page.url)
    expect_answer(at_home.page, "recit", TYPED)
    expect_answer(at_home.page, "metier", "Luthière")


def test_leaving_before_the_answer_is_saved_asks_first(draft):
    page = draft.page
    page.context.set_offline(True)
    write(page, "recit", TYPED)
    questions: list[str] = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Mon espace").first.click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert questions == ["beforeunload"]
    expect_section(page, "Votre métier")
    page.context.set_offline(False)
    expect(state(page)).to_have_text(SAVED, timeout=15_000)
    expect_answer(page, "recit", TYPED)


def test_a_second_tab_does_not_write_over_what_the_first_saved(draft):
    other = draft.page.context.new_page()
    other.goto(draft.page.url)
    write(draft.page, "recit", TYPED)
    expect(state(draft.page)).to_have_text(SAVED)

    write(other, "recit", "Autre chose.")
    both = other.get_by_role("alert")
    expect(both).to_contain_text("Rien n’a été écrasé")
    expect(both).to_contain_text(TYPED)
    expect_answer(other, "recit", "Autre chose.")
    draft.page.reload()
    expect_answer(draft.page, "recit", TYPED)

    # Whoever typed last chooses, with both answers on the screen.
    both.get_by_label("Garder ma réponse").check()
    both.get_by_role("button", name="Enregistrer avec mes choix").click()
    draft.page.reload()
    expect_answer(draft.page, "recit", "Autre chose.")


def test_leaving_at_once_all_the_same_loses_nothing(draft):
    page = draft.page
    address = page.url
    page.locator('main [name="recit"]').fill(TYPED)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Mon espace").first.click()
    page.wait_for_url("**/mon-espace/")

    # The request outlives the page: it may arrive a moment after it.
    for _attempt in range(20):
        page.goto(address)
        if page.locator('main [name="recit"]').input_value() == TYPED:
            break
        page.wait_for_timeout(500)
    expect_answer(page, "recit", TYPED)
