"""What differs between two bundles is said by key, with the old value and the new one."""

import json

import pytest
from django.core.management import call_command

from cms.applications.exchange import bundles
from cms.applications.exchange.comparison import differences
from tests.applications import visit

pytestmark = pytest.mark.django_db


def compare(change):
    before, after = (bundles.canonical(visit.bundle()) for _side in range(2))
    change(after)
    return differences(before, bundles.canonical(after))


def test_a_bundle_does_not_differ_from_itself():
    assert compare(lambda data: None) == []


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (
            lambda data: data["form"]["sections"][0]["fields"][0].update(label="Titre"),
            ("field", "titre", "changed"),
            ["« Nom de la visite » → « Titre »", "(titre)"],
        ),
        (
            lambda data: data["form"]["sections"][0]["fields"].append(
                {"key": "classe", "type": "text", "label": "Quelle classe ?"}
            ),
            ("field", "classe", "added"),
            ["Quelle classe"],
        ),
        (
            lambda data: data["form"]["sections"][0]["fields"].pop(),
            ("field", "aide", "removed"),
            ["Aide demandée"],
        ),
        (
            lambda data: data["form"]["sections"][0]["fields"].reverse(),
            ("field", "", "moved"),
            ["Nom de la visite"],
        ),
        (
            lambda data: data["process"]["nodes"][1].update(deadline_days=12),
            ("node", "lecture", "changed"),
            ["5 → 12"],
        ),
        (
            lambda data: data["process"]["transitions"][1].update(
                condition={"field": "aide", "operator": "at_least", "value": 100}
            ),
            ("transition", "transmettre", "changed"),
            ["« Aide demandée »", "100"],
        ),
        (
            lambda data: data["messages"][0].update(subject="Bien reçu"),
            ("message", "recu", "changed"),
            ["« Dossier {reference} reçu » → « Bien reçu »"],
        ),
        (lambda data: data["documents"].clear(), ("document", "attestation", "removed"), ["Attestation d’aide"]),
        (
            lambda data: data["procedure"].update(retention_months=36),
            ("procedure", "visite", "changed"),
            ["36"],
        ),
    ],
    ids=["label", "added", "removed", "moved", "number", "rule", "message", "document", "retention"],
)
def test_each_kind_of_change_is_one_sentence_that_names_the_thing(change, place, words):
    (found,) = compare(change)
    assert (found.part, found.key, found.kind) == place
    for one in words:
        assert one in found.message.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_field_that_goes_to_another_step_is_said_to_move_and_not_to_be_lost():
    def move(data):
        moved = data["form"]["sections"][0]["fields"].pop()
        data["form"]["sections"].append({"key": "argent", "title": "L’argent", "fields": [moved]})

    found = compare(move)
    assert [(one.part, one.key, one.kind, one.name) for one in found] == [
        ("section", "argent", "added", ""),
        ("field", "aide", "changed", "section"),
    ]
    assert "L’argent" in found[1].message


def test_the_command_says_what_differs_and_its_status_is_one(tmp_path, capsys):
    changed = visit.bundle()
    changed["procedure"]["title"] = "Une autre aide"
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path, data in zip(paths, (visit.bundle(), changed), strict=True):
        path.write_text(json.dumps(data))
    with pytest.raises(SystemExit) as stop:
        call_command("procedure", "diff", *map(str, paths))
    assert stop.value.code == 1
    assert "Une autre aide" in capsys.readouterr().out
    call_command("procedure", "diff", str(paths[0]), str(paths[0]))


def test_a_procedure_is_compared_with_a_file_and_with_its_own_releases(tmp_path):
    procedure = visit.publish()
    file = tmp_path / "visite.json"
    file.write_text(json.dumps(visit.bundle()))
    call_command("procedure", "diff", "visite", str(file))
    call_command("procedure", "diff", "visite@1", "visite")
    procedure.title = "Une aide de plus"
    procedure.save()
    with pytest.raises(SystemExit):
        call_command("procedure", "diff", "visite@1", "visite")


def test_an_old_release_is_exported_as_it_was(tmp_path):
    visit.publish()
    changed = visit.bundle()
    changed["form"]["name"] = "Une autre visite"
    visit.publish(changed)
    file = tmp_path / "first.json"
    call_command("procedure", "export", "visite", "--release", "1", "--output", str(file))
    assert json.loads(file.read_text()) == bundles.canonical(visit.bundle())
    assert bundles.load(json.loads(file.read_text())).current_release.number == 3
