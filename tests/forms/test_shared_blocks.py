"""Blocks of questions that forms share: written once, published as a copy in each form."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from cms.forms import operations, sharing
from cms.forms.blocks.body import body_of
from cms.forms.errors import SpecError
from cms.forms.models import FormDefinition, FormVersion, SharedBlock
from cms.forms.spec import Form
from cms.snippets.tables import uses
from tests.forms import tables
from tests.forms.admin_post import _put, posted, raw
from tests.forms.samples import form_json, text

pytestmark = pytest.mark.django_db

NEVER = {"match": "all", "rows": [], "advanced": ""}
CONTACT = [
    {"key": "nom", "type": "text", "label": "Nom du contact", "required": True},
    {"key": "mobile", "type": "yesno", "label": "A-t-il un téléphone ?"},
    {
        "key": "numero",
        "type": "phone",
        "label": "Téléphone du contact",
        "show_when": {
            "all": [
                {"field": "mobile", "operator": "equals", "value": True},
                {"not": {"field": "nom", "operator": "equals", "value": "X"}},
            ]
        },
    },
]
EVERYTHING = [
    {"key": "debut", "type": "date", "label": "Premier jour"},
    {"key": "fin", "type": "date", "label": "Dernier jour", "not_before": "debut"},
    {
        "key": "eleves",
        "type": "group",
        "label": "Élèves",
        "fields": [
            {"key": "debut", "type": "integer", "label": "Âge"},
            {
                "key": "cout",
                "type": "amount",
                "label": "Coût",
                "show_when": {"field": "debut", "operator": "at_least", "value": 3},
            },
            {"key": "mot", "type": "text", "label": "Mot", "required_when": {"field": "fin", "operator": "is_filled"}},
        ],
    },
    {
        "key": "total",
        "type": "calculated",
        "label": "Total",
        "formula": {"op": "sum", "of": ["eleves.cout", {"op": "product", "of": ["eleves.count", 2]}]},
    },
    {
        "key": "amis",
        "type": "partners",
        "label": "Partenaires",
        "confirmation_text": "Oui.",
        "confirmation_fields": ["debut", "titre"],
    },
]


def a_block(*fields, key="contact", title="Contact"):
    form = Form.from_json(form_json(*(fields or CONTACT)))
    stream = SharedBlock._meta.get_field("questions").to_python(body_of(form)[0]["value"]["fields"])
    return SharedBlock.objects.create(key=key, title=title, questions=stream)


def rewrite(block, *fields):
    form = Form.from_json(form_json(*fields))
    block.questions = SharedBlock._meta.get_field("questions").to_python(body_of(form)[0]["value"]["fields"])
    block.save()


def use(block, prefix="", words="", **more):
    return {
        "type": "shared",
        "id": more.get("id", ""),
        "value": {"block": block and block.pk, "prefix": prefix, "words": words},
    }


def a_form(*uses, key="essai"):
    """A form that asks its title, then the blocks."""
    definition = operations.load(form_json(text()) | {"key": key, "name": key.capitalize()})
    draft = FormDefinition.objects.get(pk=definition.pk)
    body, _rules = raw(draft)
    body[0]["value"]["fields"] += uses
    draft.body = FormDefinition._meta.get_field("body").to_python(body)
    draft.save()
    draft.save_revision()
    return FormDefinition.objects.get(pk=draft.pk)


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("chef@exemple.fr"))
    return client


def keys(form):
    return [one.key for one in form.fields]


def test_the_questions_of_a_block_are_published_in_its_place():
    version = operations.publish(a_form(use(a_block())))

    assert keys(version.form) == ["titre", "nom", "mobile", "numero"]
    plain = Form.from_json(form_json(*CONTACT)).to_json()
    assert version.spec["sections"][0]["fields"][1:] == plain["sections"][0]["fields"]


def test_a_block_twice_has_prefixes_and_reads_its_own_questions():
    block = a_block()
    form = operations.publish(a_form(use(block, "lycee", "lycée"), use(block, "mairie", "mairie"))).form

    assert keys(form)[1:] == [
        "lycee_nom",
        "lycee_mobile",
        "lycee_numero",
        "mairie_nom",
        "mairie_mobile",
        "mairie_numero",
    ]
    assert form.field("mairie_nom").label == "Nom du contact (mairie)"
    assert form.field("mairie_numero").show_when.fields == {"mairie_mobile", "mairie_nom"}
    assert form.field("lycee_numero").show_when.fields == {"lycee_mobile", "lycee_nom"}


def test_everything_that_reads_a_question_of_the_block_follows_the_prefix():
    form = a_form(use(a_block(*EVERYTHING), "sortie")).spec

    assert form.field("sortie_fin").option("not_before") == "sortie_debut"
    assert form.field("sortie_total").option("formula") == {
        "op": "sum",
        "of": ["sortie_eleves.cout", {"op": "product", "of": ["sortie_eleves.count", 2]}],
    }
    assert form.field("sortie_amis").option("confirmation_fields") == ["sortie_debut", "titre"]
    _age, cost, word = form.field("sortie_eleves").fields
    assert cost.show_when.fields == {"debut"}  # the one of the row
    assert word.required_when.fields == {"sortie_fin"}


@pytest.mark.parametrize("rule", ["pas du JSON", 3, [], {"all": 4}, {"field": 5}, {"not": None}, {"any": [None, "x"]}])
def test_a_rule_of_any_shape_is_left_for_the_reader_to_judge(rule):
    [made] = sharing.renamed([{"key": "a", "type": "text", "label": "A", "show_when": rule}], "p", "")
    assert made["show_when"] == rule


@pytest.mark.parametrize("first", [False, True])
def test_a_key_twice_names_the_block_and_the_question(first):
    block = a_block(text("titre", label="Titre du contact"))
    definition = a_form(use(block))
    if first:
        body, _rules = raw(definition)
        body[0]["value"]["fields"].reverse()
        definition.body = FormDefinition._meta.get_field("body").to_python(body)
        definition.save_revision()

    with pytest.raises(SpecError) as refused:
        operations.publish(definition)

    [fault] = refused.value.faults
    assert "bloc partagé «\u202fContact\u202f»" in fault.message.replace("Bloc", "bloc")
    assert "«\u202ftitre\u202f»" in fault.message
    assert "Titre" in fault.message


def test_the_same_block_twice_without_prefix_is_refused_with_its_name():
    block = a_block()
    with pytest.raises(SpecError) as refused:
        operations.publish(a_form(use(block), use(block)))
    assert all("Bloc partagé «\u202fContact\u202f»" in fault.message for fault in refused.value.faults)
    assert "Donnez un préfixe au bloc" in str(refused.value)


def test_a_block_that_is_gone_is_told_at_its_step():
    with pytest.raises(SpecError, match=r"Début.*choisissez le bloc partagé"):
        _ = a_form(use(None)).spec


def test_a_published_version_never_changes_and_the_next_one_has_the_change():
    block = a_block()
    definition = a_form(use(block))
    version = operations.publish(definition)
    before = json.dumps(version.spec)

    rewrite(block, *CONTACT[:2], text("ville"))

    assert json.dumps(FormVersion.objects.get(pk=version.pk).spec) == before
    again = operations.publish(FormDefinition.objects.get(pk=definition.pk))
    assert again.number == version.number + 1
    assert keys(again.form) == ["titre", "nom", "mobile", "ville"]


def test_a_form_that_is_loaded_again_as_it_is_keeps_its_block_and_another_has_plain_questions():
    definition = a_form(use(a_block()))
    data = operations.dump(definition)
    assert [one["key"] for one in data["sections"][0]["fields"]] == ["titre", "nom", "mobile", "numero"]

    assert operations.draft_of(operations.load(data)).blocks_used()
    other = operations.load(data | {"key": "autre"})
    assert not operations.draft_of(other).blocks_used()
    assert operations.dump(operations.draft_of(other))["sections"] == data["sections"]


def test_a_block_that_a_form_uses_stays(editor):
    block = a_block()
    a_form(use(block), key="visites")
    screen = "wagtailsnippets_cms_forms_sharedblock"

    for delete in (block.delete, SharedBlock.objects.all().delete):
        with pytest.raises(ProtectedError, match="Visites"), transaction.atomic():
            delete()
    page = editor.post(reverse(f"{screen}:delete", args=[block.pk]), follow=True).content.decode()
    assert "des formulaires l’utilisent" in page
    assert "Visites" in page
    bulk = reverse("wagtail_bulk_action", args=["cms_forms", "sharedblock", "delete"])
    editor.post(f"{bulk}?id={block.pk}")
    assert SharedBlock.objects.exists()


def test_a_block_that_no_form_uses_is_deleted(editor):
    block = a_block()
    editor.post(reverse("wagtailsnippets_cms_forms_sharedblock:delete", args=[block.pk]))
    assert not SharedBlock.objects.exists()


def test_the_screen_of_a_block_lists_its_forms(editor):
    block = a_block()
    url = reverse("wagtailsnippets_cms_forms_sharedblock:edit", args=[block.pk])
    assert "Aucun formulaire n’utilise le bloc" in editor.get(url).content.decode()

    form = a_form(use(block), key="visites")
    page = editor.get(url).content.decode()
    assert reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[form.pk]) in page
    assert "à sa prochaine publication" in page


def test_those_who_may_not_are_refused(client):
    block = a_block()
    user = get_user_model().objects.create_user("agent@exemple.fr")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    for name in ("edit", "delete"):
        assert client.post(reverse(f"wagtailsnippets_cms_forms_sharedblock:{name}", args=[block.pk])).status_code == 302
    client.post(reverse("wagtailsnippets_cms_forms_sharedblock:add"), posted_block("Autre", []))
    assert [one.title for one in SharedBlock.objects.all()] == ["Contact"]


def posted_block(title, questions):
    data = {"title": title, "key": ""}
    _put(data, "questions", SharedBlock._meta.get_field("questions").stream_block, questions)
    return data


def question(kind, label, **more):
    value = {"label": label, "help": "", "key": "", "show_when": NEVER, "required_when": NEVER, "required": False}
    return {"type": kind, "id": "", "value": value | more}


def row(field, operator="is_filled", value=""):
    return {
        "match": "all",
        "advanced": "",
        "rows": [{"type": "item", "id": "", "value": {"field": field, "operator": operator, "value": value}}],
    }


def test_an_editor_writes_a_block_uses_it_in_a_form_and_publishes(editor):
    questions = [
        question("text", "Nom du contact"),
        question("phone", "Téléphone du contact", show_when=row("nom du contact")),
    ]
    response = editor.post(
        reverse("wagtailsnippets_cms_forms_sharedblock:add"), posted_block("Personne à joindre", questions)
    )
    assert response.status_code == 302
    block = SharedBlock.objects.get()
    assert block.key == "personne-a-joindre"

    definition = operations.load(form_json(text()))
    body, rules = raw(FormDefinition.objects.get(pk=definition.pk))
    more = question("text", "Fonction", show_when=row("téléphone du contact (lycée)"))
    body[0]["value"]["fields"] += [use(block, "lycee", "lycée"), more]
    url = reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk])
    response = editor.post(url, posted(definition, body, rules) | {"action-publish": "1"})

    assert response.status_code == 302
    form = FormVersion.objects.get().form
    assert keys(form) == ["titre", "lycee_nom_du_contact", "lycee_telephone_du_contact", "fonction"]
    assert form.field("lycee_telephone_du_contact").show_when.fields == {"lycee_nom_du_contact"}
    assert form.field("fonction").show_when.fields == {"lycee_telephone_du_contact"}
    assert "Personne à joindre" in editor.get(url).content.decode()


def test_what_is_wrong_in_a_form_is_told_at_the_row_of_the_block(editor):
    definition = operations.load(form_json(text()))
    block = a_block(text("titre", label="Titre du contact"))
    body, rules = raw(FormDefinition.objects.get(pk=definition.pk))
    body[0]["value"]["fields"].append(use(block))
    url = reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk])

    response = editor.post(url, posted(definition, body, rules) | {"action-publish": "1"})

    [error] = response.context["form"].errors["body"].as_data()
    found = error.as_json_data()["blockErrors"][0]["blockErrors"]["fields"]["blockErrors"]
    assert list(found) == [1]
    assert "Bloc partagé «\u202fContact\u202f»" in json.dumps(found[1], ensure_ascii=False)
    assert not FormVersion.objects.exists()


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ([question("choice", "Couleur")], "il faut au moins deux choix"),
        ([question("text", "Nom"), question("text", "Nom")], "cet intitulé est utilisé deux fois"),
        ([question("text", "Suite", show_when=row("Disparue"))], "«\u202fDisparue\u202f», qui n’existe pas"),
        ([question("text", "Question")], "ne dit pas ce qui est demandé"),
        ([question("text", "")], "Champ requis"),
        ([], "Champ requis"),
    ],
)
def test_what_is_wrong_in_a_block_is_refused_where_it_is(editor, questions, words):
    response = editor.post(reverse("wagtailsnippets_cms_forms_sharedblock:add"), posted_block("Contact", questions))

    assert response.status_code == 200
    found = [
        error.as_json_data() if hasattr(error, "as_json_data") else str(error)
        for error in response.context["form"].errors["questions"].as_data()
    ]
    assert words in json.dumps(found, ensure_ascii=False)
    assert not SharedBlock.objects.exists()


def test_a_block_holds_no_block():
    assert "shared" not in SharedBlock._meta.get_field("questions").stream_block.child_blocks


def test_a_reference_table_knows_the_blocks_that_use_it():
    tables.sectors()
    a_block({"key": "secteur", "type": "reference", "label": "Quel secteur ?", "table": "secteurs"})
    assert [use.name for use in uses.of("secteurs")] == ["Contact"]
