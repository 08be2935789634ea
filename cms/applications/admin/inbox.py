"""The inbox: applications that wait for me, and all those that I may see."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.lookups import GreaterThan
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from cms.accounts.models import User
from cms.applications.admin import assigning, mending
from cms.applications.admin import case as case_views
from cms.applications.admin.columns import DayColumn, LabelledColumn, StepColumn, UnreadColumn
from cms.applications.models import Application, Procedure
from cms.applications.people.unread import unread_by
from cms.snippets.models import Territory
from cms.workflows.models import Case, ProcessVersion

NAMESPACE = "applications_inbox"
OUTCOMES = {
    "accepted": gettext_lazy("Accepted"),
    "refused": gettext_lazy("Refused"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "closed": gettext_lazy("Closed without action"),
}


def visible_to(user: User) -> QuerySet[Application]:
    """Other people's submitted applications in whose case `user` plays a role: all that the inbox shows."""
    others = Application.objects.genuine().submitted().with_standing().of_others(user)
    return others.filter(case__in=Case.objects.visible_to(user))


def awaiting(user: User) -> QuerySet[Application]:
    """Other people's submitted applications on which `user` may act now."""
    others = Application.objects.genuine().submitted().with_standing().of_others(user)
    return others.filter(case__in=Case.objects.awaiting(user))


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


class InboxView(generic.IndexView):
    """A list of applications, with filters, search and a spreadsheet."""

    model = Application
    # Who sees which row is the queryset's rule: a role in the case, not a permission on the model.
    permission_policy = None
    any_permission_required = None
    mine = True
    template_name = "applications/admin/inbox.html"
    results_template_name = "applications/admin/inbox_results.html"
    filterset_class = InboxFilterSet
    header_icon = "tasks"
    is_searchable = True
    search_backend_name = None
    search_fields = ["reference", "title"]
    default_ordering = "case__due_at"
    paginate_by = 30
    list_export = [
        "reference",
        "title",
        "release.procedure.title",
        "territory",
        "applicant",
        "case.current_node.label",
        "case.outcome",
        "submitted_at",
        "case.entered_at",
        "case.due_at",
    ]
    export_headings = {
        "release.procedure.title": gettext_lazy("Procedure"),
        "applicant": gettext_lazy("Applicant"),
        "case.current_node.label": gettext_lazy("Step"),
        "case.outcome": gettext_lazy("Decision"),
        "submitted_at": gettext_lazy("Submitted on"),
        "case.entered_at": gettext_lazy("In this step since"),
        "case.due_at": gettext_lazy("Due on"),
    }

    @cached_property
    def columns(self) -> Iterable[Column]:
        return [
            TitleColumn(
                "title",
                label=_("Application"),
                get_url=lambda instance: reverse(f"{NAMESPACE}:case", args=[instance.pk]),
                sort_key="title",
            ),
            StepColumn("step", label=_("Step"), sort_key="case__node"),
            DayColumn("due", label=_("Due on"), accessor="case.due_at", sort_key="case__due_at"),
            UnreadColumn("unread", label=_("Messages"), sort_key="unread"),
            LabelledColumn("reference", label=_("Reference"), sort_key="reference"),
            LabelledColumn("procedure", label=_("Procedure"), accessor="release.procedure.title"),
            LabelledColumn("territory", label=_("Territory"), accessor="territory", sort_key="territory__name"),
            DayColumn("submitted_at", label=_("Submitted on"), sort_key="submitted_at"),
        ]

    def get_base_queryset(self) -> QuerySet[Application]:
        shown = awaiting(self.request.user) if self.mine else visible_to(self.request.user)
        waits = Case.objects.awaiting(self.request.user).filter(pk=OuterRef("case"))
        return shown.annotate(waits_for_me=Exists(waits), unread=unread_by(self.request.user))

    def get_page_title(self) -> str:
        return _("Waiting for me") if self.mine else _("All applications")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        other = ("all", _("All applications")) if self.mine else ("index", _("Waiting for me"))
        return [HeaderButton(other[1], url=reverse(f"{NAMESPACE}:{other[0]}"), icon_name="list-ul")]

    def get_add_url(self) -> None:
        return None

    def get_filename(self) -> str:
        return f"{_('applications')}-{timezone.localdate():%Y-%m-%d}"

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if field == "case.outcome":
            value = str(OUTCOMES.get(value, ""))
        value = super().preprocess_field_value(field, "" if value is None else value, export_format)
        # A title that begins like a formula must not become one in the agent's spreadsheet.
        if export_format == self.FORMAT_CSV and isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")):
            return f"'{value}"
        return value


class InboxViewSet(ViewSet):
    """Everything under /admin/instruction/."""

    name = NAMESPACE
    url_prefix = "instruction"
    icon = "tasks"

    def get_urlpatterns(self) -> list[URLPattern]:
        def listing(mine: bool, results: str, results_only: bool = False) -> Any:
            return self.construct_view(
                InboxView,
                mine=mine,
                index_url_name=f"{NAMESPACE}:{'index' if mine else 'all'}",
                index_results_url_name=f"{NAMESPACE}:{results}",
                results_only=results_only,
            )

        return [
            path("", listing(True, "index_results"), name="index"),
            path("results/", listing(True, "index_results", True), name="index_results"),
            path("tous/", listing(False, "all_results"), name="all"),
            path("tous/results/", listing(False, "all_results", True), name="all_results"),
            path("dossiers/<uuid:pk>/", case_views.CaseView.as_view(), name="case"),
            path("dossiers/<uuid:pk>/personnes/confier/", assigning.AssignView.as_view(), name="assign"),
            path(
                "dossiers/<uuid:pk>/personnes/<int:person>/reprendre/",
                assigning.UnassignView.as_view(),
                name="unassign",
            ),
            path("dossiers/<uuid:pk>/messages/ecrire/", case_views.WriteView.as_view(), name="write"),
            path("dossiers/<uuid:pk>/<str:transition>/", case_views.ActionView.as_view(), name="act"),
            path("effets/<int:pk>/relancer/", mending.RetryView.as_view(), name="retry"),
            path("documents/<int:pk>/revoquer/", mending.RevokeView.as_view(), name="revoke"),
        ]
