"""BPMN in the admin and at the terminal."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.workflows import operations
from cms.workflows.bpmn.importing import read
from cms.workflows.models import ProcessDefinition
from tests.workflows.factories import UserFactory, label_process

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"


@pytest.fixture
def editor(client):
    user = UserFactory(groups=["Circuits"], is_staff=True)
    wanted = ["access_admin", "add_processdefinition", "change_processdefinition"]
    user.groups.get().permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(user)
    return user


def sent(client, data: bytes, **more):
    file = SimpleUploadedFile("dessin.bpmn", data, content_type="application/xml")
    return client.post(reverse("bpmn_import"), {"file": file} | more)


def test_the_screen_of_a_process_leads_to_its_file_and_the_file_holds_the_draft(client, editor):
    definition = operations.load(label_process())
    url = reverse("bpmn_export", args=[definition.pk])
    edit = reverse(ProcessDefinition.snippet_viewset.get_url_name("edit"), args=[definition.pk])
    assert url in client.get(edit).content.decode()
    response = client.get(url)
    assert response["Content-Disposition"] == 'attachment; filename="label.bpmn"'
    assert read(response.content).process == label_process()


def test_the_list_leads_to_the_import_which_makes_a_draft_and_tells_what_it_left_out(client, editor):
    index = reverse(ProcessDefinition.snippet_viewset.get_url_name("list"))
    assert reverse("bpmn_import") in client.get(index).content.decode()
    response = sent(client, (FILES / "bpmn-io.bpmn").read_bytes())
    page = response.content.decode()
    assert response.status_code == 200
    assert "Rectorat" in page
    assert "process-faults" in page
    assert not ProcessDefinition.objects.get().live


def test_the_draft_of_a_chosen_process_is_replaced(client, editor):
    definition = operations.load(label_process())
    sent(client, (FILES / "signavio.bpmn").read_bytes(), process=definition.pk)
    assert ProcessDefinition.objects.count() == 1
    assert operations.draft(ProcessDefinition.objects.get()).name == "Région"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<a/>", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'])
def test_what_is_no_process_is_said_at_the_field(client, editor, data):
    response = sent(client, data)
    assert response.status_code == 422
    assert "error" in response.content.decode()
    assert not ProcessDefinition.objects.exists()


def test_who_may_not_change_processes_may_neither_take_nor_bring_one(client):
    definition = operations.load(label_process())
    user = UserFactory(groups=["Agents"], is_staff=True)
    user.groups.get().permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)
    for response in (
        client.get(reverse("bpmn_export", args=[definition.pk])),
        client.get(reverse("bpmn_import")),
        sent(client, (FILES / "signavio.bpmn").read_bytes()),
    ):
        assert response.status_code in (302, 403)
    assert ProcessDefinition.objects.count() == 1


def test_the_command_writes_a_file_and_reads_it_back(tmp_path):
    operations.publish(operations.load(label_process()))
    file, said = tmp_path / "label.bpmn", StringIO()
    call_command("process", "export-bpmn", "label", "--version", "1", "--output", str(file))
    call_command("process", "import-bpmn", str(file), stdout=said)
    assert operations.draft(ProcessDefinition.objects.get(key="label-2")).graph.node("committee").quorum == 2
    assert "label-2" in said.getvalue()


def test_the_command_says_what_it_cannot_do(tmp_path):
    (tmp_path / "x.bpmn").write_text("<x/>")
    for arguments in (
        ("export-bpmn", "nobody"),
        ("import-bpmn", str(tmp_path / "none.bpmn")),
        ("import-bpmn", str(tmp_path / "x.bpmn")),
    ):
        with pytest.raises(CommandError):
            call_command("process", *arguments)
