"""A person with a browser: what they do, in the words of the story."""

import re
import time
from collections.abc import Mapping

from playwright.sync_api import Page, expect

PASSWORD = "demonstration-passerelle"

# What somebody writes in one section, in the names of the form's fields: text, boxes to tick, one box.
Answers = Mapping[str, str | list[str] | bool]


class Visitor:
    """Signs in, reads mails, waits for what the task worker does."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def sign_in_by_link(self) -> None:
        """Ask for a link, find it in the demonstration's mailbox, follow it and confirm."""
        self.page.goto("/connexion/")
        self.open_link(self.ask_for_link())

    def ask_for_link(self) -> str:
        """On the sign-in page, have a link sent; return its address, found in the demonstration's mailbox."""
        self.page.locator('form:has(button:has-text("Recevoir mon lien")) input[name="email"]').fill(self.address)
        self.page.get_by_role("button", name="Recevoir mon lien de connexion").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Regardez vos courriels")
        return self.link_in_mail(re.compile("/connexion/lien/"))

    def open_link(self, address: str) -> None:
        """Follow a sign-in link, confirm, and arrive."""
        self.page.goto(address)
        self.page.get_by_role("button", name="Me connecter").click()
        expect(self.page).to_have_url(re.compile("/mon-espace/"))

    def sign_in_with_password(self) -> None:
        """Go to the admin as the demonstration's people do."""
        self.page.goto("/admin/")
        self.page.get_by_text("J’ai un mot de passe").click()
        form = self.page.locator('form:has(input[name="password"])')
        form.locator('input[name="email"]').fill(self.address)
        form.locator('input[name="password"]').fill(PASSWORD)
        form.get_by_role("button").click()
        expect(self.page).to_have_url(re.compile("/admin/"))

    def begin(self, procedure: str) -> None:
        """Begin an application of the procedure of that short name, whether or not there is another draft."""
        self.page.goto(f"/demarches/{procedure}/")
        self.page.get_by_role("button", name="Commencer ma demande").click()
        another = self.page.get_by_role("button", name="Commencer une autre demande")
        expect(self.page.locator(".save-state").or_(another)).to_be_attached()
        if another.is_visible():
            another.click()

    def open_case(self, title: str) -> None:
        """Open the case of that title from the inbox."""
        self.page.goto("/admin/instruction/")
        self.page.get_by_role("link", name=title).first.click()

    def decide(self, title: str, action: str, comment: str, correcting: str = "") -> None:
        """Open the case of that title from the inbox and take an action; `correcting` is the answer to be corrected."""
        self.open_case(title)
        self.take(action, comment, correcting)
        expect(self.page.get_by_role("link", name=action, exact=True)).to_have_count(0)

    def take(self, action: str, comment: str, correcting: str = "") -> None:
        """Take an action of the case that is open, and confirm it."""
        self.page.get_by_role("link", name=action, exact=True).click()
        if correcting:
            self.page.locator(f'input[name="asked"][value="{correcting}"]').check()
        self.page.locator("textarea:visible").first.fill(comment)
        self.page.get_by_role("button", name=action, exact=True).click()

    def approve(self, title: str) -> None:
        """Approve the page of that title, which waits for this person on the admin's home."""
        self.page.goto("/admin/")
        self.page.get_by_role("link", name=re.compile(title)).first.click()
        self.page.get_by_role("button", name="Plus d'actions").last.click()
        self.page.locator('button[data-workflow-action-name="approve"]:visible').first.click()
        expect(self.page).to_have_url(re.compile(r"/admin/pages/\d+/$"))

    def confirm_commitment(self, title: str, position: str) -> None:
        """As a partner without an account: open the link of the mail about that application, read, and confirm."""
        self.page.goto(self.link_in_mail(re.compile("/engagements/"), saying=title))
        expect(self.page.locator("main")).to_contain_text(title)
        self.page.get_by_label("Votre fonction").fill(position)
        self.page.get_by_role("button", name="Je confirme notre engagement").click()
        expect(self.page.locator("main")).to_contain_text("Vous avez confirmé")

    def link_in_mail(self, pattern: re.Pattern[str], saying: str = "", tries: int = 60) -> str:
        """Return the newest link in this person's mails that matches `pattern`, waiting for the mail to come."""
        for _ in range(tries):
            self.page.goto(f"/demonstration/courriels/?pour={self.address}")
            for mail in self.page.get_by_role("article").filter(has_text=saying).all():
                for link in mail.get_by_role("link").all():
                    if pattern.search(href := link.get_attribute("href") or ""):
                        return href
            time.sleep(0.5)
        raise AssertionError(f"No mail to {self.address} says {saying!r} with a link like {pattern.pattern}")

    def wait_until(self, address: str, text: str, tries: int = 60) -> None:
        """Load `address` again until its main part shows `text`."""
        for _ in range(tries):
            self.page.goto(address)
            if text in self.page.inner_text("main"):
                return
            time.sleep(0.5)
        raise AssertionError(f"{address} never showed {text!r}:\n{self.page.inner_text('body')[:3000]}")


def fill(page: Page, answers: Answers) -> None:
    """Write the answers of the section that is open."""
    for name, value in answers.items():
        inputs = page.locator(f'main [name="{name}"]')
        if isinstance(value, bool):
            inputs.check()
        elif isinstance(value, list):
            for one in value:
                page.locator(f'main [name="{name}"][value="{one}"]').check()
        elif inputs.first.get_attribute("type") == "radio":
            page.locator(f'main [name="{name}"][value="{value}"]').check()
        else:
            inputs.fill(value)


def choose_commune(page: Page, typed: str, name: str) -> None:
    """Look a commune up and take it."""
    page.get_by_label("Nom ou code postal").fill(typed)
    page.get_by_text(name).first.click()


def go_on(page: Page) -> None:
    """Save the section and go to the next."""
    page.get_by_role("button", name="Enregistrer et continuer").last.click()


def expect_section(page: Page, title: str) -> None:
    """Wait for the section of that title."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def send(page: Page) -> None:
    """Attest and send, from the page that shows all answers again."""
    page.locator("#attestation").check()
    page.get_by_role("button", name="Envoyer mon dossier").click()
