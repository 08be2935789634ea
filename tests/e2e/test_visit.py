"""A visit, prepared elsewhere, agreed to by the company, corrected, talked about, taken away and withdrawn."""

import re
import secrets
import subprocess
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visitor import Visitor, expect_section, fill, go_on, send
from tests.screens import Looker

RUN = secrets.token_hex(3)
TITLE = f"Une matinée à la fonderie {RUN}"
APPLICANT, PARTNER = f"jeanne-{RUN}@college.example", f"atelier-{RUN}@fonderie.example"
STARTS, ENDS = date.today() + timedelta(days=100), date.today() + timedelta(days=120)
# As another site would prepare it; what commits a person is left to the person.
PREPARED = {
    "titre": TITLE,
    "resume": "Douze jeunes coulent une petite cloche.",
    "metiers": "Fondeuse, mouleur",
    "mise_en_scene": "Chaque jeune mène une enquête sur un métier.",
    "communes": ["85109"],
    "periode": {"start": STARTS.isoformat(), "end": ENDS.isoformat()},
    "structure": "Collège du Bocage",
    "niveau": "college",
    "nombre": 12,
    "partenaires": [{"kind": "company", "name": "Fonderie Morin", "contact": "Luc Morin", "email": PARTNER}],
    "preparation": "Une rencontre en classe.",
    "suite": "Une exposition.",
    "aide_demandee": False,
    "contact_nom": "Jeanne Brossard",
    "contact_fonction": "Professeure",
    "contact_courriel": APPLICANT,
    "contact_telephone": "02 51 00 00 02",
}
COMMITMENTS = dict.fromkeys(
    ("engagement_direction", "engagement_familles", "engagement_assurance", "engagement_bilan"), True
)
QUESTION, ANSWER = "La fonderie a-t-elle un quai ?", "Oui, voici le plan d’accès."
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def plan(tmp_path: Path, fetch) -> Path:
    """A real PDF."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(fetch("/guides/organiser-une-visite-d-entreprise/pdf/"))
    return path


def download(page: Page, link: str, path: Path) -> Path:
    """What a link of the page gives, kept at `path`."""
    with page.expect_download() as started:
        page.get_by_role("link", name=link).first.click()
    started.value.save_as(path)
    return path


def words(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout


def agree(partner: Visitor, looker: Looker) -> None:
    """Open the mailed link, forget the name, then confirm: without an account."""
    page = partner.page
    page.goto(partner.link_in_mail(re.compile("/engagements/")))
    expect(page.locator("main")).to_contain_text("Douze jeunes coulent une petite cloche.")
    looker.look()
    page.get_by_role("button", name="Je confirme notre engagement").click()
    expect(page.locator("#erreurs")).to_be_visible()
    looker.look()
    page.get_by_label("Vos prénom et nom").fill("Luc Morin")
    page.get_by_label("Votre fonction").fill("Directeur")
    page.get_by_role("button", name="Je confirme notre engagement").click()
    expect(page.locator("main")).to_contain_text("Vous avez confirmé")
    looker.look()


def test_a_visit_from_a_prepared_link_to_its_withdrawal(visitor, plan, tmp_path):
    applicant = visitor(APPLICANT, viewport=WIDE)
    applicant.sign_in_by_link()
    page, looker = applicant.page, Looker(applicant.page)
    prepared = page.request.post("/api/procedures/visites-entreprise/prefill/", data=PREPARED)
    assert (prepared.status, prepared.json()["dropped"]) == (201, [])
    page.goto(prepared.json()["url"])
    looker.look()
    page.get_by_role("button", name="Commencer avec ces réponses").click()
    # What is prepared is filled in: what commits the person is left, and the agreement of the company.
    expect_section(page, "L’entreprise qui accueille")
    expect(page.locator('main [name="partenaires.0.name"]')).to_have_value("Fonderie Morin")
    dossier = re.sub("etapes/.*", "", page.url)
    page.get_by_role("link", name=re.compile("Vos engagements")).first.click()
    expect_section(page, "Vos engagements")
    fill(page, COMMITMENTS)
    go_on(page)

    # Nothing is sent before the company has agreed.
    expect_section(page, "Relisez et envoyez")
    expect(page.get_by_role("button", name="Envoyer mon dossier")).to_have_count(0)
    page.get_by_role("button", name="Demander leur accord à mes partenaires").click()
    looker.look()
    partner = visitor(PARTNER, viewport=WIDE)
    partner_looker = Looker(partner.page)
    agree(partner, partner_looker)
    page.reload()
    looker.look()
    send(page)
    page.wait_for_url("**/recepisse/")
    looker.look()
    looker.look_at("/mon-espace/", dossier, f"{dossier}personnes/", f"{dossier}messages/")

    agent = visitor("agente@passerelle.example", viewport=WIDE)
    agent.sign_in_with_password()
    exchange_files(applicant, agent, dossier, plan, looker)
    correct_the_number(applicant, agent, dossier, looker)
    take_away(page, dossier, tmp_path)

    page.goto(dossier)
    page.locator("summary").filter(has_text="Retirer ma proposition").click()
    page.get_by_label("Votre motif").fill("La fonderie ferme ce mois-là.")
    page.get_by_role("button", name="Retirer ma proposition").click()
    expect(page.locator("main")).to_contain_text("Proposition retirée")
    looker.look()
    agent.page.goto("/admin/instruction/")
    expect(agent.page.get_by_role("link", name=TITLE)).to_have_count(0)
    assert "\n".join([*looker.found, *partner_looker.found]) == ""


def exchange_files(applicant: Visitor, agent: Visitor, dossier: str, plan: Path, looker: Looker) -> None:
    """A message with a file each way; each reads the other's file, a stranger reads none."""
    page = applicant.page
    page.goto(f"{dossier}messages/")
    page.get_by_label("Votre message").fill("Voici notre programme.")
    page.get_by_label("Fichiers").set_input_files({**_file("programme.pdf", plan)})
    page.get_by_role("button", name="Envoyer le message").click()
    expect(page.locator(".thread")).to_contain_text("programme.pdf")

    agent.open_case(TITLE)
    expect(agent.page.locator("main")).to_contain_text("1 nouveau message")
    theirs = agent.page.get_by_role("link", name="programme.pdf").first.get_attribute("href")
    assert agent.page.request.get(theirs).body() == plan.read_bytes()
    agent.page.locator("#message-text").fill(QUESTION)
    agent.page.locator("#message-files").set_input_files({**_file("question.pdf", plan)})
    agent.page.get_by_role("button", name="Envoyer le message").click()

    page.goto(applicant.link_in_mail(re.compile(r"/mon-espace/dossiers/.*messages"), saying=TITLE))
    expect(page.locator(".thread")).to_contain_text(QUESTION)
    looker.look()
    ours = page.get_by_role("link", name="question.pdf").get_attribute("href")
    assert page.request.get(ours).body() == plan.read_bytes()
    page.get_by_label("Votre message").fill(ANSWER)
    page.get_by_role("button", name="Envoyer le message").click()
    expect(page.locator(".thread")).to_contain_text(ANSWER)


