"""Every step of each procedure that comes with the site, empty and refused: clean for axe, and readable at 400 %.

The screens that come after (receipt, space, messages, people, partner) are looked at by those who go through them.
"""

import json
import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ROOT
from tests.e2e.visitor import Visitor, expect_section, go_on
from tests.screens import Looker

SLUGS = ["label", "concours-video", "scenarios-bd", "visites-entreprise"]


@pytest.fixture
def applicant(visitor) -> Visitor:
    person = visitor(f"ecrans-{secrets.token_hex(3)}@bocage.example", viewport={"width": 1280, "height": 900})
    person.sign_in_by_link()
    return person


def titles(slug: str) -> list[str]:
    bundle = json.loads((ROOT / "procedures" / f"{slug}.json").read_text(encoding="utf-8"))
    return [section["title"] for section in bundle["form"]["sections"]]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_step_empty_and_with_errors_is_clean_and_fits(applicant, slug):
    page, looker = applicant.page, Looker(applicant.page)
    looker.look_at(f"/demarches/{slug}/")
    applicant.begin(slug)
    for place in range(1, len(titles(slug)) + 1):
        expect(page.get_by_text(f"Étape {place} sur {len(titles(slug)) + 1}").first).to_be_visible()
        looker.look()
        go_on(page)
        expect(page.locator("#erreurs")).to_be_focused()
        looker.look()
        page.get_by_role("button", name=re.compile("Continuer quand même")).click()
    expect_section(page, "Relisez et envoyez")
    expect(page.locator("#erreurs")).to_be_visible()
    looker.look()
    assert looker.found == []
    assert looker.seen == 2 * len(titles(slug)) + 2
