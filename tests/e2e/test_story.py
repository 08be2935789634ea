"""The whole story in one walk: from the empty form to the verified certificate, the public page and the search hit."""

import re
import secrets
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visitor import Answers, Visitor, choose_commune, expect_section, fill, go_on, send

# Of one run only, so that the story can be told again on a site that runs.
RUN = secrets.token_hex(3)
TITLE = f"Les ateliers du bocage {RUN}"
APPLICANT = f"porteuse-{RUN}@bocage.example"
STARTS, ENDS = date.today() + timedelta(days=100), date.today() + timedelta(days=200)

# What the territory writes, by section, in the names of the form's fields.
ANSWERS: dict[str, Answers] = {
    "initiative": {
        "titre": TITLE,
        "resume": "Des artisans ouvrent leur atelier un mercredi par mois aux collégiens du bocage.",
        "description": "Chaque mercredi, huit élèves passent deux heures dans un atelier et repartent avec un objet.",
        "themes": ["decouverte-des-metiers", "artisanat"],
        "publics": ["collegiens"],
        "nombre": "160",
        "resultats": "Nous compterons les stages trouvés dans les ateliers visités.",
    },
    "calendrier": {"periode.start": STARTS.isoformat(), "periode.end": ENDS.isoformat()},
    "budget": {
        "budget.expenses.0.label": "Transport",
        "budget.expenses.0.amount": "4000",
        "budget.income.0.label": "Aide demandée à la Région",
        "budget.income.0.amount": "3 000",
        "budget.asked": "3 000",
        "autres_aides": "false",
    },
    "structure": {"structure": "Association Ateliers du bocage", "statut": "association", "siret": "73282932000075"},
    "contact": {
        "contact_nom": "Jeanne Brossard",
        "contact_courriel": APPLICANT,
        "contact_telephone": "02 51 00 00 02",
    },
    "engagements": {"engagement_bilan": True, "engagement_partage": True, "engagement_exact": True},
}
PARTNERS = [
    ("school", "Collège du Haut-Bocage", "Paul Rivière", "paul.riviere@college.example"),
    ("company", "Club des artisans du bocage", "Nadia Hamel", "nadia.hamel@club.example"),
    ("authority", "Commune des Herbiers", "Luc Morin", "luc.morin@mairie.example"),
]
EXECUTABLE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)


@pytest.fixture
def letter(tmp_path: Path, fetch) -> Path:
    """A real PDF: the guide of the site, which a hurried applicant might send as well as any other."""
    path = tmp_path / "lettre.pdf"
    path.write_bytes(fetch("/guides/organiser-une-visite-d-entreprise/pdf/"))
    return path


def apply_for_the_label(territory: Visitor, letter: Path, visitor: Callable[[str], Visitor]) -> None:
    """Fill the nine sections in, mistakes included, have each partner confirm by its link, and send, from two tabs: it
    is received once.
    """
    page = territory.page
    territory.begin("label")
    expect_section(page, "Votre initiative")
    fill(page, ANSWERS["initiative"])
    go_on(page)

    expect_section(page, "Le territoire")
    choose_commune(page, "85500", "Les Herbiers")
    go_on(page)

    expect_section(page, "Le calendrier")
    page.locator('main [name="periode.start"]').fill("2020-01-01")
    page.locator('main [name="periode.end"]').fill(ENDS.isoformat())
    go_on(page)
    expect(page.get_by_role("alert").or_(page.locator("#erreurs")).first).to_contain_text(re.compile("à venir", re.I))
    fill(page, ANSWERS["calendrier"])
    go_on(page)

    expect_section(page, "Les partenaires")
    for place, (kind, name, contact, email) in enumerate(PARTNERS[:2]):
        add_partner(page, place, kind, name, contact, email)
    page.locator('main [name="roles"]').fill("Le collège prépare, le club accueille, la commune prête la salle.")
    go_on(page)
    expect(page.locator("#erreurs")).to_contain_text("collectivité")
    add_partner(page, 2, *PARTNERS[2])
    go_on(page)

    expect_section(page, "Le budget")
    fill(page, ANSWERS["budget"])
    go_on(page)
    expect(page.locator("#erreurs")).to_contain_text(re.compile(r"1.000"))
    page.locator('main [name="budget.expenses.0.amount"]').fill("3000")
    go_on(page)

    expect_section(page, "Votre structure")
    fill(page, ANSWERS["structure"])
    go_on(page)
    expect(page.locator("#erreurs")).to_contain_text("SIRET")
    page.locator('main [name="siret"]').fill("732 829 320 00074")
    go_on(page)

    expect_section(page, "La personne à contacter")
    fill(page, ANSWERS["contact"])
    go_on(page)

    expect_section(page, "Les pièces à joindre")
    for name, content in (("virus.pdf", EXECUTABLE), ("vide.pdf", b"")):
        page.locator('main [name="lettre"]').set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": content}
        )
        go_on(page)
        expect(page.locator("#erreurs")).to_contain_text(name)
    page.locator('main [name="lettre"]').set_input_files(letter)
    go_on(page)

    expect_section(page, "Vos engagements")
    fill(page, ANSWERS["engagements"])
    go_on(page)
    expect_section(page, "Relisez et envoyez")
    expect(page.locator("#erreurs")).to_contain_text("Collège du Haut-Bocage")
    page.get_by_role("button", name="Demander leur accord à mes partenaires").click()
    review = page.url.partition("#")[0]
    for _kind, _name, _contact, email in PARTNERS:
        partner = visitor(email)
        partner.confirm_commitment(TITLE, "responsable")
        partner.page.close()
    page.goto(review)
    expect(page.locator("#erreurs")).to_have_count(0)
    expect(page.locator("#accords")).to_contain_text("a confirmé")
    other_tab = page.context.new_page()
    other_tab.goto(page.url)
    send(page)
    expect(page.locator("main")).to_contain_text(re.compile(r"LABEL-\d{4}-\d{4}"))
    send(other_tab)
    expect(other_tab.locator("body")).to_contain_text(re.compile("déjà", re.I))
    other_tab.close()