def _file(name: str, path: Path) -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": path.read_bytes()}


def correct_the_number(applicant: Visitor, agent: Visitor, dossier: str, looker: Looker) -> None:
    """One answer is asked again: it alone opens; the agent sees both, side by side."""
    agent.decide(TITLE, "Demander une précision", "Combien serez-vous en tout ?", "nombre")
    page = applicant.page
    page.goto(f"{dossier}etapes/groupe/")
    expect(page.locator("main")).to_contain_text("Combien serez-vous en tout")
    asked = page.locator("main [data-field]")
    expect(asked).to_have_count(1)
    expect(asked).to_contain_text("Combien de jeunes")
    # The others are shown, and are no inputs.
    expect(page.locator(".fixed-answers")).to_contain_text("Collège du Bocage")
    looker.look()
    page.goto(f"{dossier}etapes/visite/")
    expect(page.locator('main [name="titre"]')).to_have_count(0)
    page.goto(f"{dossier}etapes/groupe/")
    fill(page, {"nombre": "14"})
    go_on(page)
    expect_section(page, "Vérifiez vos corrections et envoyez-les")
    looker.look()
    ask_again(applicant)
    page.locator("#attestation").check()
    page.get_by_role("button", name="Renvoyer la proposition corrigée").click()

    agent.open_case(TITLE)
    change = (
        agent.page.locator("#changes, #panel-changes-content, [id*=changes]")
        .get_by_role("row")
        .filter(has_text="Combien de jeunes")
    )
    expect(change.get_by_role("cell")).to_have_text(["12", "14"])


def ask_again(applicant: Visitor) -> None:
    """What the company read has changed: its agreement is asked once more, when the site says so."""
    page = applicant.page
    button = page.get_by_role("button", name="Demander leur accord à mes partenaires")
    if button.count():
        button.click()


def take_away(page: Page, dossier: str, folder: Path) -> None:
    """The receipt, the application on paper and all its data, each as a file that can be read."""
    page.goto(dossier)
    assert TITLE in words(download(page, "Télécharger le récépissé (PDF)", folder / "recepisse.pdf")).replace("\n", " ")
    paper = words(download(page, "Le dossier tel qu’envoyé (PDF)", folder / "dossier.pdf"))
    assert "Chaque jeune mène une enquête" in paper.replace("\n", " ")
    with zipfile.ZipFile(download(page, "Télécharger les données de ce dossier", folder / "dossier.zip")) as archive:
        assert "dossier.json" in archive.namelist()
        assert QUESTION in archive.read("messages.json").decode()
        assert "fichiers/programme.pdf" in archive.namelist()
