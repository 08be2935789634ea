"""What a simulation tells: values that outlive the transaction in which it was played."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# Keys of the mails that the platform words itself, beside those of the procedure's messages.
REMINDER, ESCALATION, RECEIPT = "@reminder", "@escalation", "@receipt"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail that would have left: `to` names its people with their roles, `key` is that of the message."""

    key: str
    to: tuple[str, ...]
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that would have been issued."""

    key: str
    title: str
    text: str
    signatory: str


@dataclass(slots=True)
class Beat:
    """One thing that happened and what followed from it at once, in sentences."""

    # The number of the run's step, from 1; 0 when the application is sent.
    step: int
    at: datetime
    sentence: str
    after: list[str] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    # Why it was refused, or what is not as expected; empty when all is well.
    faults: list[str] = field(default_factory=list)
    # The step of the process where the case then stands.
    node: str = ""
    # It only looks whether something is so.
    is_look: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """What the clock will do, or by when people must act."""

    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody of a role can do now. `needed`: of how many reviewers the step needs the same opinion."""

    key: str
    label: str
    target: str
    comment: str
    is_opinion: bool
    needed: int


@dataclass(frozen=True, slots=True)
class View:
    """What one role reads and may do now."""

    role: str
    label: str
    people: tuple[str, ...]
    is_applicant: bool
    # What it reads about the step: instructions, or what the applicant is told.
    text: str
    actions: tuple[Action, ...]
    # The labels of the questions that it does not see.
    hidden: tuple[str, ...]
    # The labels of the answers that the applicant may correct now.
    opened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A run as it was played. `faults` says what makes it no longer hold, each with its step of the run."""

    beats: tuple[Beat, ...]
    # Where the case stands: the key and the label of the step, the decision (empty while it is open), the moment.
    node: str
    label: str
    outcome: str
    now: datetime
    answers: Mapping[str, Any]
    # What lacks in the answers, for whoever wrote them.
    remarks: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    views: tuple[View, ...]
    # {"label": how many reviewers chose it, of how many}, in sentences.
    tallies: tuple[str, ...]
    # A step was refused: those after it were not played.
    is_stopped: bool = False

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def faults(self) -> list[tuple[int, str]]:
        """What is not as the run says: (number of the step, why)."""
        return [(beat.step, why) for beat in self.beats for why in beat.faults]
