"""Processes in the admin: an editor adds a step and sees it in the next version."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.workflows import operations
from cms.workflows.editing.conditions import ConditionFormField
from cms.workflows.models import ProcessDefinition, ProcessVersion
from tests.workflows.factories import UserFactory, label_process, straight_process

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    group = Group.objects.create(name="Circuits")
    wanted = ["access_admin", "add_processdefinition", "change_processdefinition", "publish_processdefinition"]
    group.permissions.set(Permission.objects.filter(codename__in=wanted))
    user = UserFactory(groups=["Circuits"], is_staff=True)
    UserFactory(groups=["Agents"])
    UserFactory(groups=["Comité"])
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(ProcessDefinition.snippet_viewset.get_url_name(name), args=args)


def condition(*rows, match="all", advanced=""):
    rows = streamfield([("item", row) for row in rows])
    return streamfield([("condition", {"match": match, "rows": rows, "advanced": advanced})])


def posted(definition: ProcessDefinition | None = None, **changes: Any) -> dict[str, str]:
    """What the browser sends: the rows as they are, and `changes` by relation (lists of rows to add or replace)."""
    data: dict[str, Any] = {"name": changes.pop("name", "Nouveau"), "key": changes.pop("key", "nouveau")}
    if definition is not None:
        data |= {"name": definition.name, "key": definition.key}
    for relation in ("roles", "nodes", "transitions"):
        rows = {}
        for row in getattr(definition, relation).all() if definition else []:
            spec = row.as_spec()
            values = {name: getattr(spec, name) for name in spec.__dataclass_fields__}
            rows[row.key] = values | {"id": row.pk or ""}
        for row in changes.get(relation, []):
            name = row.get("key") or row["label"]
            rows[name] = rows.get(name, {}) | row
        initial = sum(1 for row in rows.values() if row.get("id"))
        data[relation] = inline_formset([_row(relation, row) for row in rows.values()], initial=initial)
    return nested_form_data(data)


def _row(relation: str, row: dict[str, Any]) -> dict[str, Any]:
    row = {"id": "", "key": ""} | row
    if relation == "nodes":
        row = {"kind": "task", "outcome": "", "quorum": "1", "instructions": "", "applicant_text": ""} | row
        for name in ("opens_fields", "reminders", "fills", "sends_back"):
            row[name] = ", ".join(map(str, row.get(name, ())))
        row["criteria"] = streamfield([("criterion", one) for one in row.get("criteria", ())])
        row |= {name: row.get(name) or "" for name in ("deadline_days", "escalate_after", "escalate_to", "assign")}
        row |= {"quorum_rule": row.get("quorum_rule", "count"), "assign_among": row.get("assign_among", "")}
        row["expertise"] = row.get("expertise") or streamfield([])
    if relation == "roles":
        row["hides"] = ", ".join(row.get("hides", ()))
    if relation == "transitions":
        row = {"comment": "none", "roles": (), "effects": (), "condition": None} | row
        row["roles"] = ", ".join(row["roles"])
        row["delay_days"] = row.get("delay_days") or ""
        effects = [(one["kind"], {k: v for k, v in one.items() if k != "kind"}) for one in row["effects"]]
        row["effects"] = streamfield(effects)
        row["condition"] = row["condition"] or streamfield([])
        row = {name: value for name, value in row.items() if value is not False}
    return row


def errors(response):
    form = response.context["form"]
    found = {None: list(form.non_field_errors())}
    for formset in form.formsets.values():
        for row in formset.forms:
            for field, messages in row.errors.items():
                found[(row.instance.key, field)] = list(messages)
    return found


def test_an_editor_adds_a_step_and_it_is_in_the_next_version(client, editor):
    operations.publish(operations.load(label_process()))
    definition = ProcessDefinition.objects.get()
    assert client.get(url("edit", definition.pk)).status_code == 200
    data = posted(
        definition,
        nodes=[{"label": "Visite sur place", "kind": "task", "deadline_days": 15}],
        transitions=[
            {"label": "Organiser une visite", "source": "received", "target": "Visite sur place", "roles": ["Agents"]},
            {"label": "Visite faite", "source": "visite-sur-place", "target": "committee", "roles": ["agents"]},
        ],
    )
    response = client.post(url("edit", definition.pk), data | {"action-publish": "action-publish"})
    assert response.status_code == 302, errors(response)
    version = ProcessVersion.objects.first()
    assert version.number == 2
    assert version.graph.node("visite-sur-place").deadline_days == 15
    visit = version.graph.transition("organiser-une-visite")
    assert (visit.source, visit.target, visit.roles) == ("received", "visite-sur-place", ("agents",))
    kept = {row["key"]: row for row in version.spec["transitions"]}
    assert all(kept[row["key"]] == row for row in label_process()["transitions"])


def test_a_whole_process_is_made_from_nothing(client, editor, recorder):
    assert client.get(url("add")).status_code == 200
    data = posted(
        roles=[{"label": "Agents", "finder": "group", "group": "Agents"}],
        nodes=[
            {"label": "Reçu", "kind": "start"},
            {"label": "Décidé", "kind": "end", "outcome": "accepted"},
        ],
        transitions=[
            {
                "label": "Décider",
                "source": "Reçu",
                "target": "Décidé",
                "roles": ["Agents"],
                "effects": [{"kind": "ring", "bell": "oui"}],
                "condition": condition({"field": "budget.asked", "operator": "at_most", "value": "8000"}),
            }
        ],
    )
    response = client.post(url("add"), data | {"action-publish": "action-publish"})
    assert response.status_code == 302, errors(response)
    assert ProcessVersion.objects.get().spec == {
        "key": "nouveau",
        "name": "Nouveau",
        "roles": [{"key": "agents", "label": "Agents", "finder": "group", "group": "Agents"}],
        "nodes": [
            {"key": "recu", "label": "Reçu", "kind": "start"},
            {"key": "decide", "label": "Décidé", "kind": "end", "outcome": "accepted"},
        ],
        "transitions": [
            {
                "key": "decider",
                "label": "Décider",
                "source": "recu",
                "target": "decide",
                "roles": ["agents"],
                "condition": {"field": "budget.asked", "operator": "at_most", "value": 8000},
                "effects": [{"kind": "ring", "bell": "oui"}],
            }
        ],
    }


def test_a_faulty_process_is_not_published_and_each_row_says_why(client, editor):
    definition = operations.load(straight_process())
    operations.publish(definition)
    definition = ProcessDefinition.objects.get()
    data = posted(
        definition,
        nodes=[{"label": "Île", "kind": "task"}],
        transitions=[{"key": "accept", "target": "nulle-part"}, {"key": "go", "roles": ["fantome"]}],
    )
    response = client.post(url("edit", definition.pk), data | {"action-publish": "action-publish"})
    assert response.status_code == 200
    found = errors(response)
    assert "nulle-part" in found[("accept", "target")][0]
    assert "fantome" in found[("go", "roles")][0]
    assert any("Île" in message for message in found[("ile", "__all__")])
    assert ProcessVersion.objects.count() == 1
    assert not ProcessDefinition.objects.get().has_unpublished_changes


def test_a_faulty_draft_is_kept_and_its_faults_are_shown(client, editor):
    operations.publish(operations.load(straight_process()))
    definition = ProcessDefinition.objects.get()
    data = posted(definition, transitions=[{"key": "accept", "target": "nulle-part"}])
    response = client.post(url("edit", definition.pk), data)
    assert response.status_code == 302
    assert operations.draft(ProcessDefinition.objects.get()).graph.transition("accept").target == "nulle-part"
    assert ProcessDefinition.objects.get().graph.transition("accept").target == "end"
    html = client.get(url("edit", definition.pk)).content.decode()
    assert "nulle-part" in html
    assert 'class="process-faults"' in html


def test_a_step_is_removed(client, editor):
    operations.publish(operations.load(label_process()))
    definition = ProcessDefinition.objects.get()
    data = posted(definition)
    for relation, doomed in (("nodes", "withdrawn"), ("transitions", "withdraw")):
        rows = [
            name for name, value in data.items() if name.startswith(relation) and value == doomed and "-key" in name
        ]
        data[rows[0].replace("-key", "-DELETE")] = "on"
    response = client.post(url("edit", definition.pk), data | {"action-publish": "action-publish"})
    assert response.status_code == 302, errors(response)
    assert not ProcessVersion.objects.first().graph.has_node("withdrawn")


def test_saving_the_screen_as_it_is_changes_nothing(client, editor, recorder):
    """Conditions and effects that no row or block can say come back exactly."""
    rule = {"any": [{"field": "a", "operator": "is_filled"}, {"not": {"field": "b", "operator": "is_empty"}}]}
    process = straight_process(
        {"key": "go", "condition": rule, "effects": [{"kind": "ring", "bell": "a", "extra": [1, 2]}]},
        {"key": "accept", "condition": {"all": [{"field": "a", "operator": "one_of", "value": ["x", 2]}, rule]}},
    )
    operations.publish(operations.load(process))
    definition = ProcessDefinition.objects.get()
    form = client.get(url("edit", definition.pk)).context["form"]
    for row in form.formsets["transitions"].forms:
        for name in ("condition", "effects"):
            field = row.fields[name]
            shown = field.prepare_value(row.initial.get(name))
            assert field.clean(shown) == (row.initial.get(name) or (None if name == "condition" else []))
            assert not field.has_changed(row.initial.get(name), shown)


def test_a_condition_that_is_no_rule_is_refused_at_its_row(client, editor):
    definition = operations.load(straight_process())
    bad = condition(advanced='{"field": "a", "operator": "smells"}')
    data = posted(operations.draft(definition), transitions=[{"key": "go", "condition": bad}])
    response = client.post(url("edit", definition.pk), data)
    assert response.status_code == 200
    assert "smells" in errors(response)[("go", "condition")][0]


def test_a_post_without_its_blocks_loses_nothing_and_is_no_error(client, editor):
    definition = operations.load(straight_process())
    data = {name: value for name, value in posted(operations.draft(definition)).items() if "-effects" not in name}
    assert client.post(url("edit", definition.pk), data).status_code == 302


def test_the_preview_draws_the_rows_as_they_are_on_the_screen(client, editor):
    definition = operations.load(label_process())
    data = posted(operations.draft(definition), nodes=[{"label": "Visite", "kind": "task"}])
    address = url("preview_on_edit", definition.pk)
    assert client.post(address, data).json()["is_valid"]
    html = client.get(address).content.decode()
    assert "<svg" in html
    assert "Visite" in html
    assert 'class="process-outline"' in html
    assert "faulty" in html


def test_who_has_no_permission_does_not_edit_processes(client, editor):
    definition = operations.load(label_process())
    editor.groups.get().permissions.set(Permission.objects.filter(codename="access_admin"))
    assert client.get(url("edit", definition.pk)).status_code == 302


def test_the_list_of_processes_is_in_the_menu(client, editor):
    operations.load(label_process())
    assert "Label" in client.get(url("list")).content.decode()


def test_the_rows_of_a_condition_are_filled_in_on_the_screen():
    rule = {
        "all": [{"field": "montant", "operator": "at_least", "value": 3}, {"field": "aide", "operator": "is_filled"}]
    }

    shown = ConditionFormField(required=False).prepare_value(rule)

    assert [row["field"] for row in shown[0].value["rows"]] == ["montant", "aide"]
