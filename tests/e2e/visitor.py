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
        self.page.get_by_label(re.compile("Adresse électronique|Adresse e-mail|courriel", re.I)).first.fill(self.address)
        self.page.get_by_role("button", name=re.compile("lien", re.I)).click()
        self.page.goto(self.link_in_mail(re.compile("/connexion/lien/")))
        self.page.get_by_role("button", name=re.compile("Me connecter")).click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def link_in_mail(self, pattern: re.Pattern[str], tries: int = 60) -> str:
        """Return the newest link in this person's mails that matches `pattern`, waiting for the mail to come."""
        for _ in range(tries):
            self.page.goto("/demonstration/courriels/")
            mails = self.page.get_by_role("article").filter(has_text=self.address)
            for link in mails.get_by_role("link").all():
                href = link.get_attribute("href") or ""
                if pattern.search(href):
                    return href
            time.sleep(0.5)
        raise AssertionError(f"No mail to {self.address} has a link like {pattern.pattern}")

    def wait_until(self, address: str, text: str | re.Pattern[str], tries: int = 60) -> None:
        """Load `address` again until it shows `text`."""
        for _ in range(tries):
            self.page.goto(address)
            if self.page.get_by_text(text).count():
                return
            time.sleep(0.5)
        raise AssertionError(f"{address} never showed {text!r}:\n{self.page.inner_text('body')[:3000]}")
