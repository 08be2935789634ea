"""The label is simulated from its arrival to its acceptance in a real browser, and the run is kept."""

import json
import os

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from cms.applications import groups
from cms.applications.exchange import bundles
from cms.applications.models import SavedRun
from cms.applications.publication import releases
from cms.applications.simulation import proving
from tests.accounts.factories import UserFactory
from tests.applications.browsing import MARKS, chromium, signed_in  # noqa: F401
from tests.forms.conftest import nantes  # noqa: F401
from tests.screens import Looker

pytestmark = [*MARKS, pytest.mark.usefixtures("nantes")]


def _picture(page: Page, name: str) -> None:
    """A picture at both widths, for whoever wants to look (the folder is named by SIMULATION_PICTURES)."""
    if folder := os.environ.get("SIMULATION_PICTURES"):
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def test_an_editor_simulates_the_label_to_its_acceptance_and_keeps_the_run(chromium, live_server):  # noqa: F811
    groups.set_up()
    data = json.loads((settings.BASE_DIR / "procedures/label.json").read_text())
    procedure = bundles.load(data | {"runs": []}, publish=False)
    editor = UserFactory(is_staff=True)
    codes = ["change_procedure", "access_admin", "publish_procedure"]
    editor.user_permissions.set(Permission.objects.filter(codename__in=codes))
    # One click of the mouse a step, without JavaScript.
    context = signed_in(chromium, live_server.url, editor, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/admin/demarches/{procedure.pk}/simulation/")
    _picture(page, "debut")
    page.get_by_role("button", name="Commencer la simulation").click()
    expect(page.get_by_text("Le dossier va de lui-même").first).to_be_visible()

    page.get_by_label("Nombre de jours").fill("8")
    page.get_by_label("Sorte de jours").select_option("jours ouvrés")
    page.get_by_role("button", name="Avancer", exact=True).click()
    expect(page.get_by_text("Relance", exact=False).first).to_be_visible()
    page.get_by_text("Déclarer recevable").first.click()
    page.get_by_role("button", name="Déclarer recevable").click()
    expect(page.locator(".case-step")).to_have_text("Examen par le comité")
    page.get_by_text("Labelliser l’initiative").first.click()
    page.locator("#reviewer-comite-labelliser").select_option(index=1)
    _picture(page, "comite")
    page.get_by_role("button", name="Labelliser l’initiative").click()

    expect(page.locator(".case-step")).to_have_text("Initiative labellisée")
    expect(page.get_by_text("Le circuit est terminé")).to_be_visible()
    expect(page.get_by_text("Document «\u202fCertificat")).to_be_visible()
    _picture(page, "fin")
    page.get_by_label("Nom de la simulation").fill("Une initiative labellisée")
    page.get_by_role("button", name="Enregistrer cette simulation").click()
    expect(page.get_by_text("se déroule comme à son enregistrement")).to_be_visible()
    _picture(page, "enregistree")
    assert SavedRun.objects.get().ends == "labellisee"
    assert not [one for one in releases.all_faults(procedure) if one.part == proving.PART]
    context.close()


def test_the_screens_of_the_simulator_are_clean_and_fit_a_phone(chromium, live_server):  # noqa: F811
    groups.set_up()
    procedure = bundles.load(json.loads((settings.BASE_DIR / "procedures/label.json").read_text()), publish=False)
    context = signed_in(chromium, live_server.url, UserFactory(is_superuser=True, is_staff=True))
    page = context.new_page()
    looker = Looker(page)
    looker.look_at(f"/admin/demarches/{procedure.pk}/simulation/")
    page.get_by_role("button", name="Commencer la simulation").click()
    expect(page.locator(".case-step")).to_be_visible()
    looker.look()
    _picture(page, "jeu")
    looker.look_at(f"/admin/demarches/{procedure.pk}/simulation/reponses/")
    _picture(page, "reponses")
    for saved in SavedRun.objects.all():
        looker.look_at(f"/admin/demarches/{procedure.pk}/simulations/{saved.key}/")
        _picture(page, f"enregistree-{saved.key}")
    assert looker.found == []
    context.close()
