"""A page that is sent back as it was shown changes no answer, whatever its type.

Otherwise two people who write different answers would be asked to choose between what neither has changed.
"""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import QueryDict
from django.template.loader import render_to_string

from cms.forms import answers, rendering
from cms.forms.spec import Form
from tests.forms.types_table import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nantes")]

ANSWERS = [
    pytest.param(kind, options, stored, id=f"{kind}-{number}")
    for kind, options, good, _bad in TABLE
    for number, (_raw, stored) in enumerate(good)
    if stored not in (None, "", [], {})
]


def form_of(kind: str, options: dict[str, Any]) -> Form:
    field = {"key": "q", "type": kind, "label": "Une question", **options}
    return Form.from_json({"key": "f", "name": "F", "sections": [{"key": "s", "title": "S", "fields": [field]}]})


def sent_back(html: str) -> QueryDict:
    """What a browser sends of this page when nobody touches it."""
    data = QueryDict(mutable=True)
    for control in BeautifulSoup(html, "html.parser").select("input, select, textarea"):
        name = str(control.get("name") or "")
        if not name or control.has_attr("disabled"):
            continue
        for value in values_of(control):
            data.appendlist(name, value)
    return data


def values_of(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.text.removeprefix("\n")]
    if control.name == "select":
        options = control.select("option")
        chosen = [one for one in options if one.has_attr("selected")]
        if not chosen and not control.has_attr("multiple"):
            chosen = options[:1]
        return [str(one.get("value", one.text)) for one in chosen]
    kind = control.get("type", "text")
    if kind in ("file", "submit", "button", "image") or (
        kind in ("checkbox", "radio") and not control.has_attr("checked")
    ):
        return []
    return [str(control.get("value", "on" if kind in ("checkbox", "radio") else ""))]


@pytest.mark.parametrize(("kind", "options", "stored"), ANSWERS)
def test_an_answer_comes_back_as_it_was(kind, options, stored):
    form = form_of(kind, options)
    section = form.sections[0]
    if not section.fields[0].kind.asks or section.fields[0].kind.derived:
        return
    html = render_to_string("forms/section.html", rendering.section_context(form, section, {"q": stored}))
    reading = answers.read(form, section, sent_back(html), {"q": stored})
    assert "q" not in reading.raw
    assert json.dumps(reading.values.get("q", stored), sort_keys=True) == json.dumps(stored, sort_keys=True)
