"""Two agents have the same case on their screens and both decide."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.e2e.contest import Entry, enter
from tests.e2e.visitor import PASSWORD, Visitor

FIRST, SECOND = "Le geste est clair, le son aussi.", "On n’entend pas les paroles : demander une transcription ?"


@pytest.fixture
def colleague(visitor) -> Visitor:
    """A second agent, whose account an administrator has just made in the admin."""
    name = secrets.token_hex(3)
    address = f"agent-{name}@passerelle.example"
    administrator = visitor("admin@passerelle.example")
    administrator.sign_in_with_password()
    page = administrator.page
    page.goto("/admin/users/new/")
    for field, value in {
        "email": address,
        "first_name": "Paul",
        "last_name": f"Tessier {name}",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }.items():
        page.locator(f'main [name="{field}"]').fill(value)
    page.get_by_role("tab", name="Rôles").first.click()
    page.get_by_label("Agents").check()
    page.get_by_role("button", name="Créer").click()
    expect(page.locator(".messages")).to_contain_text("créé")
    return visitor(address)


def test_the_second_agent_is_told_who_decided_and_keeps_the_comment(visitor, colleague):
    entry = Entry("Le chant du tour à bois")
    sender = visitor(entry.sender)
    sender.sign_in_by_link()
    dossier = enter(sender, entry)

    agent = visitor("agente@passerelle.example")
    for person, action in ((agent, "Accepter et publier"), (colleague, "Demander une correction")):
        person.sign_in_with_password()
        person.open_case(entry.title)
        person.page.get_by_role("link", name=action, exact=True).click()
    colleague.page.locator("textarea:visible").fill(SECOND)

    agent.page.locator("textarea:visible").fill(FIRST)
    agent.page.get_by_role("button", name="Accepter et publier").click()
    expect(agent.page.locator(".case-step")).to_have_text("Devant le jury")

    # Told who did what, and where the case now is; what was typed is still there to be copied.
    colleague.page.get_by_role("button", name="Demander une correction").click()
    expect(colleague.page.locator(".messages")).to_contain_text(
        re.compile(r"Anne Le Goff a fait «.Accepter et publier.».*étape «.Devant le jury.»")
    )
    expect(colleague.page.locator("main")).to_contain_text("Cette action n’est plus possible")
    expect(colleague.page.locator("textarea:visible")).to_have_value(SECOND)
    expect(colleague.page.get_by_role("button", name="Demander une correction")).to_have_count(0)

    # The case moved once, and the applicant was told one thing.
    colleague.page.get_by_role("link", name="Retour au dossier").click()
    expect(colleague.page.locator(".case-step")).to_have_text("Devant le jury")
    expect(colleague.page.locator("main")).to_contain_text(FIRST)
    expect(colleague.page.locator("main")).not_to_contain_text(SECOND)
    sender.link_in_mail(re.compile("/mon-espace/dossiers/"), saying="Votre vidéo est dans la galerie")
    expect(sender.page.locator("main")).not_to_contain_text("correction")
    sender.page.goto(dossier)
    expect(sender.page.get_by_role("heading", level=2).first).to_contain_text("Devant le jury")
