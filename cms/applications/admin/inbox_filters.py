"""What an agent sorts the applications of the inbox by."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from cms.applications.models import Application, Procedure
from cms.snippets.models import Territory
from cms.workflows.models import ProcessVersion

OUTCOMES = {
    "accepted": gettext_lazy("Accepted"),
    "refused": gettext_lazy("Refused"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "closed": gettext_lazy("Closed without action"),
}


def _steps(request: Any) -> list[tuple[str, str]]:
    """Steps of the processes that run, as ("<process>:<node>", label); only the newest version names them."""
    steps: dict[str, str] = {}
    versions = ProcessVersion.objects.filter(cases__is_trial=False).distinct().order_by("definition", "number")
    for version in versions:
        for node in version.graph.nodes:
            if node.kind != "start":
                steps[f"{version.definition_id}:{node.key}"] = f"{version.graph.name} · {node.label}"
    return sorted(steps.items(), key=lambda step: step[1])


class InboxFilterSet(WagtailFilterSet):
    """What an agent sorts cases by."""

    procedure = django_filters.ModelChoiceFilter(
        field_name="release__procedure",
        queryset=Procedure.objects.published(),
        label=gettext_lazy("Procedure"),
    )
    step = django_filters.ChoiceFilter(method="at_step", label=gettext_lazy("Step"), choices=[])
    territory = django_filters.ModelChoiceFilter(queryset=Territory.objects.all(), label=gettext_lazy("Territory"))
    state = django_filters.ChoiceFilter(
        method="in_state",
        label=gettext_lazy("State"),
        choices=[("open", gettext_lazy("In progress")), ("overdue", gettext_lazy("Late")), *OUTCOMES.items()],
    )
    messages = django_filters.ChoiceFilter(
        method="with_messages",
        label=gettext_lazy("Messages of applicants"),
        choices=[("unread", gettext_lazy("Not read by me"))],
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["step"].extra["choices"] = _steps(self.request)

    def at_step(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        definition, _colon, node = value.partition(":")
        return queryset.filter(case__process_version__definition__id=definition, case__node=node)

    def in_state(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        match value:
            case "open":
                return queryset.filter(case__closed_at=None)
            case "overdue":
                return queryset.filter(case__closed_at=None, case__due_at__lt=timezone.now())
        return queryset.filter(case__outcome=value)

    def with_messages(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return queryset.filter(GreaterThan(F("unread"), 0))
