"""An editor writes a group and a formula on the screen: short names, labels in conditions, faults at their place."""

import html

import pytest
from django.urls import reverse

from cms.forms import operations
from cms.forms.models import FormDefinition, FormVersion
from tests.forms.admin_post import raw
from tests.forms.samples import form_json, text
from tests.forms.tables import sectors
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


def test_a_choice_in_a_table_is_added_on_the_screen_in_a_row_and_beside_it(editor, definition):  # noqa: F811
    edition = sectors()
    body, rules = raw(definition)
    asked = {"table": "secteurs", "maximum": "1", "look": ""}
    group = new_question(
        "group", "Les sites", maximum="5", minimum="0", fields=[new_question("reference", "Secteur du site", **asked)]
    )
    body[0]["value"]["fields"] += [group, new_question("reference", "Secteur", **asked)]

    page = editor.get(reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk])).content.decode()
    response = edit(editor, definition, body, rules)

    assert "Secteurs d’activité" in html.unescape(page), "the tables are offered by their names"
    assert response.status_code == 302, errors_in(response)
    form = FormVersion.objects.latest_of(definition).form
    inner = form.field("les_sites").fields[0]
    for field in (inner, form.field("secteur")):
        assert (field.option("table"), field.option("edition")) == ("secteurs", edition.fingerprint)


@pytest.mark.parametrize(("table", "words"), [("", "Champ requis."), ("metiers", "Sélectionnez un choix valide")])
def test_a_table_that_is_not_there_is_refused_at_its_question(editor, definition, table, words):  # noqa: F811
    sectors()
    body, rules = raw(definition)
    body[0]["value"]["fields"].append(new_question("reference", "Secteur", table=table, maximum="1", look=""))

    response = edit(editor, definition, body, rules)

    assert response.status_code == 200
    assert words in errors_in(response)
    assert '"table"' in errors_in(response)
    assert FormVersion.objects.count() == 1