def add_partner(page: Page, place: int, kind: str, name: str, contact: str, email: str) -> None:
    if not page.locator(f'main [name="partenaires.{place}.kind"]').count():
        page.get_by_role("button", name="Ajouter un partenaire").click()
    page.locator(f'main [name="partenaires.{place}.kind"]').select_option(kind)
    page.locator(f'main [name="partenaires.{place}.name"]').fill(name)
    page.locator(f'main [name="partenaires.{place}.contact"]').fill(contact)
    page.locator(f'main [name="partenaires.{place}.email"]').fill(email)


def verification_address(certificate: Path) -> str:
    """Return the address that the certificate prints below its QR code."""
    text = subprocess.run(["pdftotext", "-raw", certificate, "-"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"/verification/[\w-]+/?", text.replace("\n", ""))
    assert found, text
    return found[0]


def test_from_the_empty_form_to_the_certificate_and_the_search_hit(visitor, letter, tmp_path):
    territory = visitor(APPLICANT)
    territory.sign_in_by_link()
    apply_for_the_label(territory, letter, visitor)
    dossier = re.sub(r"recepisse/.*", "", territory.page.url)

    agent = visitor("agente@passerelle.example")
    agent.sign_in_with_password()
    agent.decide(TITLE, "Demander un complément", "Dites-nous combien d’ateliers sont déjà d’accord.", "description")

    territory.link_in_mail(re.compile("/mon-espace/"), saying="combien d’ateliers")
    territory.page.goto(f"{dossier}etapes/initiative/")
    expect(territory.page.locator("main")).to_contain_text("Dites-nous combien d’ateliers")
    territory.page.locator('main [name="description"]').fill("Six ateliers sont d’accord, du potier à la menuisière.")
    go_on(territory.page)
    territory.page.goto(f"{dossier}relecture/")
    territory.page.locator("#attestation").check()
    territory.page.get_by_role("button", name="Renvoyer le dossier complété").click()

    agent.decide(TITLE, "Déclarer recevable", "Dossier complet.")
    committee = visitor("comite@passerelle.example")
    committee.sign_in_with_password()
    committee.decide(TITLE, "Labelliser l’initiative", "Une belle idée, facile à reprendre ailleurs.")

    # The worker issues the certificate; anybody who holds it can verify it, and reads no personal data there.
    territory.page.goto(territory.link_in_mail(re.compile("/mon-espace/dossiers/"), saying="labellisée"))
    link = territory.page.get_by_role("link", name=re.compile("Certificat")).first.get_attribute("href")
    certificate = tmp_path / "certificat.pdf"
    certificate.write_bytes(territory.page.request.get(link).body())
    passer_by = visitor()
    passer_by.page.goto(verification_address(certificate))
    expect(passer_by.page.locator("main")).to_contain_text(TITLE)
    expect(passer_by.page.locator("main")).not_to_contain_text(APPLICANT)

    # The page is a draft until somebody approves it.
    passer_by.page.goto(f"/recherche/?q=ateliers+bocage+{RUN}")
    expect(passer_by.page.locator("main")).not_to_contain_text(TITLE)
    reviewer = visitor("relecteur@passerelle.example")
    reviewer.sign_in_with_password()
    reviewer.approve(TITLE)

    passer_by.wait_until(f"/recherche/?q=atelier+bocages+{RUN}", TITLE)
    passer_by.page.get_by_role("link", name=re.compile(TITLE)).first.click()
    expect(passer_by.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(passer_by.page.locator("main")).not_to_contain_text("jeanne.brossard")
    expect(passer_by.page.locator("main")).not_to_contain_text("02 51 00 00 02")
