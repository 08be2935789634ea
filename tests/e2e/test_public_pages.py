"""Every public page: accessible, valid, no wider than the screen, no cookie, the same without JavaScript."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
BESIDE_THE_TREE = [
    "/recherche/?q=visite",
    "/recherche/?q=rienquiexiste",
    "/demarches/",
    "/demarches/label/",
    "/demarches/concours-video/",
    "/connexion/",
    "/demonstration/courriels/",
    "/verification/inconnu/",
    "/une-page-qui-manque/",
]


@pytest.fixture(scope="session")
def addresses(fetch: Callable[[str], bytes]) -> list[str]:
    """The addresses of the site map for robots, and those beside the tree of pages."""
    listed = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", fetch("/sitemap.xml").decode())
    assert len(listed) > 15
    albums = [f"{address}page/2/" for address in listed if re.fullmatch("/bandes-dessinees/[^/]+/", address)]
    return [*dict.fromkeys([*listed, *albums, *BESIDE_THE_TREE])]


def faults(page: Page) -> list[str]:
    """Return what axe finds on the page, a line each."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{rule['id']} {node['target']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(addresses, context: BrowserContext, page: Page, scheme):
    page.emulate_media(color_scheme=scheme)
    found = {}
    for address in addresses:
        page.goto(address)
        if broken := faults(page):
            found[address] = broken
    assert found == {}


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_is_wider_than_the_screen(addresses, page: Page, width):
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for address in addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)
    assert wide == []


def test_reading_sets_no_cookie(addresses, context: BrowserContext, page: Page):
    forms = {"/connexion/", "/demarches/label/", "/demarches/concours-video/"}
    for address in addresses:
        if address not in forms:
            page.goto(address)
    assert context.cookies() == []


def test_pages_answer_without_an_error_in_the_console(addresses, page: Page):
    errors: list[str] = []
    page.on(
        "console", lambda message: errors.append(f"{page.url}: {message.text}") if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    for address in addresses:
        if address not in {"/une-page-qui-manque/", "/verification/inconnu/"}:
            page.goto(address)
    assert errors == []


def test_the_site_says_the_same_without_javascript(addresses, browser: Browser, site: str, page: Page):
    bare = browser.new_context(base_url=site, java_script_enabled=False, locale="fr-FR").new_page()
    for address in addresses:
        page.goto(address)
        bare.goto(address)
        assert page.title() == bare.title()
        assert bare.get_by_role("heading", level=1).count() == 1, address
    bare.context.close()


@pytest.mark.validator
def test_the_html_is_valid(addresses, browser: Browser, site: str, tmp_path: Path):
    jar = os.environ.get("PASSERELLE_TEST_VNU")
    if not jar:
        message = "the HTML validator is not set up: run make test"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    context = browser.new_context(base_url=site, locale="fr-FR")
    names = {}
    for number, address in enumerate(addresses):
        names[f"{number}.html"] = address
        (tmp_path / f"{number}.html").write_bytes(context.request.get(address).body())
    context.close()
    files = sorted(str(path) for path in tmp_path.glob("*.html"))
    command = ["java", "-jar", jar, "--format", "json", "--errors-only", *files]
    messages = json.loads(subprocess.run(command, capture_output=True, text=True).stderr)["messages"]
    assert [f"{names[Path(m['url']).name]}: {m['message']} [{m.get('extract')}]" for m in messages] == []
