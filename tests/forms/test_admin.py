"""An editor changes a form in the admin, with no code and no deployment."""

import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.forms import operations
from cms.forms.models import FormDefinition, FormVersion
from tests.forms.admin_post import posted, raw
from tests.forms.samples import form_json, text

pytestmark = pytest.mark.django_db

NEVER = {"match": "all", "rows": [], "advanced": ""}
YESNO = {"key": "aide", "type": "yesno", "label": "Autre aide ?"}


@pytest.fixture
def editor(client):
    user = get_user_model().objects.create_superuser("chef@exemple.fr")
    client.force_login(user)
    return client


@pytest.fixture
def definition():
    operations.publish(operations.load(form_json(text(), YESNO)))
    return FormDefinition.objects.get()


def new_question(kind: str, label: str, **more):
    value = {"label": label, "help": "", "key": "", "show_when": NEVER, "required_when": NEVER, "required": False}
    return {"type": kind, "id": "", "value": value | more}


def edit(editor, definition, body, rules, action="action-publish"):
    url = reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk])
    return editor.post(url, posted(definition, body, rules) | {action: "1"})


def errors_in(response) -> str:
    found = [error.as_json_data() for error in response.context["form"].errors["body"].as_data()]
    return json.dumps(found, ensure_ascii=False)


def test_the_menu_and_the_editor_open(editor, definition):
    listing = editor.get(reverse("wagtailsnippets_cms_forms_formdefinition:list"))
    page = editor.get(reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk]))

    assert "Essai" in listing.content.decode()
    assert "Formulaires" in listing.content.decode()
    assert "Réponse obligatoire" in page.content.decode()


def test_a_changed_label_and_an_added_question_are_in_the_next_version(editor, definition):
    body, rules = raw(definition)
    body[0]["value"]["fields"][0]["value"]["label"] = "Nom de l’initiative"
    body[0]["value"]["fields"].append(new_question("text", "Où cela se passe-t-il ?", max_length="80"))

    response = edit(editor, definition, body, rules)

    assert response.status_code == 302
    versions = list(FormVersion.objects.order_by("number"))
    assert [one.label for one in versions[0].form.fields] == ["Titre", "Autre aide ?"]
    assert [(one.key, one.label) for one in versions[1].form.fields] == [
        ("titre", "Nom de l’initiative"),
        ("aide", "Autre aide ?"),
        ("ou_cela_se_passe_t_il", "Où cela se passe-t-il ?"),
    ]


def test_a_short_name_stays_when_the_label_changes(editor, definition):
    body, rules = raw(definition)
    question = new_question("text", "Lieu")
    question["id"] = "0b8c2a8e-6f3c-4a0e-8a44-1f7c5b1f9a01"
    body[0]["value"]["fields"].append(question)
    edit(editor, definition, body, rules, "action-save")

    # The page in the browser does not know the short name yet.
    question["value"]["label"] = "Endroit"
    edit(editor, definition, body, rules)

    assert FormVersion.objects.latest_of(definition).form.field("lieu").label == "Endroit"


def test_saving_a_draft_publishes_nothing(editor, definition):
    body, rules = raw(definition)
    body[0]["value"]["title"] = "Autre titre"

    edit(editor, definition, body, rules, "action-save")

    assert FormVersion.objects.count() == 1
    assert operations.draft_of(FormDefinition.objects.get()).spec.sections[0].title == "Autre titre"


def test_a_condition_names_a_question_by_its_label(editor, definition):
    body, rules = raw(definition)
    row = {"type": "item", "id": "", "value": {"field": "autre aide ?", "operator": "equals", "value": "oui"}}
    condition = {"match": "all", "rows": [row], "advanced": ""}
    body[0]["value"]["fields"].append(new_question("longtext", "Laquelle ?", show_when=condition))

    response = edit(editor, definition, body, rules)

    assert response.status_code == 302
    shown_when = FormVersion.objects.latest_of(definition).form.field("laquelle").show_when
    assert shown_when.to_json() == {"field": "aide", "operator": "equals", "value": True}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (new_question("text", "Titre"), "Question «\u202fTitre\u202f»\u00a0: cet intitulé est utilisé deux fois"),
        (new_question("choice", "Couleur"), "Question «\u202fCouleur\u202f»\u00a0: il faut au moins deux choix"),
        (
            new_question(
                "text",
                "Suite",
                show_when={
                    "match": "all",
                    "rows": [{"type": "item", "value": {"field": "Disparue", "operator": "is_filled", "value": ""}}],
                    "advanced": "",
                },
            ),
            "sa condition porte sur la question «\u202fDisparue\u202f», qui n’existe pas",
        ),
        (
            new_question("text", "Suite", show_when={"match": "all", "rows": [], "advanced": "pas du JSON"}),
            "Question «\u202fSuite\u202f»",
        ),
    ],
)
def test_what_is_unsound_is_refused_and_named(editor, definition, question, words):
    body, rules = raw(definition)
    body[0]["value"]["fields"].append(question)

    response = edit(editor, definition, body, rules)

    assert response.status_code == 200
    assert words in errors_in(response)
    assert FormVersion.objects.count() == 1


