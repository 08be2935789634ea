"""Why nothing was asked of an expert, or nothing taken from one; `str(error)` is for the person who acted."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cms.forms.answers import Problem


class AskingRefused(Exception):
    """Nobody was written to; the message says why."""


class RequestClosed(Exception):
    """The expert's link opens nothing any more; the message says why, without saying anything of the application."""


class AlreadyAnswered(Exception):
    """The expert has answered before; nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("Your answer was received before: it can no longer be changed."))


class OpinionIncomplete(Exception):
    """Answers lack or do not hold; `problems` says which."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(problem.message for problem in problems))
