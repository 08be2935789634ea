"""Plays a run with the real engine, on a stage that the caller undoes."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.applications.papers import receipts
from cms.applications.simulation import effects, looking, telling
from cms.applications.simulation.moves import Refused, act
from cms.applications.simulation.remarks import remarks
from cms.applications.simulation.run import Run, Step
from cms.applications.simulation.staging import Definition, Stage, reference, set_up, undone
from cms.applications.simulation.story import RECEIPT, Beat, Story
from cms.forms import moment
from cms.workflows import clock, reviews, roles, workdays
from cms.workflows.engine import open_case
from cms.workflows.models import Case, JournalEntry, Timer
from cms.workflows.refusals import TransitionRefused

logger = logging.getLogger(__name__)

# A clock that does more than this in one wait goes round in circles.
_MOST_TIMERS = 200

Look = Callable[[Stage, Case], None]


def play(definition: Definition, run: Run, look: Look | None = None) -> Story:
    """Play `run` and return what happened; nothing stays of it.

    `look` is called on the stage at the end, while everything is still there.
    """
    return undone(lambda: _Player(definition, run).play(look))


class _Player:
    def __init__(self, definition: Definition, run: Run) -> None:
        self.run = run
        self.stage = set_up(definition, run)
        self.beats: list[Beat] = []
        self.is_stopped = False
        # What no expectation has looked at yet.
        self.mails: list[str] = []
        self.papers: list[str] = []
        self.seen = 0

    @property
    def case(self) -> Case:
        case = self.stage.application.case
        assert case is not None  # noqa: S101  # set by _send, which comes first
        return case

    def play(self, look: Look | None) -> Story:
        with roles.cast(self.stage.cast.numbers):
            self._step(0, telling.sent(self.stage.cast), self._send)
            for number, step in enumerate(self.run.steps, start=1):
                if self.is_stopped:
                    break
                self._take(number, step)
            self._end()
            with moment.at(self.stage.now):
                if look is not None and self.stage.application.case is not None:
                    look(self.stage, self.case)
                return self._story()

    def _step(self, number: int, sentence: str, do: Callable[[], Any]) -> Beat:
        """Do one thing at the present moment of the run, then what it set off, and tell it."""
        beat = Beat(number, self.stage.now, sentence)
        self.beats.append(beat)
        try:
            with moment.at(self.stage.now):
                with transaction.atomic():
                    do()
                self._follow(beat)
        except (TransitionRefused, Refused) as refusal:
            self._refuse(beat, _("refused: %(why)s") % {"why": refusal})
        except Exception as error:  # a run is told to its end, whatever a definition does to the engine
            logger.exception("step %s of a simulation failed", number)
            self._refuse(beat, _("this fails: %(why)s") % {"why": error or type(error).__name__})
        return beat

    def _refuse(self, beat: Beat, why: str) -> None:
        beat.faults.append(why)
        beat.node = self.stage.application.case.node if self.stage.application.case else ""
        self.is_stopped = True

    def _follow(self, beat: Beat) -> None:
        """Run what was set off, and tell what the journal and the outbox say."""
        self.case.refresh_from_db()
        while (last := JournalEntry.objects.filter(case=self.case).latest("pk").pk) != self.seen:
            beat.after += telling.entries(self.case, self.seen, self.stage.cast)
            self.seen = last
            effects.run(self.case, beat, self.stage.cast)
            self.case.refresh_from_db()
        self.mails += [one.key for one in beat.mails]
        self.papers += [one.key for one in beat.papers]
        beat.node = self.case.node

    def _send(self) -> None:
        application = self.stage.application
        application.submitted_at = self.stage.now
        application.reference = reference(application, timezone.localtime(self.stage.now).year)
        version = application.release.process_version
        application.case = open_case(application, version, self.stage.cast.applicant, now=self.stage.now)
        application.save()
        if not receipts.process_tells(application):
            mail = receipts.compose(application)
            self.beats[-1].mails.append(effects.posted(RECEIPT, mail, self.stage.cast))

    def _take(self, number: int, step: Step) -> None:
        if "wait" in step:
            self._wait(number, step)
        elif "expect" in step:
            self._expect(number, step["expect"])
        else:
            sentence = telling.acts(
                *self._who(step), comment=step.get("comment", ""), is_opinion=self._is_opinion(step)
            )
            self._step(number, sentence, lambda: act(self.stage, self.case, step))

    def _who(self, step: Step) -> tuple[str, str]:
        players = self.stage.cast.players.get(step["role"], ())
        place = step.get("reviewer", 1) - 1
        person = self.stage.cast.named(players[place]) if place < len(players) else step["role"]
        try:
            return person, self.case.graph.transition(step["transition"]).label
        except KeyError:
            return person, step["transition"]

    def _is_opinion(self, step: Step) -> bool:
        leaving = self.case.graph.leaving(self.case.node)
        return any(one.key == step["transition"] and reviews.is_opinion(self.case, one) for one in leaving)

    def _wait(self, number: int, step: Step) -> None:
        """Move the moment on, from timer to timer: what one of them sets off may plan the next."""
        until = _after(self.stage.now, step["wait"])
        done: list[int] = []
        while len(done) < _MOST_TIMERS and not self.is_stopped:
            coming = Timer.objects.waiting().filter(case=self.case, run_at__lte=until).exclude(pk__in=done)
            timer = coming.order_by("run_at", "pk").first()
            if timer is None:
                break
            done.append(timer.pk)
            self.stage.now = max(self.stage.now, timer.run_at)
            timers = Timer.objects.filter(pk=timer.pk)
            beat = self._step(number, _("The clock."), partial(clock.run, self.stage.now, timers))
            if not beat.after and not beat.faults:
                self.beats.remove(beat)
        self.stage.now = until
        self._step(number, telling.passed(step), lambda: None)

    def _expect(self, number: int, wanted: dict[str, Any]) -> None:
        beat = Beat(number, self.stage.now, _("What must be so is looked at."), node=self.case.node, is_look=True)
        if "node" in wanted and wanted["node"] != self.case.node:
            beat.faults.append(self._elsewhere(wanted["node"]))
        for name, said in (("mails", self.mails), ("documents", self.papers)):
            if name in wanted:
                beat.faults += _differing(name, wanted[name], said)
                said.clear()
        if "roles" in wanted:
            with moment.at(self.stage.now):
                beat.faults += _differing("roles", wanted["roles"], looking.able(self.stage, self.case))
        self.beats.append(beat)

    def _elsewhere(self, wanted: str) -> str:
        graph = self.case.graph
        facts = {
            "step": self.case.current_node.label,
            "wanted": graph.node(wanted).label if graph.has_node(wanted) else wanted,
        }
        return _("the application is at “%(step)s” instead of “%(wanted)s”") % facts

    def _end(self) -> None:
        """A run that was played whole must end where it says."""
        if self.run.ends and not self.is_stopped and self.case.node != self.run.ends:
            self.beats[-1].faults.append(self._elsewhere(self.run.ends))

    def _story(self) -> Story:
        application, case = self.stage.application, self.stage.application.case
        return Story(
            beats=tuple(self.beats),
            node=case.node if case else "",
            label=case.current_node.label if case else "",
            outcome=case.outcome if case else "",
            now=self.stage.now,
            answers=dict(application.answers),
            remarks=tuple(remarks(application)),
            deadlines=tuple(looking.deadlines(case)) if case else (),
            views=tuple(looking.views(self.stage, case)) if case else (),
            tallies=tuple(telling.tally(one.transition, one.count, one.needed) for one in reviews.tallies(case))
            if case
            else (),
            is_stopped=self.is_stopped,
        )


def _after(now: datetime, wait: dict[str, int]) -> datetime:
    """The same hour, so many days or working days later."""
    local = timezone.localtime(now)
    if "working_days" in wait:
        day = workdays.add(local.date(), wait["working_days"])
    else:
        day = local.date() + timedelta(days=wait["days"])
    return timezone.make_aware(datetime.combine(day, local.time()))


def _differing(name: str, wanted: list[str], found: list[str]) -> list[str]:
    """What lacks and what is too much, in sentences."""
    texts = {
        "mails": (_("this mail is not sent: “%(key)s”"), _("this mail is sent and was not expected: “%(key)s”")),
        "documents": (
            _("this document is not issued: “%(key)s”"),
            _("this document is issued and was not expected: “%(key)s”"),
        ),
        "roles": (_("this role can do nothing: “%(key)s”"), _("this role can act and should not: “%(key)s”")),
    }
    lacking, excess = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    lacks, exceeds = texts[name]
    return [lacks % {"key": key} for key in lacking.elements()] + [exceeds % {"key": key} for key in excess.elements()]