def test_choices_get_values_that_stay(editor, definition):
    body, rules = raw(definition)
    rows = [{"type": "item", "id": "", "value": {"label": label, "value": ""}} for label in ("Été", "Hiver")]
    body[0]["value"]["fields"].append(new_question("choice", "Saison", choices=rows))

    edit(editor, definition, body, rules)

    assert FormVersion.objects.latest_of(definition).form.field("saison").option("choices") == [
        {"value": "ete", "label": "Été"},
        {"value": "hiver", "label": "Hiver"},
    ]


def test_a_new_form_is_made_from_nothing(editor):
    body = [
        {
            "type": "section",
            "id": "",
            "value": {
                "title": "Vous",
                "intro": "",
                "key": "",
                "show_when": NEVER,
                "fields": [new_question("email", "Courriel")],
            },
        }
    ]
    data = posted(FormDefinition(name="Inscription à l’atelier", key=""), body, [])

    editor.post(reverse("wagtailsnippets_cms_forms_formdefinition:add"), data | {"action-publish": "1"})

    version = FormVersion.objects.get()
    assert version.definition.key == "inscription-a-l-atelier"
    assert [one.key for one in version.form.fields] == ["courriel"]


@pytest.mark.parametrize("mode", ["", "everything"])
def test_the_preview_shows_the_form_as_an_applicant_sees_it(editor, definition, mode):
    body, rules = raw(definition)
    url = reverse("wagtailsnippets_cms_forms_formdefinition:preview_on_edit", args=[definition.pk])
    assert editor.post(url, posted(definition, body, rules)).json()["is_valid"]

    page = editor.get(url, {"mode": mode} if mode else {}).content.decode()

    assert "Autre aide\u202f?" in page
    assert "Étape 1" in page


def test_a_published_form_cannot_be_deleted_and_the_editor_is_told_so(editor, definition):
    url = reverse("wagtailsnippets_cms_forms_formdefinition:delete", args=[definition.pk])

    response = editor.post(url, follow=True)

    assert "Un formulaire publié reste" in response.content.decode()
    assert FormDefinition.objects.filter(pk=definition.pk).exists()


@pytest.mark.parametrize("bundle", ["label", "concours-video"])
def test_a_form_of_a_bundle_opened_and_saved_as_it_is_says_the_same(editor, bundle):
    loaded = json.loads((Path("procedures") / f"{bundle}.json").read_text())["form"]
    definition = operations.load(loaded)
    before = operations.dump(definition)
    definition = FormDefinition.objects.get(pk=definition.pk)

    body, rules = raw(definition)  # what the editor's blocks hold, and not what the row stores
    response = edit(editor, definition, body, rules)

    assert response.status_code == 302, errors_in(response)
    assert operations.dump(FormDefinition.objects.get(pk=definition.pk)) == before


def test_the_rows_of_choices_and_conditions_are_filled_in_on_the_screen(editor):
    two = [{"value": "a", "label": "Forêt"}, {"value": "b", "label": "Mer"}]
    shown = {"field": "sujet", "operator": "equals", "value": "a"}
    choice = {"key": "sujet", "type": "choice", "label": "Sujet ?", "choices": two}
    definition = operations.load(form_json(choice, text() | {"show_when": shown}))
    page = editor.get(reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk]))

    body = FormDefinition.objects.get(pk=definition.pk).body
    fields = body[0].value["fields"]
    assert fields[0].value["choices"][0]["label"] == "Forêt"
    assert fields[1].value["show_when"]["rows"][0]["field"] == "sujet"
    assert page.status_code == 200
