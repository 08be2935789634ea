"""The name of a company, asked of a directory: a real one on the loopback, that answers, is slow, lies or is down."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string

from cms.forms import answers, directory
from cms.forms.rendering import section_context
from cms.forms.spec import Form
from tests.forms.samples import form_json

SIREN, SIRET = "732829320", "73282932000074"
FORM = Form.from_json(form_json({"key": "societe", "type": "company", "label": "Entreprise", "required": True}))
GOOD = json.dumps({"results": [{"siren": SIREN, "nom_complet": " THOMSON  RADIO "}]}).encode()


class Books(ThreadingHTTPServer):
    """A directory of companies whose next answer a test decides."""

    status, body, pause, drip = 200, GOOD, 0.0, 0.0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/search?q={{number}}"


class Page(BaseHTTPRequestHandler):
    server: Books

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        time.sleep(self.server.pause)
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        try:
            for start in range(0, len(self.server.body), 10 if self.server.drip else 1_000_000):
                self.wfile.write(self.server.body[start : start + (10 if self.server.drip else 1_000_000)])
                self.wfile.flush()
                time.sleep(self.server.drip)
        except OSError:
            pass

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def books(settings) -> Iterator[Books]:
    server = Books()
    settings.COMPANY_DIRECTORY_URL = server.address
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def read(code: str, name: str = "", **more: str) -> answers.Reading:
    data = {"_field": "societe", "societe.code": code, "societe.name": name, **more}
    return answers.read(FORM, FORM.sections[0], answers.posted(data), {})


@pytest.mark.parametrize("code", ["732 829 320", SIRET])
def test_the_name_is_filled_in_when_none_is_typed(books, code):
    reading = read(code)

    assert reading.values["societe"]["name"] == "THOMSON RADIO"
    assert reading.problems == []


def test_a_name_that_is_typed_stays_and_nobody_is_asked(books):
    assert read(SIREN, "Chez nous").values["societe"]["name"] == "Chez nous"
    assert books.asked == []


def test_the_directory_is_asked_once_for_a_number(books):
    read(SIREN)
    read(SIREN)

    assert books.asked == [f"/search?q={SIREN}"]


def test_no_number_that_is_wrong_leaves_the_house(books):
    assert read("732829321").problems
    assert read("../etc").problems
    assert books.asked == []


def test_what_is_stored_is_judged_without_the_directory(books):
    assert answers.problems(FORM, {"societe": {"code": SIREN, "name": ""}})[0].id == "f-societe.name"
    assert books.asked == []


@pytest.mark.parametrize(
    ("more", "rests"),
    [
        ({"status": 500}, True),
        ({"status": 302}, True),
        ({"body": b"<html>"}, True),
        ({"body": b"[" * 100_000}, True),
        ({"body": b'{"results": 3}'}, True),
        ({"body": b" " * 300_000}, True),
        ({"body": b'{"results": []}'}, False),
        ({"body": b'{"results": [3, {"siren": "1"}]}'}, False),
        ({"body": json.dumps({"results": [{"siren": "356000000", "nom_complet": "Autre"}]}).encode()}, False),
        ({"body": json.dumps({"results": [{"siren": SIREN, "nom_complet": 3}]}).encode()}, False),
    ],
)
def test_whatever_it_answers_the_person_can_type_the_name(books, more, rests):
    for name, value in more.items():
        setattr(books, name, value)

    reading = read(SIREN)

    assert reading.values["societe"] == {"code": SIREN, "name": ""}
    assert [one.message for one in reading.problems] == ["Écrivez le nom de l’entreprise."]
    assert read(SIREN, "Thomson").problems == []
    assert "/elsewhere" not in books.asked
    read(SIRET)
    assert len(books.asked) == (1 if rests else 2)


@pytest.mark.parametrize(("pause", "drip"), [(3.0, 0.0), (0.0, 0.2)])
def test_a_slow_directory_does_not_hold_the_person(books, pause, drip):
    books.pause, books.drip, books.body = pause, drip, GOOD + b" " * 400
    begun = time.perf_counter()

    assert directory.WebDirectory(books.address, seconds=0.3) and read(SIREN).problems
    assert time.perf_counter() - begun < directory.SECONDS + 0.6
    begun = time.perf_counter()
    read(SIRET)
    assert time.perf_counter() - begun < 0.2


def test_a_directory_that_is_down_blocks_nothing(settings):
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as closed:
        settings.COMPANY_DIRECTORY_URL = f"http://127.0.0.1:{closed.server_port}/{{number}}"

    assert [one.id for one in read(SIREN).problems] == ["f-societe.name"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/{number}", "nonsense"])
def test_only_the_web_is_asked(settings, address):
    settings.COMPANY_DIRECTORY_URL = address

    assert read(SIREN).values["societe"]["name"] == ""


def test_it_is_off_by_default(settings):
    assert settings.COMPANY_DIRECTORY_URL == ""
    assert read(SIREN).values["societe"]["name"] == ""
    assert directory.NoDirectory().name_of(SIREN) is None


def test_the_button_to_find_the_name_is_there_when_it_may_find_it(settings):
    def page() -> str:
        return render_to_string("forms/section.html", section_context(FORM, FORM.sections[0], {}))

    assert "_search:societe" not in page()
    settings.COMPANY_DIRECTORY_URL = "http://127.0.0.1:9/{number}"
    assert "_search:societe" in page()
