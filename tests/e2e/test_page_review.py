"""A page that shows minors: an editor sends it, a reviewer and a lawyer approve it, and everyone may read it."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ROOT
from tests.e2e.visitor import PASSWORD, Visitor

RUN = secrets.token_hex(3)
TITLE = f"Un matin dans un atelier {RUN}"
LAWYER = f"juriste-{RUN}@passerelle.example"

# A part of the site whose pages have a legal check, and somebody to do it: what an administrator sets up once.
SET_UP = f"""
from django.contrib.auth.models import Group
from wagtail.models import Workflow, WorkflowPage
from cms.accounts.models import User
from cms.pages import moderation
from cms.pages.models import ContentPage, HomePage
part = HomePage.objects.first().add_child(instance=ContentPage(title="Classes {RUN}", slug="classes-{RUN}"))
part.save_revision().publish()
WorkflowPage.objects.create(page=part, workflow=Workflow.objects.get(name=moderation.LEGAL_WORKFLOW))
lawyer = User.objects.create_user("{LAWYER}", "{PASSWORD}", first_name="Inès", last_name="Garnier")
lawyer.groups.add(Group.objects.get(name=moderation.LAWYERS))
print("part", part.pk)
"""


@pytest.fixture
def part(site: str, var: Path) -> int:
    """The number of the page below which pages have a legal check."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", SET_UP],
        cwd=ROOT,
        env=os.environ | {"PASSERELLE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout.split("part ")[1])


def open_waiting(person: Visitor) -> None:
    """Open the page from the home screen, where it waits for this person."""
    person.sign_in_with_password()
    person.page.goto("/admin/")
    person.page.get_by_role("link", name=TITLE).first.click()


def take(page: Page, action: str) -> None:
    """Take an action of the editor's menu."""
    page.get_by_role("button", name="Plus d'actions").last.click()
    page.locator("button:visible", has_text=re.compile(rf"^\s*{re.escape(action)}\s*$")).click()
    expect(page).to_have_url(re.compile(r"/admin/(pages/\d+/)?$"))


def test_a_page_that_shows_minors_goes_by_the_lawyer(visitor, part):
    author = visitor("editrice@passerelle.example")
    author.sign_in_with_password()
    page = author.page
    page.goto(f"/admin/pages/add/pages/contentpage/{part}/")
    page.locator('textarea[name="title"], input[name="title"]').fill(TITLE)
    page.get_by_label("Montre des mineurs").check()
    page.get_by_label("Autorisations au dossier").fill("GED 2026-114")
    take(page, "Soumettre à Relecture avec contrôle juridique")

    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("[data-workflow-action-name]")).to_have_count(0)

    reviewer = visitor("relecteur@passerelle.example")
    open_waiting(reviewer)
    take(reviewer.page, "Approuver, puis contrôle juridique")
    assert author.page.request.get(f"/classes-{RUN}/un-matin-dans-un-atelier-{RUN}/").status == 404

    lawyer = visitor(LAWYER)
    open_waiting(lawyer)
    lawyer.page.get_by_role("button", name="Statut").click()
    lawyer.page.get_by_role("link", name="Où en est sa relecture").click()
    expect(lawyer.page.locator(".case-step")).to_have_text("Contrôle juridique")
    lawyer.page.get_by_role("link", name="La page dans l’éditeur").click()
    take(lawyer.page, "Valider et publier")

    reader = visitor()
    reader.page.goto(f"/classes-{RUN}/un-matin-dans-un-atelier-{RUN}/")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(TITLE)
