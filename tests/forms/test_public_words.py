"""What the public reads of an answer, and what agents read."""

from cms.forms import answers
from cms.forms.spec import Form
from tests.forms.samples import form_json

IBAN = {"key": "compte", "type": "iban", "label": "Compte"}
NUMBER = "FR7630006000011234567890189"


def words(form: Form, given: dict, *, public: bool) -> str:
    [(_section, [(_field, text)])] = answers.shown(form, given, public=public)
    return text.replace("\u202f", " ")


def test_a_bank_account_is_masked_for_the_public_and_whole_for_agents():
    form = Form.from_json(form_json(IBAN))

    assert words(form, {"compte": NUMBER}, public=False) == "FR76 3000 6000 0112 3456 7890 189"
    assert words(form, {"compte": NUMBER}, public=True) == "FR•• •••• •••• •••• •••• •••• 189"
    assert answers.search_text(form, {"compte": NUMBER}) == ""


def test_a_field_keeps_its_name_for_the_public():
    data = form_json(IBAN | {"public_label": "Compte de l’association"})
    form = Form.from_json(data)

    assert form.field("compte").public_name == "Compte de l’association"
    assert form.to_json() == data
    assert Form.from_json(form_json(IBAN)).field("compte").public_name == "Compte"


def test_a_bank_account_in_the_rows_of_a_group_is_masked_too():
    form = Form.from_json(form_json({"key": "aides", "type": "group", "label": "Aides", "fields": [IBAN]}))
    given = {"aides": [{"id": "r1", "compte": NUMBER}]}

    assert "3456" in words(form, given, public=False)
    assert "3456" not in words(form, given, public=True)
    assert "189" in words(form, given, public=True)
