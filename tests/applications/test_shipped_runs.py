"""Every shipped procedure: nothing to mend, runs that hold, and the same ways taken by people, from form to paper."""

import json
from datetime import datetime, time

import pytest
from django.conf import settings
from django.utils import timezone

from cms.applications import groups
from cms.applications.exchange import bundles
from cms.applications.exchange.comparison import differences
from cms.applications.models import Procedure
from cms.applications.papers import receipts
from cms.applications.publication.faults import faults_of
from cms.applications.simulation.playing import play
from cms.applications.simulation.run import Run
from cms.applications.simulation.staging import Definition
from cms.applications.writing import submission
from cms.forms import moment
from cms.forms.spec import Form
from cms.pages.models import RecordPage
from cms.workflows import engine, outbox
from cms.workflows.graph import Graph
from cms.workflows.models import Effect
from exports import pdf
from tests.applications.answering import draft_of
from tests.pages.factories import CollectionPageFactory
from tests.snippets.factories import (
    CommuneFactory,
    DepartementFactory,
    FundFactory,
    IntercommunalityFactory,
    TerritoryFactory,
)
from tests.workflows.factories import UserFactory

pytestmark = pytest.mark.django_db

FILES = {path.stem: path for path in sorted((settings.BASE_DIR / "procedures").glob("*.json"))}
BUNDLES = {slug: json.loads(path.read_text()) for slug, path in FILES.items()}
RUNS = [(slug, Run.from_json(row)) for slug, bundle in BUNDLES.items() for row in bundle.get("runs", [])]
# What real people can do at once: the others wait for days to pass.
DIRECT = [(slug, run) for slug, run in RUNS if not any("wait" in step for step in run.steps)]
OUTCOMES = {
    slug: {node["key"]: node["outcome"] for node in bundle["process"]["nodes"] if node["kind"] == "end"}
    for slug, bundle in BUNDLES.items()
}


def named(runs):
    return pytest.mark.parametrize(("slug", "run"), runs, ids=[f"{slug}-{run.key}" for slug, run in runs])


@pytest.fixture
def people():
    groups.set_up()
    return {name: UserFactory.create_batch(3, groups=[name]) for name in ("Agents", "Comité", "Jury")}


@pytest.fixture
def region():
    """The communes of the runs, in one territory with money for every year of a run."""
    town = IntercommunalityFactory()
    for department in ("44", "49", "53", "72", "85"):
        DepartementFactory(code=department, name=f"Département {department}")
    places = {
        (one["code"], one["name"])
        for _slug, run in RUNS
        for value in run.answers.values()
        if isinstance(value, list)
        for one in value
        if isinstance(one, dict) and len(one.get("code", "")) == 5
    }
    for code, name in places:
        CommuneFactory(insee_code=code, name=name, departement_id=code[:2], intercommunality=town)
    territory = TerritoryFactory(intercommunalities=[town])
    for year in {run.starts.year for _slug, run in RUNS}:
        FundFactory(territory=territory, year=year)


@pytest.mark.parametrize("slug", FILES)
def test_a_shipped_procedure_has_nothing_to_mend_and_is_the_file_that_is_exported(slug, people):
    data = bundles.canonical(BUNDLES[slug])
    assert [
        str(fault) for fault in faults_of(Form.from_json(data["form"]), Graph.from_json(data["process"]), data)
    ] == []
    procedure = bundles.load(BUNDLES[slug], publish=True)
    assert differences(data, bundles.dump(procedure)) == []
    assert procedure.current_release.number == 1


@pytest.mark.parametrize("slug", FILES)
def test_a_shipped_procedure_has_a_run_to_acceptance_and_one_to_another_end(slug):
    found = {OUTCOMES[slug][run.ends] for name, run in RUNS if name == slug}
    assert "accepted" in found
    assert len(found) > 1


@named(RUNS)
def test_a_saved_run_holds(slug, run, people):
    procedure = bundles.load(BUNDLES[slug], publish=False)
    data = bundles.canonical(BUNDLES[slug])
    story = play(Definition(procedure, Form.from_json(data["form"]), Graph.from_json(data["process"]), data), run)
    assert story.faults == []
    assert not procedure.releases.exists()


@named(DIRECT)
def test_people_take_the_way_of_a_run_from_the_form_to_the_papers(slug, run, people, region, mailoutbox):
    procedure = bundles.load(BUNDLES[slug], publish=True)
    _place_for_what_is_published(procedure)
    applicant = UserFactory(email="jeanne@exemple.fr", first_name="Jeanne", last_name="Martin")
    with moment.at(timezone.make_aware(datetime.combine(run.starts, time(9)))):
        sent = submission.submit(draft_of(procedure, applicant, run.answers), applicant)
        for step in run.steps:
            if "role" in step:
                _act(sent, step, people)
                outbox.run_case(sent.case_id)
    sent.case.refresh_from_db()
    assert sent.case.node == run.ends
    assert sent.case.outcome == OUTCOMES[slug][run.ends]
    assert [(one.kind, one.error) for one in Effect.objects.filter(case=sent.case, done_at=None)] == []
    assert not any("{" in mail.subject + mail.body for mail in mailoutbox)
    done = Effect.objects.filter(case=sent.case)
    page = RecordPage.objects.filter(application=sent).first()
    assert (page is not None) == done.filter(kind="publish").exists()
    if page is not None:
        assert page.live == (done.filter(params__live=True).exists() and not done.filter(kind="unpublish").exists())
    assert pdf.render(receipts.print_document(sent)).startswith(b"%PDF-")


def _place_for_what_is_published(procedure: Procedure) -> None:
    CollectionPageFactory(procedure=procedure)


def _act(sent, step, people) -> None:
    role = sent.case.graph.role(step["role"])
    mine = {"applicant": [sent.applicant], "group": people.get(role.group)}.get(role.finder, people["Agents"])
    engine.perform(
        sent.case,
        step["transition"],
        mine[step.get("reviewer", 1) - 1],
        comment=step.get("comment", ""),
        scores=step.get("scores"),
        filled=step.get("values"),
        data={"amount": step["amount"]} if "amount" in step else None,
    )
