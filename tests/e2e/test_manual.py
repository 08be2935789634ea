"""The manual, followed by somebody who has never done it: from nothing to a form of ten questions that people answer.

What the manual prints in bold is what the screens show: each such word is looked for where the manual says it is.
"""

import json
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import ROOT
from tests.e2e.visitor import Visitor, choose_commune, expect_section, go_on, send

RUN = secrets.token_hex(3)
NAME = f"Sorties {RUN}"
MANUAL = ROOT / "docs" / "manuel"
FOLLOWED = {
    "formulaire.md": ("De rien à un formulaire publié", "Une condition", "Une pièce à joindre"),
    "circuit.md": ("La démarche",),
}
QUESTIONS = [
    ("Texte", "Comment s’appelle la sortie ?"),
    ("Texte long", "Que feront les élèves pendant la sortie ?"),
    ("Date", "Quand partez-vous ?"),
    ("Communes", "Dans quelle commune allez-vous ?"),
    ("Nombre entier", "Combien d’élèves emmenez-vous ?"),
    ("Oui ou non", "Faut-il un car ?"),
    ("Montant en euros", "Combien coûte le car ?"),
    ("Adresse électronique", "À quelle adresse vous répondre ?"),
    ("Numéro de téléphone", "À quel numéro vous appeler ?"),
    ("Fichiers", "Avez-vous un programme de la journée ?"),
]
CONDITIONAL = ("Combien coûte le car ?", "Faut-il un car ?", "oui")
# The process is there already: its own page of the manual tells how to draw one.
PROCESS = {
    "key": f"simple-{RUN}",
    "name": f"Circuit simple {RUN}",
    "roles": [{"key": "agent", "label": "Agents", "finder": "group", "group": "Agents"}],
    "nodes": [
        {"key": "recu", "label": "Reçu", "kind": "start"},
        {"key": "lecture", "label": "Lecture", "kind": "task"},
        {"key": "oui", "label": "Acceptée", "kind": "end", "outcome": "accepted"},
        {"key": "non", "label": "Refusée", "kind": "end", "outcome": "refused"},
    ],
    "transitions": [
        {"key": "prendre", "label": "Prendre", "source": "recu", "target": "lecture", "automatic": True},
        {"key": "accepter", "label": "Accepter", "source": "lecture", "target": "oui", "roles": ["agent"]},
        {
            "key": "refuser",
            "label": "Refuser",
            "source": "lecture",
            "target": "non",
            "roles": ["agent"],
            "comment": "required",
            "comment_public": True,
        },
    ],
}


