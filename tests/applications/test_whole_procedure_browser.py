"""A whole application, rows and files included, sent with the keyboard alone, and without JavaScript."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from cms.applications.models import Application
from tests.applications.browsing import MARKS, chromium, expect_saved, open_step, signed_in  # noqa: F401
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle
from tests.forms.conftest import nantes  # noqa: F401
from tests.forms.typed_table import PDF
from tests.forms.types_table import NANTES
from tests.screens import axe_faults, sticking_out

pytestmark = [*MARKS, pytest.mark.usefixtures("nantes")]

SECTIONS: list[dict[str, Any]] = [
    {
        "key": "classe",
        "title": "La classe",
        "fields": [
            {"key": "nom", "type": "text", "label": "Nom du projet", "required": True},
            {"key": "nombre", "type": "integer", "label": "Combien d’élèves ?", "required": True},
            {"key": "mineurs", "type": "yesno", "label": "Y a-t-il des mineurs ?", "required": True},
            {
                "key": "accord",
                "type": "text",
                "label": "Qui donne l’accord des familles ?",
                "required": True,
                "show_when": {"field": "mineurs", "operator": "equals", "value": True},
            },
        ],
    },
    {
        "key": "liste",
        "title": "Les élèves",
        "fields": [
            {
                "key": "eleves",
                "type": "group",
                "label": "Qui vient ?",
                "item": "Élève",
                "minimum": 1,
                "fields": [
                    {"key": "prenom", "type": "text", "label": "Prénom", "required": True},
                    {"key": "age", "type": "integer", "label": "Âge"},
                ],
            }
        ],
    },
    {
        "key": "lieu",
        "title": "Le lieu",
        "fields": [
            {"key": "communes", "type": "commune", "label": "Où allez-vous ?", "required": True},
            {"key": "plan", "type": "file", "label": "Le programme de la journée", "required": True},
        ],
    },
]
ENOUGH = {
    "key": "assez",
    "eligible_when": {"field": "nombre", "operator": "at_least", "value": 10},
    "message": "L’aide est pour dix élèves au moins.",
    "fields": ["nombre"],
}
ROWS = [("Bob", None), ("Ana", 12), ("Ana", 12)]


@pytest.fixture
def draft() -> Application:
    data = bundle()
    data["form"] |= {"sections": SECTIONS, "rules": [ENOUGH]}
    for node in data["process"]["nodes"]:
        if "opens_fields" in node:
            node["opens_fields"] = ["*"]
    return ApplicationFactory(procedure=ProcedureFactory(data=data))


class Keyboard:
    """A person who has only a keyboard: goes from one control to the next, and always sees where they are."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, control: Locator, key: str = "Tab") -> "Keyboard":
        """Press a key until the control has the focus; the focus shows, and is never lost on the way."""
        expect(control).to_be_attached()
        for _press in range(90):
            if control.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press(key)
        else:
            raise AssertionError(f"{control} cannot be reached with {key}")
        assert control.evaluate(SHOWS), f"nothing shows that {control} has the focus"
        return self

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def press(self, key: str = "Enter") -> None:
        self.page.keyboard.press(key)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True).last


SHOWS = """one => {
  const drawn = (style) =>
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  const around = [one, one.closest("label"), one.parentElement].filter(Boolean);
  return one.matches(":focus-visible") && around.some((it) => drawn(getComputedStyle(it)));
}"""


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def rows(draft: Application) -> list[tuple[str, int | None]]:
    return [(row["prenom"], row.get("age")) for row in Application.objects.get(pk=draft.pk).answers["eleves"]]


def sent(draft: Application) -> Application:
    """The application, which was received with all that was filled in."""
    received = Application.objects.get(pk=draft.pk)
    assert received.submitted_at
    assert rows(draft) == ROWS
    assert received.answers["communes"] == [NANTES]
    assert [file["name"] for file in received.answers["plan"]] == ["devis.pdf"]
    assert received.answers["accord"] == "La directrice"
    return received


