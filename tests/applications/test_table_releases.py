"""A published form is pinned to an edition of its reference tables; a new one touches nobody until it is published."""

import copy
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cms.applications.exchange import bundles
from cms.applications.exchange.comparison import differences
from cms.applications.models import Procedure
from cms.applications.publication import impact, releases
from cms.forms import answers
from cms.snippets.models import Audience, ReferenceTable, TableEdition
from cms.snippets.tables.content import Content
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle
from tests.forms.tables import FARMING, HEALTH, SECTORS, a_table, many, sectors

pytestmark = pytest.mark.django_db

FIELD = {"key": "secteur", "type": "reference", "label": "Quel secteur ?", "table": "secteurs", "maximum": 2}
# Health is gone, farming is called otherwise, the sea has come.
NEWER = Content(
    SECTORS.columns,
    "Code",
    "Libellé",
    [("agri", "Agriculture et pêche", ""), ("mer", "Mer", "marin"), *SECTORS.rows[1:2], *SECTORS.rows[3:]],
)


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def asking(*fields, **more):
    data = bundle(**more)
    data["form"]["sections"][0]["fields"] += copy.deepcopy(list(fields) or [FIELD])
    return data


@pytest.fixture
def procedure():
    sectors()
    return ProcedureFactory(data=asking())


def test_what_is_published_is_pinned_and_a_new_edition_changes_nothing_until_it_is_published(procedure):
    edition = TableEdition.objects.get()
    assert procedure.current_release.form.field("secteur").option("edition") == edition.fingerprint
    draft = ApplicationFactory(procedure=procedure, answers={"titre": "Un", "secteur": [HEALTH]})
    assert releases.is_current(procedure)

    a_table("secteurs", NEWER)

    assert not releases.is_current(Procedure.objects.get())
    form = draft.release.form
    field = form.field("secteur")
    assert field.kind.clean(field, ["sante"]) == [HEALTH]
    words = [said for _section, rows in answers.shown(form, draft.answers) for one, said in rows if one == field]
    assert words == ["Santé"]


def test_the_impact_says_which_answers_are_no_longer_in_the_table_and_which_rows_come_and_go(procedure):
    for given in ([HEALTH], [FARMING], [HEALTH, FARMING]):
        ApplicationFactory(procedure=procedure, answers={"titre": "Un", "secteur": given})
    a_table("secteurs", NEWER)

    found = impact.of(Procedure.objects.get())

    assert (found.moving, found.staying) == (1, 2)
    assert "n’est plus dans la table de référence" in " ".join(found.people())
    said = " ".join(found.changes("form"))
    assert "1 ligne en plus («\u202fMer\u202f»)" in said
    assert "1 ligne en moins («\u202fSanté\u202f»)" in said
    assert "1 ligne renommée" in said
    assert "édition 1 → édition 2" in said


def test_a_publication_moves_the_drafts_that_lose_nothing(procedure):
    stays = ApplicationFactory(procedure=procedure, answers={"titre": "Un", "secteur": [HEALTH]})
    moves = ApplicationFactory(procedure=procedure, answers={"titre": "Deux", "secteur": [FARMING]})
    a_table("secteurs", NEWER)

    release = releases.publish(Procedure.objects.get())

    stays.refresh_from_db()
    moves.refresh_from_db()
    assert release.number == 2
    assert moves.release == release
    assert stays.release != release
    assert moves.answers["secteur"] == [FARMING]


def test_a_bundle_carries_the_rows_and_makes_the_table_elsewhere(procedure):
    data = json.loads(json.dumps(bundles.dump(procedure)))
    assert data["tables"][0]["rows"] == [list(row) for row in SECTORS.rows]
    TableEdition.objects.all().delete()
    ReferenceTable.objects.all().delete()
    data["procedure"]["slug"] = data["form"]["key"] = data["process"]["key"] = "ailleurs"

    made = bundles.load(data)

    assert ReferenceTable.objects.get().name == "Secteurs d’activité"
    assert bundles.dump(made) == data
    assert bundles.load(data).current_release == made.current_release
    assert TableEdition.objects.count() == 1


def test_a_bundle_with_other_rows_makes_one_more_edition(procedure):
    data = bundles.dump(procedure)
    data["tables"] = [{"key": "secteurs", "name": "Secteurs", **NEWER.to_json()}]
    data["form"]["sections"][0]["fields"][-1].pop("edition")

    loaded = bundles.load(data)

    assert list(TableEdition.objects.values_list("number", flat=True)) == [2, 1]
    assert loaded.current_release.form.field("secteur").option("edition") == NEWER.fingerprint


