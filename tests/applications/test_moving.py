"""Drafts follow the procedure when nothing is lost, and their applicant is told once what changed."""

import gc
import tracemalloc

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cms.applications.exchange import bundles
from cms.applications.models import Application, Procedure
from cms.applications.publication import impact, moving
from cms.applications.writing import drafts
from cms.applications.writing.drafts import FormChanged
from cms.forms.answers import posted
from tests.accounts.factories import UserFactory
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle

pytestmark = pytest.mark.django_db

CHOICES = [
    {"value": "pre", "label": "Un pré"},
    {"value": "cour", "label": "Une cour"},
    {"value": "toit", "label": "Un toit"},
]


def wide():
    """A form with an answer of each kind that a change can lose."""
    data = bundle()
    data["form"]["sections"][0]["fields"] += [
        {"key": "terrain", "type": "choice", "label": "Quel terrain ?", "choices": CHOICES},
        {"key": "eleves", "type": "integer", "label": "Combien d’élèves ?", "maximum": 100},
        {"key": "note", "type": "text", "label": "Une remarque ?"},
    ]
    return data


def field(data, key):
    return next(one for section in data["form"]["sections"] for one in section["fields"] if one["key"] == key)


def without(data, key):
    for section in data["form"]["sections"]:
        section["fields"] = [one for one in section["fields"] if one["key"] != key]


def draft(**answers):
    procedure = Procedure.objects.filter(slug="jardin").first() or ProcedureFactory(data=wide())
    return ApplicationFactory(procedure=procedure, answers={"nom": "Le jardin", **answers})


def republish(change):
    data = wide()
    change(data)
    return ProcedureFactory(data=data)


def number_of(one):
    return Application.objects.get(pk=one.pk).release.number


LOSING = [
    ({"note": "Oui"}, lambda data: without(data, "note"), "removed"),
    ({"terrain": "toit"}, lambda data: field(data, "terrain").update(choices=CHOICES[:2]), "choice"),
    ({"eleves": 80}, lambda data: field(data, "eleves").update(maximum=30), "narrower"),
    ({"note": "a" * 50}, lambda data: field(data, "note").update(max_length=10), "narrower"),
    ({"note": "douze"}, lambda data: field(data, "note").update(type="integer"), "type"),
    (
        {"note": "Oui", "aide": False},
        lambda data: field(data, "note").update(show_when={"field": "aide", "operator": "equals", "value": True}),
        "hidden",
    ),
]


@pytest.mark.parametrize(("answers", "change", "reason"), LOSING, ids=[row[2] for row in LOSING])
def test_a_draft_that_would_lose_an_answer_stays_and_one_that_would_not_moves(answers, change, reason):
    losing, keeping = draft(**answers), draft()
    procedure = Procedure.objects.get()
    data = wide()
    change(data)
    found = impact.of(bundles.load(data, publish=False))
    assert [(loss.reason, count) for loss, count in found.losses] == [(reason, 1)]
    assert (found.moving, found.staying) == (1, 1)
    ProcedureFactory(data=data)
    assert (number_of(losing), number_of(keeping)) == (1, 2)
    assert Application.objects.get(pk=losing.pk).answers == {"nom": "Le jardin", **answers}
    assert procedure.releases.count() == 2


@pytest.mark.parametrize(
    ("answers", "change"),
    [
        ({"note": "Oui"}, lambda data: field(data, "note").update(type="longtext")),
        ({"note": "Oui"}, lambda data: field(data, "note").update(label="Une autre remarque ?", required=True)),
        ({"eleves": 20}, lambda data: field(data, "eleves").update(maximum=30)),
        ({"terrain": "pre"}, lambda data: field(data, "terrain").update(choices=CHOICES[:2])),
        ({"note": ""}, lambda data: without(data, "note")),
    ],
    ids=["wider type", "label", "bound still met", "choice still there", "never answered"],
)
def test_what_loses_nothing_moves_every_draft_with_its_answers(answers, change):
    one = draft(**answers)
    republish(change)
    moved = Application.objects.get(pk=one.pk)
    assert (moved.release.number, moved.answers) == (2, one.answers)


def test_a_draft_left_behind_follows_when_a_later_release_takes_its_answer_again():
    one = draft(note="Oui")
    republish(lambda data: without(data, "note"))
    assert number_of(one) == 1
    republish(lambda data: data["procedure"].update(title="Jardins de nouveau"))
    assert number_of(one) == 3


