"""On a phone and a tablet, the head of a page and the bridge of steps keep to the width of the screen."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("width", [320, 360, 400, 700])
def test_the_head_of_a_phone_is_one_line_and_its_menu_opens_without_pushing_the_page(page: Page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/demarches/")
    header = page.locator("header.site")
    closed = header.bounding_box()
    title = page.get_by_role("heading", level=1).bounding_box()
    assert closed["height"] < 80
    page.locator("header summary").click()
    expect(page.locator("header nav").get_by_role("link", name="Le plan")).to_be_visible()
    assert header.bounding_box() == closed
    assert page.get_by_role("heading", level=1).bounding_box() == title


def test_a_long_way_fits_on_a_narrow_screen(visitor):
    person = visitor("laval@passerelle.example")
    person.sign_in_by_link()
    person.begin("label")
    for width in (360, 768, 900):
        person.page.set_viewport_size({"width": width, "height": 800})
        expect(person.page.get_by_text("Étape 1 sur 10").first).to_be_visible()
        assert person.page.evaluate("document.documentElement.scrollWidth") <= width
