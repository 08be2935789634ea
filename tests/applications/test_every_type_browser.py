"""Each type of question in a real Chromium: typed, saved by itself and by the button, read back; refused and told."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.applications.browsing import MARKS, chromium, expect_saved, open_step, signed_in  # noqa: F401
from tests.applications.every_type import BAD, GOOD, draft_of_every_type, expected, kept, same
from tests.forms.conftest import nantes  # noqa: F401
from tests.forms.typed_table import TYPED, File, key
from tests.screens import axe_faults, sticking_out

pytestmark = [*MARKS, pytest.mark.usefixtures("nantes")]

TYPABLE = [place for place in BAD if TYPED[place].typable]


def type_in(page: Page, place: int) -> None:
    """Type, tick and choose what the table says for the question of that place."""
    for part, value in TYPED[place].inputs.items():
        if part != "_rows":
            type_one(page, f"{key(place)}.{part}" if part else key(place), value)


def type_one(page: Page, name: str, value: Any) -> None:
    control = page.locator(f'main [name="{name}"]')
    if isinstance(value, File):
        control.set_input_files({"name": value.name, "mimeType": "application/pdf", "buffer": value.content})
        return
    kind = control.first.evaluate("one => one.localName === 'select' ? 'select' : one.type")
    if kind == "select":
        control.select_option(value)
    elif kind in ("radio", "checkbox"):
        for one in value if isinstance(value, list) else [value]:
            page.locator(f'main [name="{name}"][value="{one}"]').check()
    else:
        control.fill(value)


def shown(page: Page) -> list[list[str]]:
    """What the inputs of the page hold."""
    return page.evaluate(
        "[...new FormData(document.querySelector('draft-form form'))]"
        ".filter(([name, value]) => typeof value === 'string' && !/^(revision|seen|csrf)/.test(name))"
    )


def press(page: Page, label: str = "Enregistrer et continuer") -> None:
    page.get_by_role("button", name=label).last.click()


def test_good_answers_are_saved_while_one_types_and_by_the_button_and_read_back(chromium, live_server):  # noqa: F811
    draft = draft_of_every_type()
    context = signed_in(chromium, live_server.url, draft.applicant)
    page = open_step(context, draft, "bons")
    asked = [place for place in GOOD if not TYPED[place].files]
    for place in asked:
        type_in(page, place)
    expect_saved(page)
    assert same(kept(draft, asked), expected(asked)) == {}

    page.reload()
    for place in GOOD:
        if TYPED[place].files:
            type_in(page, place)
    read_back = shown(page)
    press(page)
    # A picture is asked what it shows; nothing else is wrong.
    expect(page.locator("#erreurs li")).to_have_count(1)
    expect(page.locator("#erreurs")).to_contain_text("image")
    page.locator("main [name$='.alt']").fill("Un pont.")
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Les mauvaises réponses")
    assert same(kept(draft, GOOD), expected(GOOD)) == {}
    page.get_by_role("button", name="Étape précédente").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Les bonnes réponses")
    assert [one for one in shown(page) if not one[0].endswith(".alt")] == read_back
    calculated = next(place for place in GOOD if TYPED[place].type == "calculated")
    expect(page.locator(f"#field-{key(calculated)} output")).to_have_text("12,50\u202f€")
    context.close()


def test_bad_answers_are_told_in_the_summary_and_at_the_field_and_announced(chromium, live_server):  # noqa: F811
    draft = draft_of_every_type()
    context = signed_in(chromium, live_server.url, draft.applicant, viewport={"width": 1280, "height": 900})
    page = open_step(context, draft, "mauvais")
    for place in TYPABLE:
        if not TYPED[place].files:
            type_in(page, place)
    expect_saved(page)
    press(page)
    summary = page.get_by_role("alert").and_(page.locator("#erreurs"))
    # Said by a screen reader: an alert that takes the focus, in a page whose title says it too.
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Erreur"))
    told = [place for place in TYPABLE if not TYPED[place].files]
    assert said(page, told) == ""
    assert axe_faults(page) == []
    assert sticking_out(page) == []
    # The rest is kept as it was typed.
    typed_wrong = next(place for place in told if TYPED[place].type == "iban")
    expect(page.locator(f'[name="{key(typed_wrong)}"]')).to_have_value(TYPED[typed_wrong].inputs[""])

    files = [place for place in TYPABLE if TYPED[place].files]
    for place in files:
        type_in(page, place)
    press(page)
    expect(summary).to_be_focused()
    expect(summary.locator("li")).to_have_count(len(files))
    assert said(page, files) == ""
    assert same(kept(draft, TYPABLE), expected(TYPABLE)) == {}
    context.close()


def said(page: Page, places: list[int]) -> str:
    """What is missing in the way that the page tells the bad answers of these places; nothing when all is there."""
    rows = [[key(place), TYPED[place].at, TYPED[place].message] for place in places]
    return "\n".join(page.evaluate(TOLD, rows))


# Whether a link of the summary takes the focus to where each fault is mended, told as wrong there, with its message.
TOLD = """(rows) => rows.map(([name, at, message]) => {
  const flat = (text) => text.replace(/\\s+/g, " ");
  const target = at ? `f-${name}.${at}` : `f-${name}`;
  const link = [...document.querySelectorAll("#erreurs a")].find((one) =>
    one.hash === `#${target}` && flat(one.textContent).includes(flat(message)));
  if (!link) return `${name}: no link of the summary leads to ${target} with "${message}"`;
  const errors = [...document.querySelectorAll(`[id="field-${name}"] .field-error`)];
  if (!errors.some((one) => flat(one.textContent).includes(flat(message)))) return `${name}: not said at the question`;
  link.click();
  const here = document.activeElement;
  if (here.id !== target) return `${name}: the link does not take the focus to ${target}`;
  const group = here.closest("fieldset");
  const texts = (one) => (one?.getAttribute("aria-describedby") ?? "").split(" ").map((id) =>
    document.getElementById(id)?.textContent ?? "").join(" ");
  const described = [here, group].some((one) => flat(texts(one)).includes(flat(message)));
  if (!described) return `${name}: nothing describes ${target}`;
  const wrong = [here, group].some((one) => one?.getAttribute("aria-invalid") === "true");
  return wrong ? "" : `${name}: ${target} is not told as invalid`;
}).filter(Boolean)"""
