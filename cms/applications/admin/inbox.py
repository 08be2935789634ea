"""The inbox: applications that wait for me, and all those that I may see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from cms.accounts.models import User
from cms.applications.admin import assigning, expert_views, mending
from cms.applications.admin import case as case_views
from cms.applications.admin.columns import DayColumn, LabelledColumn, StepColumn, UnreadColumn
from cms.applications.admin.inbox_filters import OUTCOMES, InboxFilterSet
from cms.applications.models import Application
from cms.applications.people.unread import unread_by
from cms.workflows.models import Case

NAMESPACE = "applications_inbox"


def visible_to(user: User) -> QuerySet[Application]:
    """Other people's submitted applications in whose case `user` plays a role: all that the inbox shows."""
    others = Application.objects.genuine().submitted().with_standing().of_others(user)
    return others.filter(case__in=Case.objects.visible_to(user))


def awaiting(user: User) -> QuerySet[Application]:
    """Other people's submitted applications on which `user` may act now."""
    others = Application.objects.genuine().submitted().with_standing().of_others(user)
    return others.filter(case__in=Case.objects.awaiting(user))


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
            *expert_views.urlpatterns(),
            path("dossiers/<uuid:pk>/<str:transition>/", case_views.ActionView.as_view(), name="act"),
            path("effets/<int:pk>/relancer/", mending.RetryView.as_view(), name="retry"),
            path("documents/<int:pk>/revoquer/", mending.RevokeView.as_view(), name="revoke"),
        ]
