"""Signed notices: to a real server on this machine, which tests alone may reach."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from cms.workflows import engine, outbox
from cms.workflows.models import Case, Effect, Endpoint
from cms.workflows.webhooks import sending
from tests.workflows.factories import UserFactory, open_case, straight_process

pytestmark = pytest.mark.django_db

SECRET = "un-secret-que-le-partenaire-connait"


class Partner(ThreadingHTTPServer):
    """Notes what it gets and answers with the next of its statuses."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.is_slow = False


class Handler(BaseHTTPRequestHandler):
    server: Partner

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        if self.server.is_slow:
            for _byte in range(30):
                time.sleep(0.1)
                self.wfile.write(b"H")
                self.wfile.flush()
            return
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 204)
        self.send_header("Location", "/ailleurs")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def partner(settings) -> Iterator[Partner]:
    server = Partner()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.WEBHOOK_TEST_TARGETS = {server.server_address}
    url = f"http://127.0.0.1:{server.server_address[1]}/recu?de=nous"
    Endpoint.objects.create(key="partenaire", name="Partenaire", url=url, secret=SECRET)
    yield server
    server.shutdown()
    server.server_close()


def notified(**params) -> Case:
    effect = {"kind": "webhook", "webhook": "partenaire"} | params
    case = open_case(straight_process({"key": "go", "effects": [effect]}), {"ville": "Nantes", "iban": "FR76"})
    engine.perform(case, "go", UserFactory(groups=["Agents"]))
    outbox.run_case(case.pk)
    return case


def test_the_partner_can_check_who_sent_it_and_reads_only_what_the_process_names(partner):
    case = notified(fields="ville, inconnu")
    [(headers, body)] = partner.got
    effect = Effect.objects.get(case=case)
    assert (effect.state, effect.result) == (Effect.State.DONE, {"webhook": "partenaire", "status": 204})
    signed = b".".join([headers["Passerelle-Timestamp"].encode(), headers["Idempotency-Key"].encode(), body])
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["Passerelle-Signature"] == f"sha256={expected}"
    assert abs(int(headers["Passerelle-Timestamp"]) - time.time()) < 60
    said = json.loads(body)
    assert (said["id"], said["case"], said["target"]) == (effect.once_key, case.pk, "task")
    assert said["answers"] == {"ville": "Nantes"}


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_what_may_pass_is_tried_again_with_the_same_key(partner, status):
    partner.statuses = [status]
    case = notified()
    effect = Effect.objects.get(case=case)
    assert (effect.state, effect.attempts) == (Effect.State.PENDING, 1)
    Effect.objects.update(run_after=effect.entry.created_at)
    outbox.run_case(case.pk)
    assert Effect.objects.get(case=case).state == Effect.State.DONE
    assert len({headers["Idempotency-Key"] for headers, _body in partner.got}) == 1
    assert len(partner.got) == 2


@pytest.mark.parametrize("status", [400, 401, 404, 410, 301, 307])
def test_a_refusal_and_a_redirection_are_given_up_at_once(partner, status):
    partner.statuses = [status]
    case = notified()
    effect = Effect.objects.get(case=case)
    assert (effect.state, len(partner.got)) == (Effect.State.FAILED, 1)
    assert str(status) in effect.error


def test_a_partner_who_drips_does_not_hold_the_worker(partner, monkeypatch):
    monkeypatch.setattr(sending, "SECONDS", 0.5)
    partner.is_slow = True
    started = time.monotonic()
    case = notified()
    assert time.monotonic() - started < 3
    assert Effect.objects.get(case=case).state == Effect.State.PENDING


def test_an_address_out_of_use_is_not_notified(partner):
    Endpoint.objects.update(is_active=False)
    assert Effect.objects.get(case=notified()).state == Effect.State.FAILED
    assert partner.got == []


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://10.1.2.3/",
        "https://172.20.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://100.64.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "http://93.184.216.34/",
        "https://ana:secret@93.184.216.34/",
        "https://93.184.216.34:99999/",
        "file:///etc/passwd",
        "https:///rien",
    ],
)
def test_addresses_inside_our_own_networks_are_refused_before_anything_is_sent(url):
    with pytest.raises(sending.Refused):
        sending.post(url, b"{}", {})


def test_a_public_address_is_public():
    assert sending.is_public("93.184.216.34")
    assert sending.is_public("2606:2800:220:1:248:1893:25c8:1946")


def test_what_is_too_large_is_refused():
    with pytest.raises(sending.Refused):
        sending.post("https://93.184.216.34/", b"x" * (sending.MOST_SENT + 1), {})
