"""Several people on one application: invited by mail, each with their right; two write at once; it changes hands."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor, expect_section
from tests.screens import Looker

RUN = secrets.token_hex(3)
TITLE = f"La soudeuse et la mer {RUN}"
OWNER = f"autrice-{RUN}@bd.example"
READS, COMMENTS, WRITES = (f"{who}-{RUN}@bd.example" for who in ("lectrice", "conseil", "scenariste"))
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def owner(visitor) -> Visitor:
    """Somebody who has begun an application and given it a title."""
    person = visitor(OWNER, viewport=WIDE)
    person.sign_in_by_link()
    person.begin("scenarios-bd")
    expect_section(person.page, "L’histoire")
    person.page.locator('main [name="titre"]').fill(TITLE)
    expect(person.page.locator("[data-state=saved]")).to_be_attached()
    return person


def invite(owner: Visitor, address: str, right: str) -> None:
    owner.page.get_by_label("Son adresse électronique").first.fill(address)
    owner.page.locator(f"#role-{right}").check()
    owner.page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(owner.page.locator(".people")).to_contain_text(address)


def accept(guest: Visitor, looker: Looker) -> None:
    """Follow the link of the invitation, have a sign-in link sent, and arrive on the application."""
    page = guest.page
    page.goto(guest.link_in_mail(re.compile("/mon-espace/invitations/")))
    if looker.page is page:
        looker.look()
    page.get_by_role("button", name="M’envoyer le lien de connexion").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regardez vos courriels")
    guest.open_link(guest.link_in_mail(re.compile("/connexion/lien/")))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_each_has_their_right_two_see_each_other_and_it_changes_hands(visitor, owner):
    looker = Looker(owner.page)
    step = owner.page.url
    dossier = re.sub("etapes/.*", "", step)
    owner.page.goto(f"{dossier}personnes/")
    looker.look()
    for address, right in ((READS, "view"), (COMMENTS, "comment"), (WRITES, "edit")):
        invite(owner, address, right)
    looker.look()

    reader, adviser, writer = (visitor(address, viewport=WIDE) for address in (READS, COMMENTS, WRITES))
    door = Looker(reader.page)
    for guest in (reader, adviser, writer):
        accept(guest, door)

    # Who reads sees the answers, and has nowhere to write.
    reader.page.goto(step)
    expect(reader.page.locator(".messages")).to_contain_text("Vous pouvez lire ce dossier")
    expect(reader.page.locator('main [name="titre"]')).to_have_count(0)
    reader.page.goto(f"{dossier}messages/")
    expect(reader.page.locator("main textarea")).to_have_count(0)

    # Who comments writes to the others, and no answer.
    adviser.page.goto(step)
    expect(adviser.page.locator('main [name="titre"]')).to_have_count(0)
    adviser.page.goto(f"{dossier}messages/")
    adviser.page.get_by_label("Votre message").fill("Le titre est beau.")
    adviser.page.get_by_role("button", name="Envoyer le message").click()
    owner.page.goto(f"{dossier}messages/")
    expect(owner.page.locator(".thread")).to_contain_text("Le titre est beau.")
    looker.look()

    # Who writes fills in beside the owner: they see each other, and nothing is overwritten in silence.
    writer.page.goto(step)
    owner.page.goto(step)
    expect(owner.page.locator("[data-others]")).to_contain_text("a aussi cette page ouverte")
    writer.page.locator('main [name="metier"]').fill("Soudeuse")
    expect(writer.page.locator("[data-state=saved]")).to_be_attached()
    owner.page.locator('main [name="metier"]').fill("Marin")
    conflict = owner.page.get_by_role("alert")
    expect(conflict).to_contain_text("Rien n’a été écrasé", timeout=15_000)
    expect(conflict).to_contain_text("Soudeuse")
    expect(owner.page.locator('main [name="metier"]')).to_have_value("Marin")
    looker.look()
    conflict.get_by_label(re.compile("Prendre la réponse de")).check()
    owner.page.get_by_role("button", name="Enregistrer avec mes choix").click()
    expect(owner.page.locator('main [name="metier"]')).to_have_value("Soudeuse")

    # It changes hands when the other accepts, and not before; the new owner throws the draft away, for all.
    owner.page.goto(f"{dossier}personnes/")
    owner.page.get_by_text("Quelqu’un d’autre le reprend").click()
    owner.page.locator("#to").fill(WRITES)
    owner.page.get_by_role("button", name="Proposer le dossier").click()
    expect(owner.page.locator("main")).to_contain_text(f"Proposé à {WRITES}")
    writer.link_in_mail(re.compile("/mon-espace/"), saying="reprendre")
    writer.page.goto("/mon-espace/")
    writer.page.get_by_role("button", name=re.compile("^Accepter")).click()
    writer.page.goto(dossier)
    writer.page.get_by_text("Supprimer ce brouillon").first.click()
    owner.page.goto(dossier)
    expect(owner.page.get_by_text("Supprimer ce brouillon")).to_have_count(0)
    writer.page.get_by_role("button", name="Supprimer ce brouillon").click()
    writer.page.wait_for_url("**/mon-espace/")
    for person in (owner, reader, writer):
        assert person.page.goto(dossier).status == 404
    assert "\n".join([*looker.found, *door.found]) == ""
