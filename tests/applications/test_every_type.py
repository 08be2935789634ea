"""Each type of question, answered well and badly: in a page without JavaScript, by a link, and by JSON."""

import json
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse

from cms.applications.models import Prefill
from cms.applications.prefill import reading
from cms.forms import types
from cms.forms.spec import Form
from tests.applications.every_type import BAD, GOOD, draft_of_every_type, expected, kept, same
from tests.forms.conftest import in_french, nantes  # noqa: F401
from tests.forms.samples import form_json
from tests.forms.typed_table import TYPED, key, posted, question
from tests.forms.types_table import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nantes")]


def test_every_type_that_asks_has_a_good_and_a_bad_answer_in_the_table():
    asking = {kind.key for kind in types.every() if kind.asks}
    typed = {kind.key for kind in types.every() if kind.asks and not kind.derived}
    assert {TYPED[place].type for place in GOOD} == asking
    assert {TYPED[place].type for place in BAD} == typed


def send(client, draft, section: str, places: list[int]):
    data: dict[str, list] = {"revision": [draft.revision], "_field": []}
    for place in places:
        values, files = posted(place)
        data["_field"].append(values.pop("_field"))
        data |= {name: value if isinstance(value, list) else [value] for name, value in values.items()}
        data |= {name: [SimpleUploadedFile(file.name, file.content)] for name, file in files.items()}
    return client.post(reverse("applications:step", args=[draft.pk, section]), data)


def test_good_answers_posted_without_a_script_are_stored_clean(client):
    draft = draft_of_every_type()
    client.force_login(draft.applicant)
    send(client, draft, "bons", GOOD)
    assert same(kept(draft, GOOD), expected(GOOD)) == {}


def test_bad_answers_posted_without_a_script_are_told_at_their_place_and_in_the_summary(client):
    draft = draft_of_every_type()
    client.force_login(draft.applicant)
    response = send(client, draft, "mauvais", BAD)
    page = BeautifulSoup(response.content.decode(), "html.parser")
    if response.status_code == 422 and any(TYPED[place].files for place in BAD):
        # Files that were not taken are told first, alone: the page is sent once more for the rest.
        told = {place: said(page, place) for place in BAD if TYPED[place].files}
        draft.refresh_from_db()
        page = BeautifulSoup(
            send(client, draft, "mauvais", [one for one in BAD if not TYPED[one].files]).content.decode(), "html.parser"
        )
    told |= {place: said(page, place) for place in BAD if not TYPED[place].files}
    assert "\n".join(found for found in told.values() if found) == ""
    assert same(kept(draft, BAD), expected(BAD)) == {}


def said(page: BeautifulSoup, place: int) -> str:
    """What is missing in the way that the page tells the bad answer of that place; nothing when all is there."""
    row, name = TYPED[place], key(place)
    target = f"f-{name}.{row.at}" if row.at else f"f-{name}"
    link = next((one for one in page.select("#erreurs a") if row.message in one.text and target in one["href"]), None)
    if link is None:
        near = [one.text for one in page.select("#erreurs a") if name in one["href"]]
        return f"no link to {target} says “{row.message}”: {near}"
    question_there = page.find(id=f"field-{name}")
    errors = [one.text for one in question_there.select(".field-error")]
    if not any(row.message in one for one in errors):
        return f"at the question: {errors}"
    if page.find(id=target) is None:
        return f"nothing has the id {target}"
    return ""


def link_of(place: int) -> QueryDict:
    values, _files = posted(place)
    values.pop("_field")
    return QueryDict(urlencode(values, doseq=True))


@pytest.mark.parametrize("place", GOOD + BAD, ids=key)
def test_what_a_link_prepares_is_clean_or_dropped_with_its_reason(place):
    row = TYPED[place]
    form = Form.from_json(form_json(question(place)))
    prepared = reading.from_query(form, link_of(place))
    reasons = " ".join(one.reason for one in prepared.dropped)
    if not row.inputs or not any(row.inputs.values()) or row.files:
        assert prepared.values == {}
    elif not reading.fillable(form.field(key(place))):
        assert prepared.values == {}
        assert "à l’avance" in reasons
    elif row.stored is not None:
        # An answer that only lacks something is taken: the person goes on from it.
        assert prepared.values == {key(place): row.stored}
    elif row.message and row.options.get("required"):
        assert prepared.values == {}
    else:
        assert prepared.values == {}
        assert row.message in reasons


IMPORTED = [
    pytest.param(kind, options, raw, stored, "", id=f"{kind}-good-{number}")
    for kind, options, good, _bad in TABLE
    for number, (raw, stored) in enumerate(good)
] + [
    pytest.param(kind, options, raw, None, words, id=f"{kind}-bad-{number}")
    for kind, options, _good, bad in TABLE
    for number, (raw, words) in enumerate(bad)
]


@pytest.mark.parametrize(("kind", "options", "raw", "stored", "words"), IMPORTED)
def test_what_json_imports_is_clean_or_dropped_with_its_reason(kind, options, raw, stored, words):
    form = Form.from_json(form_json({"key": "q", "type": kind, "label": "Une question", **options}))
    prepared = reading.from_json(form, {"q": raw})
    if not form.field("q").kind.asks or not reading.fillable(form.field("q")):
        assert prepared.values == {}
        assert prepared.dropped
    elif words:
        assert prepared.values == {}
        assert words in prepared.dropped[0].reason
    else:
        assert prepared.dropped == []
        assert prepared.values == ({} if stored in (None, "", [], {}) else {"q": stored})


def test_the_table_goes_through_the_door_of_the_interface_too(client):
    draft = draft_of_every_type()
    body: dict = {}
    for kind, _options, good, _bad in TABLE:
        for place in GOOD:
            if TYPED[place].type == kind and not TYPED[place].options and key(place) not in body:
                body[key(place)] = good[0][0]
    slug = draft.release.procedure.slug
    response = client.post(
        reverse("applications:api_prefill", args=[slug]), json.dumps(body), content_type="application/json"
    )
    taken = [name for name in body if reading.fillable(draft.release.form.field(name))]
    answer = response.json()
    assert sorted(answer["accepted"]) == sorted(taken), answer
    assert set(Prefill.objects.get().answers) == set(taken)
