"""The demonstration as anybody starts it, and a real Chromium to walk through it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
# What a developer's shell may hold and the demonstration must not take: it has a database and a key of its own.
NOT_OF_THE_DEMONSTRATION = {"DATABASE_URL", "ELASTICSEARCH_URL", "SECRET_KEY"}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the demonstration keeps its database, its files and its key."""
    if os.environ.get("PASSERELLE_TEST_SITE"):
        return Path(os.environ.get("PASSERELLE_VAR", ROOT / "var"))
    return tmp_path_factory.mktemp("demonstration") / "var"


@pytest.fixture(scope="session")
def site(var: Path) -> Iterator[str]:
    """The address of a demonstration that was loaded into an empty folder, without a trailing slash.

    With PASSERELLE_TEST_SITE it is one that already runs: quicker while writing a test, but not empty.
    """
    if running := os.environ.get("PASSERELLE_TEST_SITE"):
        yield running.rstrip("/")
        return
    port = _free_port()
    log = var.with_name("log")
    environment = {key: value for key, value in os.environ.items() if key not in NOT_OF_THE_DEMONSTRATION}
    environment |= {"PASSERELLE_VAR": str(var)}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "scripts/demo.py", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1200):
            if "Ctrl-C" in log.read_text():
                break
            if process.poll() is not None:
                pytest.fail(f"The demonstration did not start:\n{log.read_text()[-4000:]}")
            time.sleep(0.25)
        else:
            pytest.fail(f"The demonstration did not start in time:\n{log.read_text()[-4000:]}")
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not shutil.which(CHROMIUM):
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not installed: apt-get install chromium")
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A browser that has never been here; fails the test when a page asks a third party for anything."""
    context = browser.new_context(base_url=site, locale="fr-FR", viewport={"width": 1280, "height": 900})
    strangers: list[str] = []
    context.on("request", lambda request: strangers.append(request.url) if _is_foreign(request.url, site) else None)
    yield context
    context.close()
    assert strangers == []


def _is_foreign(url: str, site: str) -> bool:
    return not url.startswith((site, "data:", "blob:", "about:"))


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[type[Visitor]]:
    """Call it with an address to get a person with a browser of their own: `visitor("agente@passerelle.example")`."""
    contexts: list[BrowserContext] = []

    def arrive(address: str = "", **options: object) -> Visitor:
        context = browser.new_context(base_url=site, locale="fr-FR", accept_downloads=True, **options)
        contexts.append(context)
        return Visitor(context.new_page(), address)

    yield arrive  # type: ignore[misc]
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def fetch(site: str):
    """Fetch an address of the site without a browser: `fetch("/robots.txt") -> bytes`."""

    def get(path: str) -> bytes:
        with urllib.request.urlopen(site + path, timeout=60) as answer:
            return answer.read()

    return get
