"""Running cases of a procedure pass to its published version: dry run, passage, undoing, at the screen and terminal."""

from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.applications import groups
from cms.applications.admin import history as admin_history
from cms.applications.applicant import history as applicant_history
from cms.applications.exchange import bundles
from cms.applications.models import Application, Passage
from cms.applications.publication import passing
from cms.applications.publication.ruling import release_at
from cms.applications.writing import submission
from cms.workflows import chain, engine, outbox
from cms.workflows.migration import MappingRefused
from cms.workflows.models import Case
from tests.applications import visit
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    groups.set_up()
    visit.person("Agents")
    person = visit.person("Éditeurs", email="editrice@exemple.fr")
    client.force_login(person)
    return person


def changed() -> dict:
    """The next version: the reading has another key and another deadline, and its request has a message."""
    made = bundle()
    process = made["process"]
    process["nodes"][1] |= {"key": "examen", "label": "Examen", "deadline_days": 15}
    for row in process["transitions"]:
        row |= {end: "examen" for end in ("source", "target") if row[end] == "lecture"}
    process["transitions"][2]["effects"] = [{"kind": "message", "message": "neuf"}]
    made["messages"] = [{"key": "neuf", "to": "applicant", "subject": "Nouveau texte", "body": "Bonjour,"}]
    return made


def sent() -> Application:
    one = ApplicationFactory(answers={"nom": "Verger", "courriel": "a@exemple.fr"})
    return submission.submit(one, one.applicant)


@pytest.fixture
def procedure(editor):
    return ProcedureFactory()


def test_answers_stay_on_their_form_and_the_process_its_messages_and_history_are_the_new_ones(editor, procedure):
    one, agent = sent(), visit.person("Agents")
    old = one.release
    procedure = bundles.load(changed())
    target = procedure.current_release
    with pytest.raises(MappingRefused, match="Lecture"):
        passing.dry_run(procedure, old, target, {})
    found = passing.dry_run(procedure, old, target, {"lecture": "examen"})
    [row] = found.rows
    assert (row.preview.source.label, row.preview.target.label, row.preview.due_before) == ("Lecture", "Examen", None)
    assert row.preview.due_after is not None
    result = passing.run(procedure, old, target, {"lecture": "examen"}, editor)
    assert (result.done, result.skipped) == (1, [])
    one = Application.objects.with_standing().get(pk=one.pk)
    assert (one.release, one.case.process_version, one.case.node) == (old, target.process_version, "examen")
    assert release_at(one) == target
    engine.perform(one.case, "arbitrer", agent)
    mail.outbox.clear()
    outbox.run_case(one.case_id)
    assert [message.subject for message in mail.outbox] == ["Nouveau texte"]
    said = [entry.text for entry in admin_history.entries(one)]
    assert any("Examen" in text for text in said)
    assert applicant_history.history(one)
    assert list(chain.breaks(Case.objects.all())) == []


def test_only_who_may_publish_may_do_or_undo_it(editor, procedure):
    one = sent()
    procedure = bundles.load(changed())
    arguments = (procedure, one.release, procedure.current_release, {"lecture": "examen"})
    agent = visit.person("Agents")
    with pytest.raises(PermissionDenied):
        passing.run(*arguments, agent)
    passage = passing.run(*arguments, editor).passage
    with pytest.raises(PermissionDenied):
        passing.undo(passage, agent)


def test_a_case_that_moved_since_the_list_is_skipped_and_told_and_the_others_pass(editor, procedure):
    slow, quick = sent(), sent()
    procedure = bundles.load(changed())
    seen = {one.case_id: Case.objects.get(pk=one.case_id).revision for one in (slow, quick)}
    engine.perform(Case.objects.get(pk=quick.case_id), "arbitrer", visit.person("Agents"))
    result = passing.run(procedure, slow.release, procedure.current_release, {"lecture": "examen"}, editor, seen)
    assert result.done == 1
    [(skipped, why)] = result.skipped
    assert skipped == quick
    assert "Arbitrage interne" in why


def test_undoing_takes_back_those_that_nobody_touched(editor, procedure):
    still, gone = sent(), sent()
    procedure = bundles.load(changed())
    passage = passing.run(procedure, still.release, procedure.current_release, {"lecture": "examen"}, editor).passage
    engine.perform(Case.objects.get(pk=gone.case_id), "arbitrer", visit.person("Agents"))
    result = passing.undo(passage, editor)
    assert (result.done, [one for one, _why in result.skipped]) == (1, [gone])
    assert Case.objects.get(pk=still.case_id).node == "lecture"
    assert release_at(Application.objects.get(pk=still.pk)) == still.release
    assert release_at(Application.objects.get(pk=gone.pk)) == procedure.current_release
    assert passing.sources(procedure, procedure.current_release) == [(still.release, 1)]


def test_the_screen_asks_where_steps_lead_shows_the_list_does_it_and_undoes_it(client, editor, procedure):
    one = sent()
    procedure = bundles.load(changed())
    url = reverse("procedures_admin:passing", args=[procedure.pk])
    assert url in client.get(reverse("procedures_admin:edit", args=[procedure.pk])).content.decode()
    assert 'name="to-lecture"' in client.get(url).content.decode()
    refused = client.post(url, {"source": 1})
    assert refused.status_code == 422
    assert "aria-invalid" in refused.content.decode()
    listed = client.post(url, {"source": 1, "to-lecture": "examen"}).content.decode()
    case = Case.objects.get(pk=one.case_id)
    assert f'value="{case.pk}-{case.revision}"' in listed
    assert not Passage.objects.exists()
    done = client.post(
        url, {"source": 1, "to-lecture": "examen", "run": 1, "case": f"{case.pk}-{case.revision}"}, follow=True
    )
    assert one.reference in done.content.decode()
    passage = Passage.objects.get()
    client.post(reverse("procedures_admin:passage", args=[procedure.pk, passage.pk]))
    case.refresh_from_db()
    assert case.node == "lecture"


NONSENSE = {"source": 1, "run": 1, "to-lecture": "examen", "case": ["x", "9-", "9" * 40 + "-1"]}


@pytest.mark.parametrize("data", [{}, {"source": "x", "run": 1}, NONSENSE])
def test_nonsense_changes_nothing(client, editor, procedure, data):
    one = sent()
    procedure = bundles.load(changed())
    response = client.post(reverse("procedures_admin:passing", args=[procedure.pk]), data)
    assert response.status_code in (302, 422)
    assert Case.objects.get(pk=one.case_id).node == "lecture"


def test_agents_do_not_see_the_screen(client, procedure):
    client.force_login(visit.person("Agents"))
    response = client.get(reverse("procedures_admin:passing", args=[procedure.pk]))
    assert response.status_code in (302, 403)


def test_the_command_says_does_and_undoes(editor, procedure):
    one = sent()
    bundles.load(changed())

    def run(*arguments: str) -> str:
        said = StringIO()
        call_command("procedure", "migrate-cases", "jardin", *arguments, stdout=said)
        return said.getvalue()

    with pytest.raises(CommandError, match="Lecture"):
        run()
    assert "Lecture → Examen" in run("--map", "lecture=examen")
    assert Case.objects.get(pk=one.case_id).node == "lecture"
    run("--map", "lecture=examen", "--run")
    assert Case.objects.get(pk=one.case_id).node == "examen"
    run("--undo", str(Passage.objects.get().pk))
    assert Case.objects.get(pk=one.case_id).node == "lecture"
    for wrong in (["--map", "x"], ["--from", "9"], ["--undo", "999"]):
        with pytest.raises(CommandError):
            run(*wrong)
