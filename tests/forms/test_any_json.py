"""Any JSON posted to any field is stored clean or refused with a message: never an exception, never half stored."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cms.forms import answers, types
from cms.forms.errors import FieldError
from cms.forms.rendering import section_context
from cms.forms.spec import Form
from tests.forms.forms_strategy import OPTIONS
from tests.forms.samples import form_json
from tests.forms.types_table import IN_SECTORS

NAMES = (
    "start end link files codes search expenses income asked label amount kind name contact email siret id size type"
)
PARTS = st.sampled_from(NAMES.split())
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["2026-02-30", "1e999", "\x00", "\ud800", "on", "a", "12,5", "school", "44109", "agri", "://", "http://["]
    )
)
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=4))


@pytest.mark.usefixtures("nantes")
@pytest.mark.parametrize("kind", types.every(), ids=lambda kind: kind.key)
@given(raw=JSON)
@example(raw={"search": []})
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_any_json_is_stored_clean_or_refused(kind, raw):
    data = {"key": "question", "type": kind.key, "label": "Question", **OPTIONS.get(kind.key, {})}
    if kind.key == "reference":
        data |= IN_SECTORS
    form = Form.from_json(form_json(data))
    field = form.field("question")
    try:
        stored = kind.clean(field, raw)
    except FieldError as error:
        assert all(fault.message for fault in error.faults)
    else:
        assert kind.clean(field, stored) == stored
        json.dumps(stored, allow_nan=False).encode()
        assert "\\u0000" not in json.dumps(stored)
        assert isinstance(answers.problems(form, {"question": stored}), list)
        assert isinstance(answers.in_words(field, stored), str)
    # Whatever was typed can be shown again.
    section_context(form, form.sections[0], {}, [], {"question": raw})
