"""A section on the page: what ties labels, helps, errors and inputs together."""

import re

import pytest
from django.template.loader import render_to_string

from cms.forms import answers, types
from cms.forms.rendering import section_context
from cms.forms.spec import Form
from tests.forms.samples import form_json, text
from tests.forms.types_table import TABLE

pytestmark = pytest.mark.django_db

OPTIONS = {row[0]: row[1] for row in TABLE}
EVERY = Form.from_json(
    form_json(
        *(
            {
                "key": kind.key,
                "type": kind.key,
                "label": f"Question {kind.key}",
                "help": "Une aide.",
                "required": kind.asks,
                **OPTIONS.get(kind.key, {}),
            }
            for kind in types.every()
        )
    )
)


def page(form: Form, given=None, problems=(), **more) -> str:
    return render_to_string(
        "forms/section.html", section_context(form, form.sections[0], given or {}, problems, **more)
    )


def test_every_problem_leads_to_something_on_the_page():
    problems = answers.problems(EVERY, {})
    ids = set(re.findall(r'\bid="([^"]+)"', page(EVERY, problems=problems)))

    assert {one.field_key for one in problems} == {
        one.key for one in EVERY.fields if one.kind.asks and not one.kind.derived
    }
    assert {one.id for one in problems} <= ids


def test_every_label_and_description_names_something_on_the_page():
    html = page(EVERY, problems=answers.problems(EVERY, {}))
    ids = re.findall(r'\bid="([^"]+)"', html)
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'\bfor="([^"]+)"', html)) <= set(ids)
    assert set(described) <= set(ids)


def test_an_error_is_tied_to_its_input_and_said_in_words():
    form = Form.from_json(form_json(text(required=True)))
    html = page(form, problems=answers.problems(form, {}))

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="f-titre-error"' in html
    assert "Répondez à cette question." in html
    assert "(obligatoire)" in html


def test_what_was_typed_and_refused_is_shown_again():
    form = Form.from_json(form_json({"key": "siret", "type": "siret", "label": "SIRET"}))

    assert 'value="12&lt;3"' in page(form, {"siret": "73282932000074"}, raw={"siret": "12<3"})


def test_a_stored_file_has_its_address_when_one_is_given():
    identifier = "3f2c1a6e-54b0-4d4f-9c5e-0a8a0b7f6d11"
    stored = [{"id": identifier, "name": "devis.pdf", "size": 1200, "type": "application/pdf"}]

    html = page(EVERY, {"file": stored}, file_url=lambda found: f"/fichiers/{found}/")

    assert f'href="/fichiers/{identifier}/"' in html
    assert "1,2\u202fko" in html


def test_a_section_says_where_it_is_refreshed_when_an_answer_decides():
    show = {"field": "aide", "operator": "equals", "value": True}
    form = Form.from_json(form_json({"key": "aide", "type": "yesno", "label": "Aide"}, text(show_when=show)))

    assert 'data-refresh="/encore/" data-decisive="aide"' in page(form, refresh_url="/encore/")