def test_what_was_typed_and_not_stored_keeps_a_draft_too():
    one = draft()
    Application.objects.filter(pk=one.pk).update(typed={"note": "…"})
    republish(lambda data: without(data, "note"))
    assert number_of(one) == 1


def test_submitted_applications_stay_as_they_were_submitted():
    ProcedureFactory(data=wide())
    sent = ApplicationFactory(procedure=Procedure.objects.get(), submitted=True)
    republish(lambda data: field(data, "nom").update(label="Autre nom du jardin"))
    assert number_of(sent) == 1
    assert Application.objects.get(pk=sent.pk).release.form.field("nom").label == "Nom du jardin"


def test_a_page_opened_on_the_old_form_saves_nothing_and_is_told():
    one = draft()
    section = one.release.form.section("projet")
    republish(lambda data: without(data, "note"))
    data = posted({"_field": ["note"], "note": "Trop tard"})
    with pytest.raises(FormChanged):
        drafts.save(one, one.applicant, section, data, None, one.revision)
    assert "note" not in Application.objects.get(pk=one.pk).answers
    now = Application.objects.with_standing().get(pk=one.pk)
    saved = drafts.save(
        now, now.applicant, now.release.form.section("projet"), posted({"nom": "B"}), None, now.revision
    )
    assert saved.application.answers["nom"] == "B"


def move_access(data):
    """The step of the place is gone; of its two questions, one is now asked in the first step."""
    fields = data["form"]["sections"][1]["fields"]
    data["form"]["sections"][0]["fields"].append(next(one for one in fields if one["key"] == "acces"))
    data["procedure"]["territory_field"] = ""
    del data["form"]["sections"][1]


def test_a_page_of_a_step_that_is_gone_loses_nothing_that_is_still_asked(client):
    one = draft()
    client.force_login(one.applicant)
    url = reverse("applications:step", args=[one.pk, "lieu"])
    page = client.get(url)
    republish(move_access)
    sent = {"revision": "0", "seen": page.context["marks"], "_field": ["communes", "acces"], "acces": "Par le pont"}

    answer = client.post(url, sent, follow=True)

    assert answer.status_code == 200
    assert "l’étape que vous aviez ouverte n’y est plus" in answer.content.decode()
    assert Application.objects.get(pk=one.pk).answers == {"nom": "Le jardin", "acces": "Par le pont"}
    assert client.get(url)["Location"].endswith("/reprendre/")


def test_what_is_typed_on_a_step_that_is_gone_is_saved_and_overwrites_nothing(client):
    one = draft()
    client.force_login(one.applicant)
    url = reverse("applications:autosave", args=[one.pk, "lieu"])
    seen = client.get(reverse("applications:step", args=[one.pk, "lieu"])).context["marks"]
    republish(move_access)

    sent = {"revision": "0", "seen": seen, "_field": ["acces"], "acces": "Par le pont"}
    said = client.post(url, sent)
    assert (said.status_code, said.json()["state"]) == (409, "stale")
    assert Application.objects.get(pk=one.pk).answers["acces"] == "Par le pont"

    client.post(url, sent | {"acces": "Par le bac"})
    client.post(url, {"_field": ["acces"], "acces": "Sans rien avoir vu"})
    assert Application.objects.get(pk=one.pk).answers["acces"] == "Par le pont"


def test_a_new_process_alone_leaves_open_pages_alone():
    one = draft()
    republish(lambda data: data["process"]["nodes"][1].update(label="Relecture"))
    moved = Application.objects.get(pk=one.pk)
    assert (moved.release.number, moved.revision, moved.moved_from) == (2, one.revision, None)


def test_thousands_of_drafts_move_in_batches_of_which_each_is_one_transaction(monkeypatch):
    monkeypatch.setattr(moving, "BATCH", 4)
    for _each in range(10):
        draft(note="Oui")
    staying = draft(eleves=80)
    release = republish(lambda data: field(data, "eleves").update(maximum=30)).current_release
    left = [one for one in Application.objects.order_by("pk") if one.release_id != release.pk]
    if len(left) > 1:  # the task queue has not run: the first batch alone moved
        batch, last = Application.objects.order_by("pk")[:4], None
        last = list(batch)[-1].pk
        while moving.waiting(release.procedure, release).filter(pk__gt=last).exists():
            with transaction.atomic():
                moving.move_drafts.func(release.pk, str(last))
            last = list(Application.objects.filter(pk__gt=last).order_by("pk")[:4])[-1].pk
    assert [one.pk for one in Application.objects.exclude(release=release)] == [staying.pk]


