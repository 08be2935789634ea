"""The inbox: what waits for whom, and what each may see."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.applications import groups
from cms.applications.people import conversation
from cms.applications.writing import drafts
from cms.workflows import engine
from cms.workflows.models import Case
from tests.applications import visit

pytestmark = pytest.mark.django_db

MINE = "/admin/instruction/"
ALL = "/admin/instruction/tous/"


@pytest.fixture(autouse=True)
def rights():
    groups.set_up()


def titles(response) -> list[str]:
    return [application.title for application in response.context["object_list"]]


def signed_in(client, *names, **fields):
    person = visit.person(*names, **fields)
    client.force_login(person)
    return person


def test_an_agent_finds_what_waits_for_agents(client):
    signed_in(client, "Agents")
    waiting = visit.application(titre="À lire")
    passed_on = visit.application(titre="Au comité")
    engine.perform(passed_on.case, "transmettre", visit.person("Agents"))
    assert titles(client.get(MINE)) == [waiting.title]
    assert set(titles(client.get(ALL))) == {"À lire", "Au comité"}


@pytest.mark.parametrize(
    ("names", "waiting", "seen"),
    [
        (["Agents"], ["À lire"], ["À lire", "Au comité"]),
        (["Comité"], ["Au comité"], ["À lire", "Au comité"]),
        (["Agents", "Comité"], ["À lire", "Au comité"], ["À lire", "Au comité"]),
        (["Jury"], [], []),
        (["Éditeurs"], [], []),
        (["Relecteurs"], [], []),
    ],
)
def test_who_finds_what(client, names, waiting, seen):
    signed_in(client, *names)
    visit.application(titre="À lire")
    other = visit.application(titre="Au comité")
    engine.perform(other.case, "transmettre", visit.person("Agents"))
    assert set(titles(client.get(MINE))) == set(waiting)
    assert set(titles(client.get(ALL))) == set(seen)


def test_nobody_finds_their_own_application(client):
    agent = signed_in(client, "Agents")
    own = visit.application(applicant=agent, titre="La mienne")
    assert titles(client.get(ALL)) == []
    assert client.get(reverse("applications_inbox:case", args=[own.pk])).status_code == 404


def test_drafts_are_not_in_the_inbox(client):

    signed_in(client, "Agents")
    drafts.start(visit.publish(), visit.person())
    assert titles(client.get(ALL)) == []


def test_people_without_admin_rights_do_not_come_in(client):
    signed_in(client)
    assert client.get(MINE).status_code == 302
    client.logout()
    assert client.get(MINE).status_code == 302


def test_it_is_searched_by_reference_and_title(client):
    signed_in(client, "Agents")
    forge, mill = visit.application(titre="La forge"), visit.application(titre="Le moulin")
    assert titles(client.get(ALL, {"q": "forge"})) == [forge.title]
    assert titles(client.get(ALL, {"q": mill.reference})) == [mill.title]
    assert titles(client.get(ALL, {"q": "'; DROP TABLE"})) == []


def test_it_is_filtered_by_procedure_step_territory_and_state(client):
    signed_in(client, "Agents")
    here, elsewhere = visit.place(), visit.place()
    first = visit.application(titre="Ici", communes=[here])
    second = visit.application(titre="Ailleurs", communes=[elsewhere])
    engine.perform(second.case, "transmettre", visit.person("Agents"))
    Case.objects.filter(pk=first.case_id).update(due_at=timezone.now() - timedelta(days=1))
    process = first.case.process_version.definition_id
    for filters, found in [
        ({"procedure": first.release.procedure_id}, ["Ailleurs", "Ici"]),
        ({"step": f"{process}:comite"}, ["Ailleurs"]),
        ({"territory": first.territory_id}, ["Ici"]),
        ({"state": "overdue"}, ["Ici"]),
        ({"state": "open"}, ["Ailleurs", "Ici"]),
        ({"state": "accepted"}, []),
        ({"messages": "unread"}, []),
    ]:
        assert sorted(titles(client.get(ALL, filters))) == found, filters


@pytest.mark.parametrize(
    "query",
    [
        {"step": "x"},
        {"step": "1:y"},
        {"territory": "abc"},
        {"p": "99"},
        {"ordering": "password"},
        {"state": "?"},
        {"messages": "?"},
    ],
)
def test_a_strange_address_is_no_error(client, query):
    signed_in(client, "Agents")
    visit.application()
    assert client.get(ALL, query).status_code == 200


def test_the_list_costs_the_same_however_long_it_is(client):
    signed_in(client, "Agents")
    procedure = visit.publish()
    visit.application(procedure, communes=[visit.place()])
    client.get(ALL)

    with CaptureQueriesContext(connection) as short:
        client.get(ALL)
    for number in range(6):
        visit.application(procedure, titre=f"Visite {number}", communes=[visit.place()])
    client.get(ALL)  # the communes are new content: what is kept of the site is read again once
    with CaptureQueriesContext(connection) as long:
        client.get(ALL)
    assert len(long) == len(short) <= 16


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_leaves_as_a_spreadsheet(client, kind):
    signed_in(client, "Agents")
    visit.application()
    response = client.get(ALL, {"export": kind})
    body = b"".join(response.streaming_content)
    assert response.status_code == 200 and body
    if kind == "csv":
        header, row = list(csv.reader(io.StringIO(body.decode())))
        assert len(header) == len(row) == 10
        assert "Une matinée à la fonderie" in row and "Lecture" in row


def test_a_title_that_looks_like_a_formula_stays_a_text(client):
    signed_in(client, "Agents")
    visit.application(titre='=HYPERLINK("http://mechant.example")')
    body = b"".join(client.get(ALL, {"export": "csv"}).streaming_content).decode()
    rows = list(csv.reader(io.StringIO(body)))
    assert rows[1][1].startswith("'=")


def test_the_home_screen_tells_what_waits(client):
    signed_in(client, "Agents")
    visit.application(titre="La forge")
    assert "La forge" in client.get("/admin/").content.decode()


def test_the_menu_leads_to_the_inbox(client):
    signed_in(client, "Comité")
    assert reverse("applications_inbox:index") in client.get("/admin/").content.decode()


@pytest.mark.parametrize("address", [MINE, ALL])
def test_the_heads_of_the_columns_sort_the_same_list(client, address):
    signed_in(client, "Agents")
    visit.application()

    assert f'href="{address}?ordering=' in client.get(address).content.decode()


def says(application, text="Bonjour.", **how) -> None:
    conversation.write(application, application.applicant, text, **how)


def test_what_the_applicants_wrote_is_marked_counted_sorted_and_filtered_until_it_was_read(client):
    signed_in(client, "Agents")
    other = visit.person("Agents")
    procedure = visit.publish()
    quiet, loud = visit.application(procedure, titre="Calme"), visit.application(procedure, titre="Bavarde")
    says(loud)
    says(loud)
    says(quiet, internal=True)
    conversation.write(quiet, other, "Je regarde.")
    page = client.get(ALL, {"ordering": "-unread"})
    assert [(one.title, one.unread) for one in page.context["object_list"]] == [("Bavarde", 2), ("Calme", 0)]
    text = page.content.decode()
    assert "2 nouveaux messages" in text and text.count('class="case-unread"') == 1
    assert titles(client.get(ALL, {"ordering": "unread"})) == ["Calme", "Bavarde"]
    assert titles(client.get(ALL, {"messages": "unread"})) == ["Bavarde"]
    assert "2 nouveaux messages" in client.get("/admin/").content.decode()
    client.get(reverse("applications_inbox:case", args=[loud.pk]))
    assert titles(client.get(ALL, {"messages": "unread"})) == []
    client.force_login(other)
    assert titles(client.get(ALL, {"messages": "unread"})) == ["Bavarde"], "each has their own mark"


def test_marks_of_messages_cost_no_query_a_row(client):
    signed_in(client, "Agents")
    procedure = visit.publish()
    says(visit.application(procedure))
    client.get(ALL)
    with CaptureQueriesContext(connection) as short:
        client.get(ALL)
    for number in range(5):
        says(visit.application(procedure, titre=f"Visite {number}"))
    with CaptureQueriesContext(connection) as long:
        client.get(ALL)
    assert len(long) == len(short)