def test_the_keyboard_alone_is_enough(chromium, live_server, draft):  # noqa: F811
    context = signed_in(chromium, live_server.url, draft.applicant)
    page = open_step(context, draft, "classe")
    keys = Keyboard(page)
    keys.to(page.get_by_role("link", name="Aller au contenu")).press()
    keys.to(page.get_by_label("Nom du projet")).type("La cloche")
    keys.to(page.get_by_label("Combien d’élèves")).type("3")
    yes = page.get_by_role("radio", name="Oui")
    keys.to(yes).press("Space")
    # The question that the answer calls for comes; the focus stays where it was, and the question is the next stop.
    expect(page.get_by_label("Qui donne l’accord")).to_be_visible(timeout=15_000)
    expect(yes).to_be_focused()
    keys.to(page.get_by_label("Qui donne l’accord")).type("La directrice")
    expect_saved(page)
    keys.to(keys.button("Enregistrer et continuer")).press()

    # Told at once, and where: nobody fills in the rest for nothing.
    expect(page.get_by_role("alert")).to_contain_text("dix élèves au moins")
    heading(page, "La classe")
    assert axe_faults(page) == []
    link = page.get_by_role("alert").get_by_role("link")
    keys.to(link).press()
    keys.to(page.get_by_label("Combien d’élèves")).press("Control+a")
    keys.type("12")
    keys.to(keys.button("Enregistrer et continuer")).press()
    heading(page, "Les élèves")
    expect(page.get_by_role("alert")).to_have_count(0)

    first = page.get_by_label("Prénom").first
    keys.to(first).type("Ana")
    keys.to(page.get_by_label("Âge").first).type("12")
    keys.to(keys.button("Ajouter : Élève")).press()
    expect(page.get_by_label("Prénom").nth(1)).to_be_focused()
    keys.type("Bob")
    keys.to(keys.button("Monter Élève 2")).press()
    expect(page.locator("[data-said]")).to_have_text("Ligne déplacée au rang 1")
    # The first row has no such button: the focus is on the one that leads back.
    expect(keys.button("Descendre Élève 1")).to_be_focused()
    keys.to(keys.button("Dupliquer Élève 2")).press()
    # The server makes the copy: in the page that comes, one is in it.
    expect(page.get_by_label("Prénom").nth(2)).to_be_focused()
    expect(page.locator("[data-said]")).to_have_text("Ligne ajoutée")
    keys.to(keys.button("Ajouter : Élève")).press()
    keys.to(keys.button("Retirer Élève 4")).press()
    expect(page.locator("[data-said]")).to_have_text("Ligne retirée")
    expect(page.get_by_label("Prénom").nth(2)).to_be_focused()
    keys.to(keys.button("Enregistrer et continuer")).press()

    heading(page, "Le lieu")
    search = page.get_by_label("Nom ou code postal")
    keys.to(search).type("nant")
    expect(page.locator("commune-picker [data-said]")).not_to_be_empty()
    keys.to(page.get_by_role("checkbox", name=re.compile("Nantes"))).press("Space")
    expect(search).to_be_focused()
    expect(page.locator("commune-picker [data-said]")).to_contain_text("Nantes")
    chooser = page.locator("main input[type=file]")
    keys.to(chooser)
    with page.expect_file_chooser() as opened:
        keys.press()
    opened.value.set_files({"name": PDF.name, "mimeType": "application/pdf", "buffer": PDF.content})
    keys.to(keys.button("Enregistrer et continuer")).press()

    heading(page, "Relisez et envoyez")
    assert axe_faults(page) == []
    assert sticking_out(page) == []
    keys.to(page.locator("#attestation")).press("Space")
    keys.to(keys.button("Envoyer mon dossier")).press()
    page.wait_for_url("**/recepisse/")
    assert axe_faults(page) == []
    assert sticking_out(page) == []
    sent(draft)
    context.close()


def test_no_javascript_is_enough(chromium, live_server, draft):  # noqa: F811
    context = signed_in(chromium, live_server.url, draft.applicant, java_script_enabled=False)
    page = open_step(context, draft, "classe")

    def go_on() -> None:
        page.get_by_role("button", name="Enregistrer et continuer").last.click()

    page.get_by_label("Nom du projet").fill("La cloche")
    page.get_by_label("Combien d’élèves").fill("3")
    page.get_by_role("radio", name="Oui").check()
    go_on()
    # The condition is read when the page is sent: the section comes back with the question that is now asked.
    heading(page, "La classe")
    page.get_by_label("Qui donne l’accord").fill("La directrice")
    go_on()
    expect(page.get_by_role("alert").first).to_contain_text("dix élèves au moins")
    page.get_by_role("alert").get_by_role("link", name=re.compile("Combien")).first.click()
    page.get_by_label("Combien d’élèves").fill("12")
    go_on()
    heading(page, "Les élèves")

    page.get_by_label("Prénom").first.fill("Ana")
    page.get_by_label("Âge").first.fill("12")
    page.get_by_role("button", name="Ajouter : Élève").click()
    page.get_by_label("Prénom").nth(1).fill("Bob")
    page.get_by_role("button", name="Monter Élève 2").click()
    page.get_by_role("button", name="Dupliquer Élève 2").click()
    page.get_by_role("button", name="Ajouter : Élève").click()
    page.get_by_label("Prénom").nth(3).fill("Zoé")
    page.get_by_role("button", name="Retirer Élève 4").click()
    go_on()

    heading(page, "Le lieu")
    page.get_by_label("Nom ou code postal").fill("nantes")
    page.get_by_role("button", name="Rechercher").click()
    page.locator("main input[type=file]").set_input_files(
        {"name": PDF.name, "mimeType": "application/pdf", "buffer": PDF.content}
    )
    go_on()
    heading(page, "Relisez et envoyez")
    # What is missing is said here too, without a script.
    page.get_by_role("button", name="Envoyer mon dossier").click()
    expect(page.locator("#attestation-error")).to_be_visible()
    page.locator("#attestation").check()
    page.get_by_role("button", name="Envoyer mon dossier").click()
    page.wait_for_url("**/recepisse/")
    sent(draft)
    context.close()
