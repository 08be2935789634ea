"""A person with a browser: what they do, in the words of the story."""

import re
import time

from playwright.sync_api import Page, expect

PASSWORD = "demonstration-passerelle"


class Visitor:
    """Signs in, reads mails, waits for what the task worker does."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def sign_in_by_link(self) -> None:
        """Ask for a link, find it in the demonstration's mailbox, follow it and confirm."""
        self.page.goto("/connexion/")
        self.page.locator('form:has(button:has-text("Recevoir mon lien")) input[name="email"]').fill(self.address)
        self.page.get_by_role("button", name="Recevoir mon lien de connexion").click()
        self.page.goto(self.link_in_mail(re.compile("/connexion/")))
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

    def approve(self, title: str) -> None:
        """Approve the page of that title, which waits for this person on the admin's home."""
        self.page.goto("/admin/")
        self.page.get_by_role("link", name=re.compile(title)).first.click()
        self.page.get_by_role("button", name="Plus d'actions").last.click()
        self.page.locator('button[data-workflow-action-name="approve"]:visible').first.click()
        expect(self.page).to_have_url(re.compile(r"/admin/pages/\d+/$"))

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
