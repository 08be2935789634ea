"""Shared blocks of questions, seen from the procedures whose forms use them."""

import json

import pytest
from django.urls import reverse
from django.utils import translation

from cms.applications import groups
from cms.applications.admin.procedure_places import Places
from cms.applications.exchange import bundles
from cms.applications.models import Procedure
from cms.applications.publication import impact, releases
from cms.forms.models import FormDefinition, SharedBlock
from tests.applications import visit
from tests.applications.factories import ApplicationFactory, ProcedureFactory
from tests.forms.admin_post import raw
from tests.forms.samples import text
from tests.forms.test_shared_blocks import a_block, posted_block, rewrite, use

pytestmark = pytest.mark.django_db

ROW = "2f6b5a52-6d0c-4a53-9a3e-0c1b2a3d4e5f"
MEAL = {"key": "repas", "type": "yesno", "label": "Prenez-vous un repas ?"}
COUNT = {"key": "couverts", "type": "integer", "label": "Combien de couverts ?"}


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


@pytest.fixture
def block():
    return a_block(MEAL, COUNT, key="repas", title="Repas")


@pytest.fixture
def procedure(block):
    """A published procedure whose form uses the block."""
    procedure = ProcedureFactory()
    put_in(procedure.form, use(block, id=ROW))
    releases.publish(procedure)
    return Procedure.objects.get()


def put_in(definition, *uses):
    draft = FormDefinition.objects.get(pk=definition.pk).get_latest_revision_as_object()
    body, _rules = raw(draft)
    body[0]["value"]["fields"] += uses
    draft.body = FormDefinition._meta.get_field("body").to_python(body)
    draft.save_revision()


def test_a_change_of_the_block_makes_its_procedures_not_current_and_touches_no_release(procedure, block):
    release = procedure.current_release
    before = json.dumps(release.form_version.spec)
    assert releases.is_current(procedure)

    rewrite(block, MEAL, COUNT | {"label": "Combien de repas ?"})

    assert not releases.is_current(Procedure.objects.get())
    assert json.dumps(Procedure.objects.get().current_release.form_version.spec) == before
    again = releases.publish(procedure)
    assert again.number == release.number + 1
    assert again.form.field("couverts").label == "Combien de repas ?"
    assert release.form.field("couverts").label == "Combien de couverts ?"
    assert releases.is_current(Procedure.objects.get())


def test_the_impact_says_what_the_block_changes(procedure, block):
    ApplicationFactory(procedure=procedure, answers={"nom": "Un", "couverts": 12})
    rewrite(block, MEAL | {"required": True})

    found = impact.of(Procedure.objects.get())

    assert found.staying == 1
    assert "Combien de couverts" in " ".join(found.people())
    assert any("Combien de couverts" in said for said in found.changes("form"))


def test_a_bundle_carries_the_questions_and_leaves_plain_ones_elsewhere(procedure):
    data = bundles.dump(procedure)
    asked = [one["key"] for one in data["form"]["sections"][0]["fields"]]
    assert asked[-2:] == ["repas", "couverts"]

    data["procedure"]["slug"] = data["form"]["key"] = data["process"]["key"] = "ailleurs"
    loaded = bundles.load(data, publish=True)

    assert loaded.current_release.form.field("couverts").label == "Combien de couverts ?"
    assert not loaded.form.blocks_used()
    assert procedure.form.get_latest_revision_as_object().blocks_used()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ([text("nom", label="Nom du cuisinier")], "Donnez un préfixe au bloc"),
        ([{"key": "menu", "type": "text", "label": "Nom du jardin"}], "cet intitulé est utilisé deux fois"),
        ([text("menu", label="Précisez")], "ne dit pas ce qui est demandé"),
    ],
)
def test_publication_names_the_block_and_leads_to_its_row(procedure, block, fields, words):
    rewrite(block, *fields)

    with pytest.raises(releases.PublicationRefused) as refused:
        releases.publish(procedure)

    for faults in (refused.value.faults, [one for one in releases.draft_faults(procedure) if one.refuses]):
        [fault] = [one for one in faults if "«\u202fRepas\u202f»" in one.message]
        assert fields[0]["label"] in fault.message
        assert words in fault.message
        assert Places(procedure).of(fault).endswith(f"#block-{ROW}-section")
    assert not releases.is_current(procedure)


def test_who_saves_a_block_reads_at_once_what_it_breaks_in_forms(client, procedure, block):
    groups.set_up()
    client.force_login(visit.person(groups.EDITORS))
    url = reverse("wagtailsnippets_cms_forms_sharedblock:edit", args=[block.pk])
    questions = block.questions.stream_block.get_prep_value(block.questions)
    questions[1]["value"] |= {"label": "Nom du cuisinier", "key": "nom"}

    page = client.post(url, posted_block("Repas", questions), follow=True).content.decode()

    assert SharedBlock.objects.get().content.fields[1]["label"] == "Nom du cuisinier"
    assert "Donnez un préfixe au bloc partagé «\u202fRepas\u202f»" in page
    assert f"#block-{ROW}-section" in page


def test_an_editor_who_is_no_administrator_chooses_a_block(client, block):
    groups.set_up()
    client.force_login(visit.person(groups.EDITORS))
    page = client.get(reverse("wagtailsnippetchoosers_cms_forms_sharedblock:choose"))
    assert page.status_code == 200
    assert "Repas" in page.json()["html"]


def test_editors_have_the_blocks_and_agents_do_not():
    made = groups.set_up()
    for action in ("add", "change", "view"):
        allowed = {name for name in made if visit.person(name).has_perm(f"cms_forms.{action}_sharedblock")}
        assert allowed == {groups.EDITORS}
