"""What each role can do in a simulated case, as forms, and the step that a posted form gives."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from cms.applications.admin import step_fields
from cms.applications.admin.forms import ActionForm
from cms.applications.simulation import effects
from cms.applications.simulation.staging import Stage
from cms.applications.writing import corrections
from cms.forms.spec import Form, Section
from cms.workflows import engine, reviews
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case


@dataclass(slots=True)
class Deed:
    """One action of one role: its form, and who may give it as an opinion."""

    role: str
    transition: TransitionSpec
    target: str
    form: ActionForm
    reviewers: list[tuple[int, str]]
    sends_again: bool

    @property
    def needs_input(self) -> bool:
        """Whether there is something to fill in before it is done."""
        return bool(self.reviewers) or any(not one.is_hidden for one in self.form)


@dataclass(slots=True)
class Desk:
    """Looks at the stage while it stands: `deeds` by role; `step` is what was posted, when it holds."""

    posted: QueryDict | None = None
    correction: dict[str, Any] = field(default_factory=dict)
    deeds: dict[str, list[Deed]] = field(default_factory=dict)
    step: dict[str, Any] | None = None
    # The sections with what the applicant may correct now, for the page of the answers.
    opened: list[Section] = field(default_factory=list)
    form: Form | None = None

    def look(self, stage: Stage, case: Case) -> None:
        """What `playing.play` calls at the end of a run."""
        if stage.application.territory_id is not None:
            effects.fill_fund(stage.application.territory_id, timezone.localdate().year)
        self.form = stage.application.release.form
        self.opened = [corrections.open_part(stage.application, one) for one in self.form.sections]
        for role in case.graph.roles:
            self.deeds[role.key] = list(self._of_role(role.key, stage, case))

    def _of_role(self, role: str, stage: Stage, case: Case) -> Any:
        people = stage.cast.players[role]
        for one in engine.available(case, people[0]):
            is_opinion = reviews.is_opinion(case, one)
            names = [(number, user.first_name) for number, user in enumerate(people, start=1)]
            again = corrections.resubmission(stage.application, people[0])
            is_posted = self.posted is not None and self.posted.get("deed") == f"{role} {one.key}"
            form = ActionForm(
                self.posted if is_posted else None,
                transition=one,
                application=stage.application,
                user=people[0],
                prefix=f"{role}.{one.key}",
                initial={"seen_revision": case.revision},
            )
            reviewers = names if is_opinion and len(names) > 1 else []
            deed = Deed(role, one, case.graph.node(one.target).label, form, reviewers, again == one)
            if is_posted and form.is_valid():
                self.step = self._step(deed)
            yield deed

    def _step(self, deed: Deed) -> dict[str, Any]:
        given = deed.form.cleaned_data
        step: dict[str, Any] = {"role": deed.role, "transition": deed.transition.key}
        reviewer = str(self.posted.get("reviewer", "")) if self.posted is not None else ""
        if deed.reviewers and reviewer.isdecimal() and 1 < int(reviewer) <= len(deed.reviewers):
            step["reviewer"] = int(reviewer)
        parts: dict[str, Any] = {
            "comment": given.get("comment", "").strip(),
            "scores": step_fields.given(given, step_fields.SCORE),
            "values": step_fields.given(given, step_fields.OWN),
            "fields": given.get("asked"),
            "amount": f"{given['amount']:.2f}" if given.get("amount") is not None else "",
            "answers": self.correction if deed.sends_again else {},
        }
        return step | {name: value for name, value in parts.items() if value}
