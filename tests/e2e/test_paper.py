"""Printed from the browser, a page keeps what is read and loses what is clicked."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def paper(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


def test_nothing_to_click_is_printed(paper: Page):
    for address in ("/", "/demarches/label/", "/guides/organiser-une-visite-d-entreprise/"):
        paper.goto(address)
        expect(paper.get_by_role("heading", level=1)).to_be_visible()
        for useless in ("header nav", "footer", "button", "form input[type=search]", "a.button"):
            expect(paper.locator(useless).locator("visible=true"), f"{address} {useless}").to_have_count(0)


def test_what_is_folded_is_laid_open_on_paper(paper: Page):
    paper.goto("/demarches/label/")
    folded = paper.locator("main details:not([open]) li").first
    assert folded.evaluate("item => item.checkVisibility({contentVisibilityAuto: true})")
    paper.emulate_media(media="screen")
    expect(folded).not_to_be_visible()
