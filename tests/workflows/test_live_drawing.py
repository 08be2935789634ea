"""The screen of a process draws what is typed: the same rows as saving reads, and nothing written."""

import random
import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Revision

from cms.workflows import operations
from cms.workflows.models import Node, ProcessDefinition, Role, Transition
from tests.workflows.factories import UserFactory, label_process, straight_process
from tests.workflows.large import large_process
from tests.workflows.test_admin import editor, posted, url

__all__ = ["editor"]

pytestmark = pytest.mark.django_db


def part(response, name):
    html = response.content.decode()
    return re.search(rf'data-live-part="{name}">(.*?)(?=<div data-live-part|\Z)', html, re.DOTALL)[1]


def draw(client, definition=None, **changes):
    data = posted(operations.draft(definition) if definition else None, **changes)
    address = reverse("process_draw", args=[definition.pk]) if definition else reverse("process_draw_new")
    return client.post(address, data)


def written():
    return [model.objects.count() for model in (ProcessDefinition, Role, Node, Transition, Revision)]


def test_what_is_typed_is_drawn_before_it_is_saved_and_nothing_is_written(client, editor):
    definition = operations.load(label_process())
    before, latest = written(), ProcessDefinition.objects.get().latest_revision_id
    visit = {"label": "Visite sur place", "kind": "task"}
    response = draw(client, definition, nodes=[visit])
    drawing = part(response, "drawing")
    assert "Visite sur place" in drawing
    assert "À corriger" in drawing
    assert re.search(r'class="node task faulty" data-drawn="inline_child_nodes-\d+"', drawing)
    assert "Visite sur place" in part(response, "outline")
    assert 'href="#inline_child_nodes-' in part(response, "faults")
    assert (written(), ProcessDefinition.objects.get().latest_revision_id) == (before, latest)


def test_a_fault_goes_when_the_rows_hold(client, editor):
    definition = operations.load(straight_process())
    faulty = draw(client, definition, transitions=[{"key": "accept", "target": "nulle-part"}])
    assert "1 point à corriger" not in part(draw(client, definition), "count")
    assert re.search(r"\d+ points? à corriger", part(faulty, "count"))
    assert 'class="error"' in part(faulty, "faults")
    assert 'class="error"' not in part(draw(client, definition), "faults")


def test_an_action_that_leads_nowhere_yet_is_drawn_to_a_place_of_its_own(client, editor):
    definition = operations.load(straight_process())
    response = draw(client, definition, transitions=[{"label": "Renvoyer", "source": "Examen", "target": ""}])
    drawing = part(response, "drawing")
    assert 'class="node unknown"' in drawing
    assert "Renvoyer" in drawing
    assert "pas encore d’étape" in part(response, "outline")


def test_a_new_process_is_drawn_from_its_first_rows(client, editor):
    response = draw(client, nodes=[{"label": "Reçu", "kind": "start"}])
    assert "Reçu" in part(response, "drawing")
    assert "Rien à dessiner" in part(draw(client), "drawing")


def test_rows_that_are_being_typed_are_no_error(client, editor):
    """Without a name, with a number that is none, with a short name that is none, removed."""
    definition = operations.load(straight_process())
    rows = [{"label": "", "kind": "review", "instructions": "…"}, {"label": "Délai", "deadline_days": "di"}]
    data = posted(operations.draft(definition), nodes=rows, transitions=[{"key": "go", "source": "", "target": ""}])
    data["nodes-0-key"], data["nodes-1-DELETE"], data["name"], data["key"] = "pas un nom court !", "on", "", ""
    response = client.post(reverse("process_draw", args=[definition.pk]), data)
    drawing = part(response, "drawing")
    assert response.status_code == 200
    assert "Sans nom" in drawing and "Délai" in drawing
    assert "Examen" not in drawing
    assert "Actions qui ne partent d’aucune étape" in part(response, "outline")


def test_no_post_makes_it_fail(client, editor):
    definition = operations.load(label_process())
    data = posted(operations.draft(definition))
    address, dice = reverse("process_draw", args=[definition.pk]), random.Random(5)  # noqa: S311  # repeatable
    for _round in range(60):
        broken = dict(data)
        for name in dice.sample(sorted(broken), 6):
            broken.pop(name) if dice.random() < 0.4 else broken.update(
                {name: dice.choice(["", "é", "-1", "{", "9" * 9])}
            )
        assert client.post(address, broken).status_code in (200, 400)
    assert client.post(address, {}).status_code in (200, 400)


def test_text_of_editors_stays_text(client, editor):
    definition = operations.load(straight_process())
    response = draw(client, definition, nodes=[{"label": "<script>alert(1)</script>", "kind": "task"}])
    assert "<script" not in response.content.decode()


def test_only_those_who_may_change_it_have_it_drawn(client, editor):
    definition = operations.load(straight_process())
    group = editor.groups.get()
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "add_processdefinition"]))
    assert draw(client, definition).status_code == 302
    assert draw(client).status_code == 200
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "change_processdefinition"]))
    assert draw(client, definition).status_code == 200
    assert draw(client).status_code == 302
    assert client.get(reverse("process_draw", args=[definition.pk])).status_code == 405
    client.force_login(UserFactory())
    assert draw(client, definition).status_code in (302, 403)


def test_the_draft_is_drawn_when_the_screen_opens_and_the_refused_rows_when_it_comes_back(client, editor):
    operations.publish(operations.load(straight_process()))
    definition = ProcessDefinition.objects.get()
    page = client.get(url("edit", definition.pk)).content.decode()
    assert 'data-drawn="inline_child_nodes-0"' in page
    assert "process-live.js" in page
    data = posted(definition, nodes=[{"label": "Île perdue", "kind": "task"}])
    page = client.post(url("edit", definition.pk), data | {"action-publish": "action-publish"}).content.decode()
    assert "Île perdue" in re.search(r"<svg class=\"process-diagram\".*?</svg>", page, re.DOTALL)[0]
    assert "Rien à dessiner" in client.get(url("add")).content.decode()


def test_a_large_process_is_drawn_with_a_bounded_number_of_queries(client, editor, django_assert_max_num_queries):
    definition = operations.load(large_process())
    data = posted(operations.draft(definition))
    with django_assert_max_num_queries(40):
        assert client.post(reverse("process_draw", args=[definition.pk]), data).status_code == 200
