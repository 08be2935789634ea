"""Bundles: a procedure as one file, out and in."""

import json
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cms.applications import groups
from cms.applications.exchange import bundles
from cms.applications.exchange.bundles import BundleRefused
from cms.applications.exchange.schema import BUNDLE_SCHEMA
from cms.applications.models import Procedure
from cms.forms.models import FormDefinition, FormVersion
from cms.workflows.models import ProcessDefinition, ProcessVersion
from tests.applications import visit

FILES = sorted((settings.BASE_DIR / "procedures").glob("*.json"))

pytestmark = pytest.mark.django_db


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def shipped(request) -> dict:
    return json.loads(request.param.read_text())


def test_the_schema_for_readers_is_the_one_that_is_used():
    published = json.loads((settings.BASE_DIR / "docs/bundle.schema.json").read_text())
    assert published == json.loads(json.dumps(BUNDLE_SCHEMA))
    jsonschema.Draft202012Validator.check_schema(published)


def test_every_key_of_a_bundle_is_explained():
    text = (settings.BASE_DIR / "docs/bundle.md").read_text()
    for part in ("procedure", "messages", "documents"):
        schema = BUNDLE_SCHEMA["properties"][part]
        for key in (schema.get("items") or schema)["properties"]:
            assert f"`{key}`" in text, f"{part}.{key}"


def test_the_shipped_procedures_have_nothing_to_mend(shipped):
    groups.set_up()
    remarks = bundles.check(shipped)
    assert [str(remark) for remark in remarks if remark.refuses] == []
    # The groups are there; demonstration and administrators put people in them. Reminders are an editor's choice.
    others = [remark for remark in remarks if not remark.place.startswith("role ")]
    assert {remark.place.split()[0] for remark in others} <= {"node"}


def test_a_shipped_procedure_goes_in_and_comes_out_the_same(shipped):
    first = bundles.dump(bundles.load(shipped))
    again = bundles.dump(bundles.load(first))
    assert json.dumps(again) == json.dumps(first)
    assert bundles.load(shipped).title == shipped["procedure"]["title"]


def test_importing_twice_changes_nothing(shipped):
    procedure = bundles.load(shipped)
    rows = [list(model.objects.values()) for model in (Procedure, FormDefinition, ProcessDefinition)]
    counts = [model.objects.count() for model in (FormVersion, ProcessVersion)]
    texts = [list(procedure.messages.values()), list(procedure.documents.values())]
    bundles.load(shipped)
    assert [list(model.objects.values()) for model in (Procedure, FormDefinition, ProcessDefinition)] == rows
    assert [model.objects.count() for model in (FormVersion, ProcessVersion)] == counts
    assert [list(procedure.messages.values()), list(procedure.documents.values())] == texts
    assert procedure.releases.count() == 1


def test_importing_brings_the_draft_back_to_what_the_file_says():
    procedure = visit.publish()
    procedure.title = "Changé dans l’administration"
    procedure.messages = [row for row in procedure.messages.all() if row.key != "refusee"]
    procedure.save()
    assert bundles.dump(bundles.load(visit.bundle())) == bundles.dump(visit.publish())
    assert Procedure.objects.get().messages.count() == 5


def test_the_calendar_travels_with_the_bundle():
    data = visit.bundle()
    data["procedure"]["calendar"] = {"opens_at": "2026-01-05T08:00:00+01:00", "closes_at": "2026-12-18T18:00:00+01:00"}
    dumped = bundles.dump(bundles.load(data))
    assert dumped["procedure"]["calendar"] == data["procedure"]["calendar"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda data: data.pop("form"), ""),
        (lambda data: data.update(surprise=1), ""),
        (lambda data: data.update(format=2), "format"),
        (lambda data: data["procedure"].update(slug="Avec Espace"), "procedure.slug"),
        (lambda data: data["procedure"].pop("title"), "procedure"),
        (lambda data: data["messages"][2].pop("subject"), "messages.complement"),
        (lambda data: data["messages"][2].update(to="tout le monde"), "messages.complement.to"),
        (lambda data: data["messages"].append(data["messages"][0]), "messages.recu"),
        (lambda data: data["form"]["sections"][0]["fields"][3].update(type="argent"), "aide"),
        (lambda data: data["process"]["nodes"][1].update(kind="tache"), "lecture"),
        (lambda data: data["documents"][0].update(body="{inconnu}"), "document attestation"),
    ],
)
def test_a_wrong_bundle_is_refused_with_the_key_at_fault(change, place):
    data = visit.bundle()
    change(data)
    problems = bundles.check(data)
    assert any(place in str(problem) for problem in problems if problem.refuses)


