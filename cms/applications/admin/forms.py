"""Forms of the agents: to act on a case, to revoke a document."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.accounts.models import User
from cms.applications.admin import step_fields
from cms.applications.decisions import grants
from cms.applications.decisions.tags import euros
from cms.applications.models import Application
from cms.applications.writing import corrections
from cms.theme.typography import typo
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case


class ActionForm(forms.Form):
    """What an action asks for: the answers to correct when it sends the application back, points of the grid and the
    process's own questions when its step has some, a comment when it takes one, an amount when it grants money.
    """

    comment = forms.CharField(widget=AdminAutoHeightTextInput, max_length=5000)
    amount = forms.DecimalField(min_value=Decimal("0.01"), max_digits=12, decimal_places=2, localize=True)
    seen_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, transition: TransitionSpec, application: Application, user: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.transition, self.application = transition, application
        case = cast(Case, application.case)
        self.fields |= dict(step_fields.scores(case, transition, user))
        self.fields |= dict(step_fields.own(case, transition))
        self._set_up_correction()
        self._set_up_comment()
        self._set_up_amount()

    def _set_up_correction(self) -> None:
        choices = corrections.choices(self.application, self.transition)
        self.asks_correction = bool(choices)
        if not choices:
            return
        node = cast(Case, self.application.case).graph.node(self.transition.target)
        field = forms.MultipleChoiceField(
            choices=[(section.title, [(one.key, typo(one.label)) for one in rows]) for section, rows in choices],
            # A step that opens named answers proposes them; one that opens all leaves the choice.
            initial=[] if "*" in node.opens_fields else [one.key for _section, rows in choices for one in rows],
            widget=forms.CheckboxSelectMultiple,
            label=_("Answers to correct"),
            help_text=_("Only these open to the applicant; the others stay as they were sent."),
            error_messages={"required": _("Tick the answers that the applicant has to correct.")},
        )
        self.fields = {"asked": field} | self.fields

    def _set_up_comment(self) -> None:
        if self.transition.comment == "none":
            del self.fields["comment"]
            return
        field = self.fields["comment"]
        field.required = self.transition.comment == "required" or self.asks_correction
        field.label = _("Your comment")
        field.error_messages["required"] = _("Write a comment: it is needed for this action.")
        field.help_text = (
            _("The applicant will read it.")
            if self.transition.comment_public
            else _("It stays between the people who handle the application.")
        )

    def _set_up_amount(self) -> None:
        key = next((effect["amount_field"] for effect in self.transition.effects if effect["kind"] == "grant"), None)
        if key is None:
            del self.fields["amount"]
            return
        field = self.fields["amount"]
        self.asked = grants.amount_asked(self.application, key)
        self.fund = grants.fund_of(self.application, timezone.localdate().year)
        field.label = _("Amount granted, in euros")
        field.initial = self.asked
        facts = []
        if self.asked is not None:
            facts.append(_("Asked for: %(amount)s.") % {"amount": euros(self.asked)})
        if self.fund is not None:
            facts.append(
                _("Left on the fund %(fund)s: %(amount)s.") % {"fund": self.fund, "amount": euros(self.fund.remaining)}
            )
        field.help_text = " ".join(facts)
        field.error_messages["required"] = _("Write the amount granted.")

    @property
    def score_fields(self) -> list[forms.BoundField]:
        """The points of the grid."""
        return [self[name] for name in self.fields if name.startswith(step_fields.SCORE)]

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The process's own questions."""
        return [self[name] for name in self.fields if name.startswith(step_fields.OWN)]

    def clean_amount(self) -> Decimal:
        amount = self.cleaned_data["amount"]
        if self.asked is not None and amount > self.asked:
            raise forms.ValidationError(
                _("This is more than what was asked for: %(amount)s at most.") % {"amount": euros(self.asked)}
            )
        try:
            grants.check(self.application, amount, self.fund, timezone.localdate().year)
        except grants.GrantRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return amount


class RevokeForm(forms.Form):
    """Why a document no longer holds."""

    reason = forms.CharField(widget=AdminAutoHeightTextInput, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Reason")
        self.fields["reason"].help_text = _("Kept in the history of the application; the public page does not show it.")
