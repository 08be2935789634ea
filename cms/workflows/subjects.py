"""What a case decides on: any object that can answer these questions."""

from typing import Any, Protocol, runtime_checkable

from django.db.models import Model, QuerySet

from cms.accounts.models import User


@runtime_checkable
class CaseSubject(Protocol):
    """The one door through which this room sees an application, a page, anything.

    A subject whose `is_trial` is true is only tried: see `Case.is_trial`.
    """

    pk: Any

    def case_answers(self) -> dict[str, Any]:
        """Return {field key: value}: what conditions read."""
        ...

    def case_people(self, finder: str) -> QuerySet[User]:
        """Return the people that `finder` ("applicant", "referents", …) finds for this subject; none when unknown."""
        ...

    def case_title(self) -> str:
        """Return what the case is called on screens."""
        ...


def as_model(subject: CaseSubject) -> Model:
    """Return the subject as the saved model that it must be."""
    if not isinstance(subject, Model) or subject.pk is None:
        raise TypeError("the subject of a case is a saved model")
    return subject


def is_concerned(user: User, case: Any) -> bool:
    """Whether the case is about `user`, who then neither handles nor judges it; in a trial nobody is."""
    subject = case.subject
    if case.is_trial or not isinstance(subject, CaseSubject):
        return False
    return any(subject.case_people(finder).filter(pk=user.pk).exists() for finder in ("applicant", "concerned"))
