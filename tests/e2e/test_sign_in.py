"""A sign-in link that no longer opens: the person is told why, in French, and asks for another."""

import secrets
import time
from pathlib import Path

from django.core.signing import TimestampSigner, b62_encode
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor


def newcomer() -> str:
    return f"nouvelle-{secrets.token_hex(3)}@bocage.example"


def expect_refusal(person: Visitor, address: str, reason: str) -> None:
    """The address opens nothing: a page says why and offers no button to go on."""
    answer = person.page.goto(address)
    assert answer is not None
    assert answer.status == 410
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Ce lien n’ouvre plus")
    expect(person.page.locator("main")).to_contain_text(reason)
    expect(person.page.get_by_role("button", name="Me connecter")).to_have_count(0)


def sent_before(address: str, minutes: int, var: Path) -> str:
    """Return a real link as it would be had the site sent it that long ago: dated so, with the site's own key."""

    class Earlier(TimestampSigner):
        def timestamp(self) -> str:
            return b62_encode(int(time.time()) - minutes * 60)

    signer = Earlier(key=(var / "secret-key").read_text(), salt="cms.accounts.links")
    start, token = address.rstrip("/").rsplit("/", 1)
    return f"{start}/{signer.sign(signer.unsign(token))}/"


def test_a_link_that_is_too_old_says_so_and_leads_to_a_new_one(visitor, var):
    person = visitor(newcomer())
    person.page.goto("/connexion/?next=/demarches/label/commencer/")
    link = person.ask_for_link()

    expect_refusal(person, sent_before(link, 21, var), "Ce lien a expiré : il était valable 20 minutes.")

    person.page.get_by_role("link", name="Demander un nouveau lien").click()
    person.open_link(person.ask_for_link())
    expect(person.page.locator("main")).to_contain_text(person.address)


def test_a_link_that_is_nineteen_minutes_old_still_opens(visitor, var):
    person = visitor(newcomer())
    person.page.goto("/connexion/")
    person.open_link(sent_before(person.ask_for_link(), 19, var))


def test_a_link_opens_once_and_tells_the_second_browser_that_it_has_served(visitor):
    person = visitor(newcomer())
    person.page.goto("/connexion/")
    link = person.ask_for_link()
    # Shown twice it still serves once: a mail program may look at the page before the person does.
    somebody_else = visitor(person.address)
    somebody_else.page.goto(link)
    person.open_link(link)

    somebody_else.page.get_by_role("button", name="Me connecter").click()
    expect(somebody_else.page.locator("main")).to_contain_text("Ce lien a déjà servi")
    somebody_else.page.goto("/mon-espace/")
    expect(somebody_else.page.get_by_role("heading", level=1)).to_have_text("Me connecter")

    # Who is signed in already is not sent round again.
    expect_refusal(person, link, "Ce lien a déjà servi")
    person.page.get_by_role("link", name="Aller à mon espace").click()
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Mon espace")


def test_a_link_that_a_mail_program_cut_says_so(visitor):
    person = visitor(newcomer())
    person.page.goto("/connexion/")
    link = person.ask_for_link()
    expect_refusal(person, f"{link.rstrip('/')[:-4]}/", "Ce lien est incomplet")
    expect(person.page.get_by_role("link", name="Demander un nouveau lien")).to_be_visible()
