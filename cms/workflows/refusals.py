"""Why a transition was refused; `str(error)` is a message for the person who acted."""

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, JournalEntry


class TransitionRefused(Exception):
    """The case did not move; nothing was written."""


class UnknownTransition(TransitionRefused):
    def __init__(self, key: str) -> None:
        super().__init__(_("The action “%(key)s” does not exist in this process.") % {"key": key})


class NotAllowed(TransitionRefused):
    def __init__(self, transition: TransitionSpec) -> None:
        super().__init__(_("You may not do “%(action)s” on this application.") % {"action": transition.label})


class CommentMissing(TransitionRefused):
    def __init__(self, transition: TransitionSpec) -> None:
        super().__init__(_("Write a comment before “%(action)s”.") % {"action": transition.label})


class ConditionNotMet(TransitionRefused):
    def __init__(self, transition: TransitionSpec) -> None:
        super().__init__(
            _("“%(action)s” is not possible with the answers of this application.") % {"action": transition.label}
        )


class OpinionsAwaited(TransitionRefused):
    """The step still waits for opinions of experts."""

    def __init__(self, transition: TransitionSpec, received: int, wanted: int) -> None:
        super().__init__(
            _("“%(action)s” waits for the opinions of the experts: %(received)d of %(wanted)d came.")
            % {"action": transition.label, "received": received, "wanted": wanted}
        )


class GridIncomplete(TransitionRefused):
    """The step has a grid, and points lack or are out of bounds."""

    def __init__(self, transition: TransitionSpec, label: str, most: int) -> None:
        self.criterion = label
        super().__init__(
            _("Give from 0 to %(most)d points for “%(criterion)s” before “%(action)s”.")
            % {"most": most, "criterion": label, "action": transition.label}
        )


class OwnFieldsRefused(TransitionRefused):
    """What the step asks of whoever acts lacks, or is not what was asked."""

    def __init__(self, transition: TransitionSpec, questions: list[str]) -> None:
        self.questions = questions
        super().__init__(
            _("Before “%(action)s”, answer as asked: %(questions)s.")
            % {"action": transition.label, "questions": ", ".join(f"« {one} »" for one in questions)}
        )


class AutomaticLoop(TransitionRefused):
    def __init__(self, node: str) -> None:
        super().__init__(
            _("The process goes round in circles from the step “%(step)s”: tell the person who edits it.")
            % {"step": node}
        )


class CaseMoved(TransitionRefused):
    """Somebody was faster: `entry` is the move that this person had not seen."""

    def __init__(self, case: Case, entry: JournalEntry, actor: object) -> None:
        self.entry = entry
        super().__init__(_moved_message(case, entry, actor))


def _moved_message(case: Case, entry: JournalEntry, actor: object) -> str:
    when = timezone.localtime(entry.created_at)
    facts = {
        "step": case.current_node.label,
        "day": date_format(when, "j F Y"),
        "time": time_format(when, _("g:i a")),
        "person": entry.actor,
        "action": _action_label(case, entry),
    }
    if entry.actor is None:
        return _("The case went on by itself on %(day)s at %(time)s. It is now at the step “%(step)s”.") % facts
    if entry.actor == actor:
        return _("You already did “%(action)s” on %(day)s at %(time)s. The case is now at the step “%(step)s”.") % facts
    return _("%(person)s did “%(action)s” on %(day)s at %(time)s. The case is now at the step “%(step)s”.") % facts


def _action_label(case: Case, entry: JournalEntry) -> str:
    try:
        return case.graph.transition(entry.transition).label
    except KeyError:
        return entry.get_kind_display()