@pytest.mark.parametrize("data", [None, [], "label", 3, {}, {"format": 1, "form": [], "process": "", "procedure": 0}])
def test_anything_that_is_not_a_bundle_is_refused_and_nothing_is_written(data):
    with pytest.raises(BundleRefused):
        bundles.load(data)
    assert not Procedure.objects.exists()


class TestCommand:
    def test_export_then_import_then_export_gives_the_same_file(self, tmp_path):
        visit.publish()
        first, second = tmp_path / "a.json", tmp_path / "b.json"
        call_command("procedure", "export", "visite", "--output", str(first))
        call_command("procedure", "import", str(first), "--publish", stdout=StringIO())
        call_command("procedure", "export", "visite", "--output", str(second))
        assert first.read_bytes() == second.read_bytes()
        assert Procedure.objects.get().releases.count() == 1

    def test_import_without_publish_leaves_a_draft(self, tmp_path):
        (tmp_path / "visite.json").write_text(json.dumps(visit.bundle()))
        out = StringIO()
        call_command("procedure", "import", str(tmp_path / "visite.json"), stdout=out)
        assert Procedure.objects.get().current_release is None
        assert "visite" in out.getvalue()

    def test_check_names_each_key_at_fault_and_fails(self, tmp_path):
        data = visit.bundle()
        data["messages"][0]["body"] = "Bonjour {nom}"
        data["messages"][4]["body"] = "{motif}"
        (tmp_path / "faux.json").write_text(json.dumps(data))
        err = StringIO()
        with pytest.raises(CommandError) as refusal:
            call_command("procedure", "check", str(tmp_path / "faux.json"), stderr=err)
        assert refusal.value.returncode == 1
        lines = err.getvalue().splitlines()
        assert len(lines) == 2
        assert "message recu" in lines[0] and "{nom}" in lines[0]
        assert "message refusee" in lines[1] and "{motif}" in lines[1]

    def test_check_names_the_kind_of_each_fault_and_tells_remarks_apart(self, tmp_path):
        groups.set_up()
        data = visit.bundle()
        data["process"]["roles"][0]["hides"] = ["nowhere"]
        (tmp_path / "faux.json").write_text(json.dumps(data))
        out, err = StringIO(), StringIO()
        with pytest.raises(CommandError) as refusal:
            call_command("procedure", "check", str(tmp_path / "faux.json"), stdout=out, stderr=err)
        assert refusal.value.returncode == 1
        assert [line.split(": ")[1] for line in err.getvalue().splitlines()] == [
            f"role {data['process']['roles'][0]['key']} [unknown_field]"
        ]
        assert "[empty_group]" in out.getvalue()

    def test_a_strict_check_fails_for_what_is_only_to_be_looked_at(self, tmp_path):
        (tmp_path / "visite.json").write_text(json.dumps(visit.bundle()))
        call_command("procedure", "check", str(tmp_path / "visite.json"), stdout=StringIO())
        with pytest.raises(CommandError) as refusal:
            call_command("procedure", "check", str(tmp_path / "visite.json"), "--strict", stdout=StringIO())
        assert refusal.value.returncode == 1

    def test_check_writes_nothing(self, tmp_path):
        (tmp_path / "visite.json").write_text(json.dumps(visit.bundle()))
        call_command("procedure", "check", str(tmp_path / "visite.json"), stdout=StringIO())
        assert not Procedure.objects.exists() and not FormDefinition.objects.exists()

    def test_a_faulty_import_writes_nothing(self, tmp_path):
        data = visit.bundle()
        data["messages"][0]["body"] = "Bonjour {nom}"
        (tmp_path / "faux.json").write_text(json.dumps(data))
        with pytest.raises(CommandError):
            call_command("procedure", "import", str(tmp_path / "faux.json"), "--publish", stderr=StringIO())
        assert not Procedure.objects.exists() and not FormDefinition.objects.exists()

    @pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[1, 2"])
    def test_a_file_that_is_not_json_is_told_so(self, content, tmp_path):
        Path(tmp_path / "x.json").write_bytes(content)
        with pytest.raises(CommandError, match="JSON"):
            call_command("procedure", "check", str(tmp_path / "x.json"))

    def test_a_missing_file_and_an_unknown_procedure_are_told_so(self, tmp_path):
        with pytest.raises(CommandError, match=r"absent\.json"):
            call_command("procedure", "import", str(tmp_path / "absent.json"))
        visit.publish()
        with pytest.raises(CommandError, match="visite"):
            call_command("procedure", "export", "absent")