def many(procedure, number):
    """Drafts of one person, each with half a page of text."""
    given = {"nom": "Le jardin", "acces": "Par le chemin des écoliers. " * 40, "note": "Oui"}
    person = UserFactory()
    Application.objects.bulk_create(
        [Application(release=procedure.current_release, applicant=person, answers=given) for _each in range(number)],
        batch_size=500,
    )


def cost(work):
    """What a piece of work gives, how often it asks the database, and the most memory that it holds at a time."""
    gc.collect()
    tracemalloc.start()
    with CaptureQueriesContext(connection) as asked:
        given = work()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return given, len(asked), peak


def test_each_batch_of_thousands_of_drafts_costs_the_same():
    procedure = ProcedureFactory(data=wide())
    many(procedure, 2100)
    staying = draft(eleves=80)
    release = republish(lambda data: field(data, "eleves").update(maximum=30)).current_release
    costs = []
    while True:
        # What the worker would find: each batch asks for the next.
        due = DBTaskResult.objects.filter(task_path__endswith="move_drafts").order_by("enqueued_at")[len(costs) :]
        if not due:
            break
        costs.append(cost(lambda due=due[0]: moving.move_drafts.func(**due.args_kwargs["kwargs"])))
    assert moving.BATCH + sum(moved for moved, _asked, _peak in costs) == 2100
    assert [one.pk for one in Application.objects.exclude(release=release)] == [staying.pk]
    full = [(asked, peak) for moved, asked, peak in costs if moved == moving.BATCH]
    assert len(full) >= 5
    assert len({asked for asked, _peak in full}) == 1
    assert full[0][0] < 20
    assert max(peak for _asked, peak in full) < 1.3 * min(peak for _asked, peak in full)


def test_the_impact_on_thousands_of_drafts_is_counted_without_holding_them_all():
    procedure = ProcedureFactory(data=wide())
    data = wide()
    without(data, "note")
    bundles.load(data, publish=False)
    impact.of(procedure)  # what is read once and for all
    measured = []
    for number in (1100, 1100):
        many(procedure, number)
        measured.append(cost(lambda: impact.of(procedure)))
    (few, few_asked, few_peak), (lots, lots_asked, lots_peak) = measured
    assert (few.staying, lots.staying) == (1100, 2200)
    assert few_asked == lots_asked
    assert lots_peak < 1.3 * few_peak


def test_a_batch_of_a_release_that_is_no_longer_current_gives_way():
    one = draft()
    old = republish(lambda data: field(data, "nom").update(label="Nom A du jardin")).current_release
    newest = republish(lambda data: field(data, "nom").update(label="Nom B du jardin")).current_release
    assert moving.move_drafts.func(old.pk, "00000000-0000-0000-0000-000000000000") == 0
    assert Application.objects.get(pk=one.pk).release == newest


def test_the_applicant_is_told_once_what_changed(client):
    one = draft()

    def change(data):
        without(data, "note")
        field(data, "aide")["required"] = True
        field(data, "nom")["label"] = "Comment s’appelle le jardin ?"
        data["form"]["sections"][1]["fields"].append({"key": "surface", "type": "integer", "label": "Quelle surface ?"})

    republish(change)
    client.force_login(one.applicant)
    url = reverse("applications:step", args=[one.pk, "projet"])
    first, second = (client.get(url).content.decode() for _time in range(2))
    for words in ("Une remarque", "Voulez-vous une aide", "Comment s’appelle le jardin", "Quelle surface"):
        assert words in first.split("<main")[0] + first.split('class="wrap messages"')[-1].split("</ul>\n")[0]
    assert "Quelle surface" not in second


def test_the_impact_counts_and_shows_nothing_that_an_applicant_wrote():
    draft(note="Mon secret")
    ApplicationFactory(procedure=Procedure.objects.get(), submitted=True)
    data = wide()
    without(data, "note")
    field(data, "eleves")["required"] = True
    found = impact.of(bundles.load(data, publish=False))
    said = "\n".join([*found.people(), *(one.message for one in found.differences)])
    assert "Mon secret" not in said
    assert (found.moving, found.staying, found.running) == (0, 1, 1)
    assert found.mandatory == [("Combien d’élèves ?", 0)]
    assert "Une remarque" in said


def test_the_first_publication_has_no_impact():
    found = impact.of(bundles.load(bundle(), publish=False))
    assert (found.release, found.touches_people) == (None, False)


def test_somebody_who_starts_now_is_told_nothing(client):
    procedure = ProcedureFactory(data=wide())
    mine = drafts.start(procedure, UserFactory())
    assert mine.moved_from is None
