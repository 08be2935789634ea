"""To whom an agent may give a case."""

from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application
from cms.workflows.models import Case, Part


class AssignForm(forms.Form):
    """To whom: a person of the groups that play in the case, without those whom it is about."""

    person = forms.ModelChoiceField(User.objects.none())

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = candidates(application)  # type: ignore[attr-defined]  # of ModelChoiceField
        field.label = _("Give to")
        field.error_messages |= {
            "required": _("Choose a person."),
            "invalid_choice": _("Choose a person of the list."),
        }


def candidates(application: Application) -> QuerySet[User]:
    """The people who may be given the case: active, of a group that plays in it, and who do not have it yet."""
    case = cast(Case, application.case)
    groups = Part.objects.filter(case=case).exclude(group_name="").values("group_name")
    named = Part.objects.filter(case=case, is_applicant=False).exclude(user=None).values("user")
    people = User.objects.filter(Q(groups__name__in=groups) | Q(pk__in=named), is_active=True)
    away = application.case_people("concerned").values("pk")
    given = case.assignments.values("user")
    return people.exclude(pk__in=away).exclude(pk__in=given).distinct().order_by("last_name", "first_name", "email")
