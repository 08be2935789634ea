"""What a step asks of whoever acts, as fields of a form: points of the grid, and the process's own questions."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.accounts.models import User
from cms.forms.errors import FieldError
from cms.forms.parts import Field
from cms.theme.typography import typo
from cms.workflows import filling, grid, reviews
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, Opinion

SCORE = "score-"
OWN = "own-"


class OwnField(forms.Field):
    """One of the process's own questions: judged by its type, as the questions of a form are."""

    def __init__(self, question: Field, **kwargs: Any) -> None:
        super().__init__(required=question.required, label=typo(question.label), **kwargs)
        self.question = question
        self.error_messages["required"] = _("Answer this question.")

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return self.question.kind.clean(self.question, value)
        except FieldError as error:
            raise forms.ValidationError(str(error)) from error


def scores(case: Case, transition: TransitionSpec, reviewer: User) -> Iterator[tuple[str, forms.Field]]:
    """Yield a field for each criterion of the step's grid, with the points that this reviewer gave before."""
    criteria = case.graph.node(transition.source).criteria
    if not criteria or not reviews.is_opinion(case, transition):
        return
    given = Opinion.objects.filter(case=case, visit=case.revision, reviewer=reviewer.pk).first()
    for one in criteria:
        most, weight = grid.most(one), grid.weight(one)
        said = [typo(one["help"])] if one.get("help") else []
        said.append(_("From 0 to %(most)d.") % {"most": most})
        if weight > 1:
            said.append(_("Counts %(weight)d times.") % {"weight": weight})
        field = forms.IntegerField(
            min_value=0,
            max_value=most,
            label=typo(one["label"]),
            help_text=" ".join(said),
            initial=given.scores.get(one["key"]) if given else None,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
        field.error_messages["required"] = _("Give your points.")
        yield f"{SCORE}{one['key']}", field


def own(case: Case, transition: TransitionSpec) -> Iterator[tuple[str, forms.Field]]:
    """Yield a field for each of the process's own questions that the step asks, with its answer so far."""
    for question in filling.asked(case, transition):
        value = case.internal.get(question.key)
        initial = value if question.type in ("choices", "date") else question.kind.shown(question, value)
        yield (
            f"{OWN}{question.key}",
            OwnField(question, widget=_widget(question), initial=initial, help_text=typo(question.help)),
        )


def given(cleaned: dict[str, Any], prefix: str) -> dict[str, Any]:
    """Return what was given to the fields of one kind, by key."""
    return {name.removeprefix(prefix): value for name, value in cleaned.items() if name.startswith(prefix)}


def _widget(question: Field) -> forms.Widget:
    match question.type:
        case "longtext":
            return AdminAutoHeightTextInput()
        case "date":
            return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        case "yesno":
            return forms.RadioSelect(choices=[("true", _("Yes")), ("false", _("No"))])
        case "choice":
            return forms.Select(choices=[("", "—"), *_choices(question)])
        case "choices":
            return forms.CheckboxSelectMultiple(choices=_choices(question))
    return forms.TextInput()


def _choices(question: Field) -> list[tuple[str, str]]:
    return [(one["value"], typo(one["label"])) for one in question.kind.option(question, "choices")]