def test_an_old_bundle_does_not_take_newer_rows_away(procedure):
    data = bundles.dump(procedure)
    a_table("secteurs", NEWER)

    loaded = bundles.load(data)

    assert TableEdition.objects.count() == 2
    assert loaded.current_release.form.field("secteur").option("edition") == NEWER.fingerprint


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rows": [["a", "A", ""], ["a", "B", ""]]}, "twice"),
        ({"code": "Clef"}, "two of the columns"),
        ({"edition": "0" * 20}, "edition"),
        ({"name": ""}, "vide"),
    ],
)
def test_a_table_of_a_bundle_that_does_not_hold_is_refused_and_nothing_is_written(procedure, change, words):
    data = bundles.dump(procedure)
    data["tables"][0] |= change

    with pytest.raises(bundles.BundleRefused) as refusal:
        bundles.load(data)

    assert words in str(refusal.value)
    assert "tables" in str(refusal.value)


def test_a_check_of_a_bundle_knows_the_tables_that_come_with_it(procedure):
    data = bundles.dump(procedure)
    TableEdition.objects.all().delete()

    assert not [one for one in bundles.check(data) if one.refuses]
    del data["tables"]
    assert "n’a pas encore de ligne" in " ".join(str(one) for one in bundles.check(data))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (FIELD | {"table": "inconnue"}, "il n’y a pas de table de référence"),
        (FIELD | {"minimum": 9, "maximum": 9}, "plus de réponses sont demandées"),
    ],
)
def test_publication_refuses_a_table_that_cannot_answer(field, words):
    sectors()

    with pytest.raises(releases.PublicationRefused) as refusal:
        bundles.load(asking(field))

    assert words in str(refusal.value)
    assert [fault.key for fault in refusal.value.faults if words in fault.message] == ["secteur"]


def test_publication_refuses_a_condition_on_a_code_that_no_row_has():
    sectors()
    shown = {"key": "suite", "type": "text", "label": "Et pourquoi ?"}
    rule = {"field": "secteur", "operator": "contains", "value": "mer"}

    with pytest.raises(releases.PublicationRefused) as refusal:
        bundles.load(asking(FIELD, shown | {"show_when": rule}))

    assert "le code «\u202fmer\u202f»" in str(refusal.value)
    bundles.load(asking(FIELD, shown | {"show_when": rule | {"value": "agri"}}))


def test_a_table_of_the_house_is_pinned_too(client):
    Audience.objects.create(slug="lyceens", name="Lycéens")
    made = ProcedureFactory(data=asking({"key": "public", "type": "reference", "label": "Public", "table": "publics"}))
    Audience.objects.create(slug="familles", name="Familles")

    assert not releases.is_current(made)
    field = made.current_release.form.field("public")
    assert field.kind.content(field).names == {"lyceens": "Lycéens"}
    assert "tables" not in bundles.dump(made)


def test_the_command_says_what_differs(procedure, capsys):
    a_table("secteurs", NEWER)

    with pytest.raises(SystemExit):
        call_command("procedure", "diff", "jardin@1", "jardin")

    assert "la table de référence «\u202fSecteurs d’activité\u202f»" in capsys.readouterr().out
    whole = bundles.of_release(procedure.current_release)
    assert {one.kind for one in differences(whole, whole | {"tables": []})} == {"removed"}


def test_rows_are_offered_while_typing_for_the_pinned_edition_alone(client):
    edition = a_table("metiers", many())
    url = reverse("forms:table", args=["metiers", edition.fingerprint])

    page = client.get(url, {"q": "metier 200", "field": "metier"}).content.decode()

    assert 'name="metier" value="m200"' in page
    assert client.get(reverse("forms:table", args=["metiers", "0" * 20])).status_code == 404


def test_a_page_of_many_choices_in_tables_asks_the_database_little(client):
    sectors()
    a_table("metiers", many())
    fields = [
        FIELD | {"key": f"r{n}", "label": f"Choix numéro {n}", "table": ("secteurs", "metiers")[n % 2], "maximum": 3}
        for n in range(60)
    ]
    made = ProcedureFactory(data=asking(*fields))
    draft = ApplicationFactory(procedure=made, answers={"r0": [FARMING], "r1": [{"code": "m1", "name": "Métier 1"}]})
    client.force_login(draft.applicant)
    section = made.current_release.form.section_of("r0").key
    step = reverse("applications:step", args=[draft.pk, section])
    save = reverse("applications:autosave", args=[draft.pk, section])
    client.get(step)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(step).status_code == 200
    assert len(asked) < 25
    posted = {"revision": draft.revision, "_field": [f"r{n}" for n in range(60)], "r1": "m2", "r3.search": "metier 77"}
    with CaptureQueriesContext(connection) as asked:
        client.post(save, posted)
    assert len(asked) < 12
    draft.refresh_from_db()
    assert draft.answers["r1"] == [{"code": "m2", "name": "Métier 2"}]
    assert draft.answers["r3"] == [{"code": "m77", "name": "Métier 77"}]