@pytest.fixture
def process(site: str, var: Path, tmp_path: Path) -> str:
    """The name of a process that is published, and that no procedure for sale uses."""
    field = {"key": "nom", "type": "text", "label": "Quel est votre nom ?", "required": True}
    section = {"key": "vous", "title": "Vous", "fields": [field]}
    bundle = {
        "format": 1,
        "procedure": {"slug": f"amorce-{RUN}", "title": f"Amorce {RUN}", "summary": "Rien.", "title_field": "nom"},
        "form": {"key": f"amorce-{RUN}", "name": f"Amorce {RUN}", "sections": [section]},
        "process": PROCESS,
        "messages": [],
        "documents": [],
    }
    path = tmp_path / "amorce.json"
    path.write_text(json.dumps(bundle), encoding="utf-8")
    environment = os.environ | {
        "PASSERELLE_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "PASSERELLE_DEMONSTRATION": "1",
        "PASSERELLE_URL": site,
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "procedure", "import", str(path), "--publish"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return PROCESS["name"]


def printed() -> set[str]:
    """What the followed parts of the manual print in bold."""
    followed: list[str] = []
    for page, titles in FOLLOWED.items():
        parts = re.split(r"^## ", (MANUAL / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
        followed += [part for title in titles for part in parts if part.startswith(f"{title}\n")]
    assert len(followed) == sum(map(len, FOLLOWED.values()))
    return {re.sub(r"\s+", " ", words) for part in followed for words in re.findall(r"\*\*(.+?)\*\*", part, re.DOTALL)}


class Manual:
    """Finds on the screen what the manual prints, and remembers what was found."""

    def __init__(self) -> None:
        self.printed = printed()
        self.found: set[str] = set()

    def __call__(self, words: str) -> str:
        assert words in self.printed, f"the manual does not say {words!r}: {sorted(self.printed)}"
        self.found.add(words)
        return words


def last(stream: Locator) -> Locator:
    """The last block of the stream itself: the rows of its conditions are such blocks too."""
    return stream.locator("[data-streamfield-stream-container]").first.locator("> [data-streamfield-child]").last


def add(page: Page, manual: Manual, step: Locator, kind: str, label: str) -> Locator:
    """Add a question of that kind at the end of the step."""
    fields = step.locator('[data-contentpath="fields"]').first
    fields.get_by_role("button", name=manual("Insérer un bloc")).last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    question = last(fields)
    for words in ("Intitulé", "Aide"):
        expect(question).to_contain_text(manual(words))
    question.locator('[data-contentpath="label"] input').fill(label)
    question.locator('[data-contentpath="help"] textarea').fill("Écrivez par exemple : au printemps.")
    return question


def write_the_form(page: Page, manual: Manual) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=manual("Formulaires"), exact=True).click()
    page.get_by_role("link", name=manual("Ajouter un(e) formulaire")).first.click()
    page.locator('[name="name"]').fill(NAME)
    page.locator("#body-root").get_by_role("button", name=manual("Insérer un bloc")).last.click()
    step = page.locator("#body-root > [data-streamfield-stream-container] > [data-streamfield-child]").last
    step.locator('[data-contentpath="title"] input').fill("Votre sortie")
    for kind, label in QUESTIONS:
        question = add(page, manual, step, kind, label)
        if label == QUESTIONS[0][1]:
            expect(question).to_contain_text(manual("Réponse obligatoire"))
            question.locator('[data-contentpath="required"] input').check()
        if kind == "Fichiers":
            manual("Fichiers")
        if label == CONDITIONAL[0]:
            only_when(page, manual, question)
    publish(page, manual)


def only_when(page: Page, manual: Manual, question: Locator) -> None:
    """Ask it only when the answer before says so."""
    question.get_by_role("button", name=manual("Paramètres")).first.click()
    shown = question.locator('[data-contentpath="show_when"]').first
    shown.locator("[data-panel-toggle]").first.click()
    expect(question).to_contain_text(manual("Affichage conditionnel"))
    expect(question).to_contain_text(manual("Obligation conditionnelle"))
    for words in ("Tout ceci est vrai", "Une de ces conditions est vraie", "Rien de ceci n’est vrai"):
        expect(shown.locator('[data-contentpath="match"] select').first).to_contain_text(manual(words))
    rows = shown.locator('[data-contentpath="rows"]').first
    rows.get_by_role("button", name=manual("Ajouter")).last.click()
    rows.locator('[data-contentpath="field"] input').last.fill(CONDITIONAL[1])
    rows.locator('[data-contentpath="value"] input').last.fill(CONDITIONAL[2])


def publish(page: Page, manual: Manual) -> None:
    expect(page.get_by_role("button", name=manual("Enregistrer le brouillon")).first).to_be_attached()
    page.get_by_role("button", name=manual("Plus d’actions").replace("’", "'")).last.click()
    page.get_by_role("button", name=re.compile(f"^{manual('Publier')}")).click()
    expect(page.locator(".messages .success")).to_be_visible()


def open_a_procedure(page: Page, manual: Manual, process: str) -> str:
    """The procedure of the form, with a process that is there, published; return its address."""
    page.goto("/admin/")
    page.get_by_role("link", name=manual("Démarches"), exact=True).click()
    page.get_by_role("link", name=manual("Ajouter un(e) démarche")).first.click()
    page.get_by_label(manual("Titre")).fill(f"Aide aux sorties {RUN}")
    page.get_by_label(manual("Résumé")).fill("Une aide pour sortir avec une classe.")
    choose(page, "form", NAME)
    choose(page, "process", process)
    page.get_by_role("spinbutton", name=manual("Durée de conservation des réponses, en mois")).fill("24")
    page.get_by_role("button", name=manual("Créer"), exact=True).click()
    expect(page.locator(".messages .success")).to_be_visible()
    for tab in ("Messages", "Documents", "Page publique"):
        expect(page.get_by_role("tab", name=manual(tab))).to_be_visible()
    assert manual("Champs publiés") in page.content()
    page.get_by_role("button", name=manual("Plus d’actions").replace("’", "'")).last.click()
    page.get_by_role("button", name=manual("Enregistrer et publier")).click()
    expect(page.locator(".messages .success")).to_be_visible()
    return page.locator('[name="slug"]').input_value()


def choose(page: Page, field: str, name: str) -> None:
    """Choose in the list of what there is, by its name."""
    page.locator(f"#id_{field}-chooser").get_by_role("button").first.click()
    page.locator('.modal-dialog input[name="q"]').fill(name)
    page.locator(".modal-dialog").get_by_role("link", name=name).first.click()
    expect(page.locator(f"#id_{field}-chooser")).to_contain_text(name)


def answer(person: Visitor, slug: str, programme: bytes) -> None:
    """As the public does: the question of the car's price comes only when there is a car."""
    page = person.page
    person.begin(slug)
    expect_section(page, "Votre sortie")
    expect(page.locator('main [data-field=""]').filter(visible=True)).to_have_count(len(QUESTIONS) - 1)
    page.get_by_label("Comment s’appelle la sortie").fill("Une journée au chantier")
    page.get_by_label("Quand partez-vous").fill("2027-05-04")
    page.get_by_label("Combien d’élèves").fill("24")
    choose_commune(page, "85500", "Les Herbiers")
    price = page.get_by_label("Combien coûte le car")
    expect(price).to_have_count(0)
    page.get_by_role("radio", name="Oui").check()
    expect(price).to_be_visible()
    price.fill("350")
    page.wait_for_load_state("networkidle")
    page.locator("main input[type=file]").set_input_files(
        {"name": "programme.pdf", "mimeType": "application/pdf", "buffer": programme}
    )
    go_on(page)
    expect_section(page, "Relisez et envoyez")
    for words in ("Une journée au chantier", "350", "programme.pdf", "Les Herbiers"):
        expect(page.locator("main")).to_contain_text(words)
    send(page)
    page.wait_for_url("**/recepisse/")


def test_from_nothing_to_a_form_that_the_public_answers_by_the_manual(visitor, process, fetch):
    manual = Manual()
    editor = visitor("editrice@passerelle.example", viewport={"width": 1440, "height": 1000})
    editor.sign_in_with_password()
    write_the_form(editor.page, manual)
    slug = open_a_procedure(editor.page, manual, process)
    assert manual.printed - manual.found == set()
    person = visitor(f"classe-{RUN}@college.example")
    person.sign_in_by_link()
    answer(person, slug, fetch("/guides/organiser-une-visite-d-entreprise/pdf/"))
