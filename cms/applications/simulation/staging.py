"""The stage of a simulation: everything is made in a transaction that is always undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application, Procedure, Release
from cms.applications.simulation import people
from cms.applications.simulation.people import Cast
from cms.applications.simulation.run import Run
from cms.applications.writing.recording import apply
from cms.forms.models import FormVersion
from cms.forms.spec import Form
from cms.snippets.models import Territory
from cms.workflows.expertise import forms as expertise
from cms.workflows.graph import Graph
from cms.workflows.models import ProcessVersion

NINE = time(9)


class _Over(Exception):
    """The play is over: carries what it gave out of the transaction that it undoes."""

    def __init__(self, given: Any) -> None:
        self.given = given
        super().__init__()


def undone[Given](act: Callable[[], Given]) -> Given:
    """Return what `act` gives, after undoing all that it wrote to the database and all that it left for the commit."""
    try:
        with transaction.atomic():
            raise _Over(act())
    except _Over as over:
        given: Given = over.given
        return given


@dataclass(frozen=True, slots=True)
class Definition:
    """What is simulated: a saved procedure, a form, a process, and the rest of a release as `content_of` gives it."""

    procedure: Procedure
    form: Form
    graph: Graph
    content: Mapping[str, Any]


@dataclass(slots=True)
class Stage:
    """An application with made answers, and its people, at one moment."""

    application: Application
    cast: Cast
    now: datetime


def set_up(definition: Definition, run: Run) -> Stage:
    """Make the release, the people and the application, which is about to be sent; inside `undone` only."""
    cast = people.gather(definition.graph, run.people)
    now = timezone.make_aware(datetime.combine(run.starts, NINE))
    application = Application(release=_release(definition), applicant=cast.applicant, answers=dict(run.answers))
    stage = Stage(application, cast, now)
    settle(stage)
    return stage


def settle(stage: Stage) -> None:
    """Make the answers under way of the application those that count, with a territory, and save it.

    Answers that lead to no territory lead to a made one: a run must not depend on how the Region is divided today.
    """
    application = stage.application
    apply(application)
    if application.territory is None and application.release.settings.get("territory_field"):
        named = {"name": _("Example territory"), "slug": "-simulation-"}
        application.territory = Territory.objects.get_or_create(slug=named["slug"], defaults=named)[0]
    if application.territory is not None:
        _give_referents(application.territory, stage.cast)
    application.save()


def reference(application: Application, year: int) -> str:
    """A reference that no application has: numbers begin with 1."""
    return f"{application.release.settings['slug'].upper()[:30]}-{year}-0000"


def _release(definition: Definition) -> Release:
    procedure = definition.procedure
    form = FormVersion(definition=procedure.form, number=_next(procedure.form), spec=definition.form.to_json())
    form.save()
    # Where a step asks experts, their forms are pinned as a publication would.
    graph = expertise.pinned(definition.graph, drafts=True)
    expertise.freeze_drafts(graph)
    process = ProcessVersion(definition=procedure.process, number=_next(procedure.process), spec=graph.to_json())
    process.save()
    return Release.objects.create(
        procedure=procedure,
        number=0,
        form_version=form,
        process_version=process,
        content={key: definition.content[key] for key in ("procedure", "messages", "documents")},
        content_hash="",
        is_trial=True,
    )


def _next(definition: Any) -> int:
    last = definition.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _give_referents(territory: Territory, cast: Cast) -> None:
    """The rules of steps ask the territory for its referents: the made ones, when a role has some."""
    found: set[User] = {
        user for key, users in cast.players.items() if cast.roles[key].finder == "referents" for user in users
    }
    agents = [users[0] for key, users in cast.players.items() if cast.roles[key].finder != "applicant"]
    territory.referents.set(found or agents[:1])
