"""The simulator: a procedure is played whole, told in French sentences, and nothing of it stays."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import translation

from cms.applications.exchange import bundles
from cms.applications.models import Procedure, SavedRun
from cms.applications.publication import releases
from cms.applications.simulation.playing import play
from cms.applications.simulation.run import Run
from cms.applications.simulation.staging import Definition
from cms.applications.simulation.story import Story
from cms.forms.spec import Form
from cms.workflows.graph import Graph
from tests.applications.factories import bundle

pytestmark = pytest.mark.django_db

ANSWERS = {"nom": "Le jardin des roses", "courriel": "roses@exemple.fr"}


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def garden() -> dict[str, Any]:
    """A procedure with a mail, a document, a deadline with a reminder, and a review by two people."""
    data = bundle()
    process = data["process"]
    process["roles"].append({"key": "jury", "label": "Jury", "finder": "group", "group": "Jury", "hides": ["courriel"]})
    nodes = {one["key"]: one for one in process["nodes"]}
    nodes["lecture"] |= {"deadline_days": 10, "reminders": [2], "escalate_after": 1, "escalate_to": "jury"}
    nodes["interne"] |= {"kind": "review", "quorum": 2}
    acts = {one["key"]: one for one in process["transitions"]}
    acts["accepter"] |= {
        "roles": ["jury"],
        "effects": [{"kind": "document", "document": "diplome"}, {"kind": "message", "message": "bravo"}],
    }
    data["messages"] = [
        {"key": "bravo", "subject": "Bravo pour {title}", "body": "Bonjour {applicant}, le {date}.", "to": "applicant"}
    ]
    data["documents"] = [{"key": "diplome", "title": "Diplôme", "body": "Pour {title}.", "signatory": "La Région"}]
    return data


def played(data: dict[str, Any], *steps: dict[str, Any], **run: Any) -> Story:
    data = bundles.canonical(data)
    procedure = Procedure.objects.filter(slug="jardin").first() or bundles.load(data, publish=False)
    definition = Definition(procedure, Form.from_json(data["form"]), Graph.from_json(data["process"]), data)
    return play(definition, Run(**{"answers": ANSWERS} | run, steps=steps))


ARBITRATE = {"role": "agent", "transition": "arbitrer"}
FIRST, SECOND = ({"role": "jury", "transition": "accepter", "reviewer": number} for number in (1, 2))


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}


def test_a_run_is_told_to_its_end_with_its_mails_its_documents_and_its_dates() -> None:
    story = played(garden(), ARBITRATE, FIRST, SECOND, starts=date(2026, 3, 2), ends="oui")

    assert (story.node, story.outcome, story.faults) == ("oui", "accepted", [])
    sentences = [beat.sentence for beat in story.beats]
    assert sentences[1] == "Dominique (Agents) fait «\u202fArbitrer\u202f»."
    assert "donne un avis" in sentences[2] and "attend d’autres avis" in story.beats[2].after[0]
    last = story.beats[-1]
    assert [(one.key, one.subject) for one in last.mails] == [("bravo", "Bravo pour Le jardin des roses")]
    assert "Bonjour Camille Exemple, le 2 mars 2026." in last.mails[0].text
    assert [(one.key, one.title, one.text) for one in last.papers] == [
        ("diplome", "Diplôme", "Pour Le jardin des roses.")
    ]


def test_time_passes_and_the_clock_reminds_and_passes_on() -> None:
    story = played(garden(), {"wait": {"working_days": 8}}, {"wait": {"days": 30}})

    told = [text for beat in story.beats for text in beat.after]
    assert any("il reste 2 jours ouvrés" in text for text in told)
    assert any("est transmise à «\u202fJury\u202f»" in text for text in told)
    assert [one.key for beat in story.beats for one in beat.mails] == ["@receipt", "@reminder", "@escalation"]
    assert [view.role for view in story.views if view.actions] == ["porteur", "agent", "jury"]


def test_each_role_sees_its_own_actions_and_not_what_it_hides() -> None:
    story = played(garden(), ARBITRATE)
    jury = next(view for view in story.views if view.role == "jury")

    assert jury.hidden == ("Adresse du contact",)
    assert [(one.key, one.is_opinion, one.needed) for one in jury.actions] == [("accepter", True, 2)]


def test_the_applicant_corrects_what_is_open_and_nothing_else() -> None:
    ask = {"role": "agent", "transition": "demander", "comment": "Précisez.", "fields": ["courriel"]}
    send = {"role": "porteur", "transition": "renvoyer"}

    mended = played(garden(), ask, send | {"answers": {"courriel": "lys@exemple.fr"}})
    refused = played(garden(), ask, send | {"answers": {"nom": "Autre"}})

    assert mended.answers["courriel"] == "lys@exemple.fr" and mended.node == "lecture"
    assert refused.is_stopped and "n’est pas ouverte" in refused.faults[0][1]


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ({"role": "jury", "transition": "arbitrer"}, "refusé"),
        ({"role": "agent", "transition": "inconnue"}, "n’existe pas"),
        ({"role": "inconnu", "transition": "arbitrer"}, "n’a pas de rôle"),
        ({"role": "agent", "transition": "demander"}, "commentaire"),
        ({"role": "agent", "transition": "@inconnue"}, "n’existe pas"),
        ({"role": "agent", "transition": "arbitrer", "reviewer": 9}, "pas de numéro 9"),
        ({"role": "agent", "transition": "arbitrer", "values": {"rien": 1}}, "rien"),
    ],
)
def test_what_the_engine_refuses_is_told_and_stops_the_run(step: dict[str, Any], why: str) -> None:
    story = played(garden(), step, ARBITRATE)

    assert story.is_stopped and story.node == "lecture"
    assert [number for number, _why in story.faults] == [1] and why in story.faults[0][1]


def test_an_expectation_tells_what_lacks_and_what_is_too_much() -> None:
    expect = {"expect": {"node": "oui", "mails": ["bravo"], "documents": ["diplome"], "roles": ["agent"]}}
    said = " / ".join(why for _number, why in played(garden(), expect).faults)

    assert "au lieu de «\u202fAccepté\u202f»" in said
    assert "ne part pas\xa0: «\u202fbravo\u202f»" in said and "n’est pas établi" in said
    assert "part et n’était pas attendu\xa0: «\u202f@receipt\u202f»" in said
    assert "peut agir et ne devrait pas\xa0: «\u202fporteur\u202f»" in said


def test_nothing_of_a_simulation_stays(settings, django_capture_on_commit_callbacks) -> None:
    data = bundles.canonical(garden())
    bundles.load(data, publish=False)
    media = Path(settings.MEDIA_ROOT)
    before, files = rows(), sorted(media.rglob("*")) if media.exists() else []

    with django_capture_on_commit_callbacks() as left:
        story = played(data, ARBITRATE, FIRST, SECOND, {"wait": {"days": 3}})

    assert story.outcome == "accepted"
    assert rows() == before
    assert (sorted(media.rglob("*")) if media.exists() else []) == files
    assert mail.outbox == [] and left == []


RUN = {
    "key": "accord",
    "label": "Un accord",
    "answers": ANSWERS,
    "steps": [ARBITRATE, FIRST, SECOND, {"expect": {"mails": ["@receipt", "bravo"]}}],
    "ends": "oui",
}


def test_a_bundle_carries_its_runs_there_and_back() -> None:
    data = bundles.canonical(garden() | {"runs": [RUN]})
    procedure = bundles.load(data)

    assert bundles.dump(procedure)["runs"] == [RUN | {"starts": "2026-01-05"}]
    assert bundles.canonical(bundles.dump(procedure)) == bundles.dump(procedure)
    assert SavedRun.objects.get().label == "Un accord"


def test_a_run_that_no_longer_ends_as_it_did_refuses_publication_and_names_its_step() -> None:
    bundles.load(garden() | {"runs": [RUN]})
    changed = garden() | {"runs": [RUN]}
    changed["process"]["nodes"][2]["quorum"] = 3

    with pytest.raises(releases.PublicationRefused) as refused:
        bundles.load(changed)

    (fault,) = [one for one in refused.value.faults if "au lieu de" in one.message]
    assert (fault.part, fault.key, fault.kind) == ("run", "accord", "broken_run")
    assert "Un accord" in fault.message and "pas 4" in fault.message
    assert Procedure.objects.get().current_release.number == 1


def test_the_command_replays_the_runs_of_a_file(tmp_path, capsys) -> None:
    import json

    good, bad = tmp_path / "bon.json", tmp_path / "mauvais.json"
    good.write_text(json.dumps(garden() | {"runs": [RUN]}))
    bad.write_text(json.dumps(garden() | {"runs": [RUN | {"ends": "retire"}]}))

    call_command("procedure", "check", str(good))
    with pytest.raises(CommandError):
        call_command("procedure", "check", str(bad))

    assert "run accord [broken_run]" in capsys.readouterr().err
    assert not Procedure.objects.exists()
