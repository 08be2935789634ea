"""An album read with the keyboard alone, and without JavaScript."""

import re

from playwright.sync_api import Locator, Page, expect

ALBUM = "/bandes-dessinees/lever-la-tete/"
PLATES = 8


def heading(page: Page) -> Locator:
    return page.locator("h1[data-heading]")


def expect_plate(page: Page, number: int) -> None:
    """The plate of that number is shown, and a screen reader is brought to it: focus, status, title, address."""
    place = f"Planche {number} sur {PLATES}"
    expect(page.locator("[data-plate]")).to_have_attribute("data-plate", str(number))
    expect(heading(page)).to_contain_text(place)
    expect(heading(page)).to_be_focused()
    expect(page.locator("[data-status]")).to_have_text(place)
    expect(page).to_have_title(re.compile(place))
    expect(page).to_have_url(re.compile(rf"/page/{number}/$" if number > 1 else rf"{ALBUM}(page/1/)?$"))


def open_album(page: Page) -> None:
    page.goto(f"{ALBUM}page/1/")
    expect(page.locator("comic-reader[data-ready]")).to_be_attached()


def test_the_arrows_turn_the_plates_to_the_end_of_the_album(page: Page):
    open_album(page)
    for number in range(2, PLATES + 1):
        page.keyboard.press("ArrowRight")
        expect_plate(page, number)

    # The last plate has no next: the key does nothing, and the link leads to the other albums.
    page.keyboard.press("ArrowRight")
    expect_plate(page, PLATES)
    expect(page.locator('a[data-way="next"]')).to_have_count(0)
    expect(page.get_by_role("link", name="Autres albums").first).to_have_attribute("href", "/bandes-dessinees/")

    page.keyboard.press("ArrowLeft")
    expect_plate(page, PLATES - 1)


def test_home_and_end_go_to_the_first_and_the_last_plate(page: Page):
    open_album(page)
    page.keyboard.press("End")
    expect_plate(page, PLATES)
    page.keyboard.press("Home")
    expect_plate(page, 1)


def test_the_way_back_of_the_browser_goes_through_the_plates_that_were_read(page: Page):
    open_album(page)
    page.keyboard.press("ArrowRight")
    expect_plate(page, 2)
    page.keyboard.press("End")
    expect_plate(page, PLATES)

    page.go_back()
    expect_plate(page, 2)


def test_the_links_work_with_tab_and_enter_and_keep_the_place_of_the_reader(page: Page):
    open_album(page)
    page.locator('a[data-way="next"]').first.focus()
    for number in (2, 3):
        page.keyboard.press("Enter")
        expect(page.locator("[data-plate]")).to_have_attribute("data-plate", str(number))
        # Whoever reads on with Enter stays on the same link.
        expect(page.locator('a[data-way="next"]').first).to_be_focused()

    page.locator('a[data-way="number"]').nth(3).focus()
    page.keyboard.press("Enter")
    expect_plate(page, 4)


def test_the_keys_of_the_browser_itself_are_left_to_it(page: Page):
    open_album(page)
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+End")
    page.wait_for_timeout(300)
    expect(page.locator("[data-plate]")).to_have_attribute("data-plate", "1")


def test_the_panels_are_read_one_by_one_and_escape_comes_back_to_the_plate(page: Page):
    open_album(page)
    button = page.get_by_role("button", name="Lire case par case")
    button.focus()
    page.keyboard.press("Enter")
    status = page.locator("[data-panel-status]")
    expect(status).to_contain_text(re.compile(rf"Planche 1 sur {PLATES} · Case 1 sur \d+"))
    page.keyboard.press("ArrowRight")
    expect(status).to_contain_text("Case 2 sur")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    expect(page.locator("[data-plate]")).to_have_attribute("data-plate", "1")


def test_the_album_reads_the_same_without_javascript(visitor):
    page = visitor(java_script_enabled=False).page
    page.goto(ALBUM)
    page.locator(f'main a[href*="{ALBUM}page/1/"]').first.click()
    for number in range(1, PLATES):
        expect(heading(page)).to_contain_text(f"Planche {number} sur {PLATES}")
        page.locator('a[data-way="next"]').first.click()
    expect(heading(page)).to_contain_text(f"Planche {PLATES} sur {PLATES}")
    # What is drawn is also written.
    page.get_by_text("Transcription de cette planche").first.click()
    expect(page.locator(".transcript li").first).to_be_visible()

    page.locator('a[data-way="previous"]').first.click()
    expect(heading(page)).to_contain_text(f"Planche {PLATES - 1} sur {PLATES}")
    page.locator('a[data-way="number"]').nth(3).click()
    expect(heading(page)).to_contain_text(f"Planche 4 sur {PLATES}")
