"""An editor writes a group and a formula on the screen: short names, labels in conditions, faults at their place."""

import pytest

from cms.forms import operations
from cms.forms.models import FormDefinition, FormVersion
from tests.forms.admin_post import raw
from tests.forms.samples import form_json, text
from tests.forms.test_admin import NEVER, edit, editor, errors_in, new_question  # noqa: F401  the signed-in client

pytestmark = pytest.mark.django_db


@pytest.fixture
def definition():
    operations.publish(operations.load(form_json(text())))
    return FormDefinition.objects.get()


def when(label: str, value: str) -> dict:
    row = {"type": "item", "id": "", "value": {"field": label, "operator": "at_most", "value": value}}
    return NEVER | {"rows": [row]}


def test_a_group_written_on_the_screen_is_in_the_next_version(editor, definition):  # noqa: F811
    body, rules = raw(definition)
    inner = [
        new_question("integer", "Âge de l’élève"),
        new_question("text", "Responsable", show_when=when("âge de l’élève", "17")),
    ]
    group = new_question("group", "Les élèves", item="Élève", maximum="5", minimum="0", fields=inner)
    total = new_question("calculated", "Somme", formula={"op": "sum", "of": "les_eleves.age_de_l_eleve\n12,5"})
    body[0]["value"]["fields"] += [group, total]

    response = edit(editor, definition, body, rules)

    assert response.status_code == 302, errors_in(response)
    form = FormVersion.objects.latest_of(definition).form
    age, guardian = form.field("les_eleves").fields
    assert (age.key, guardian.key) == ("age_de_l_eleve", "responsable")
    assert guardian.show_when.to_json() == {"field": "age_de_l_eleve", "operator": "at_most", "value": 17}
    assert form.field("somme").option("formula") == {"op": "sum", "of": ["les_eleves.age_de_l_eleve", 12.5]}


def test_what_is_unsound_in_a_row_is_told_at_its_question(editor, definition):  # noqa: F811
    body, rules = raw(definition)
    inner = [new_question("text", "Nom"), new_question("choice", "Couleur")]
    body[0]["value"]["fields"].append(new_question("group", "Les élèves", maximum="5", minimum="0", fields=inner))

    response = edit(editor, definition, body, rules)

    assert response.status_code == 200
    assert "Question «\u202fCouleur\u202f»\u00a0: il faut au moins deux choix" in errors_in(response)
    assert FormVersion.objects.count() == 1
