"""Screens that have running cases pass to the published version: where they go, what that changes, and the undoing."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from cms.accounts.models import User
from cms.applications.admin.procedure_screens import ProcedureScreen
from cms.applications.models import Passage, Release
from cms.applications.publication import passing
from cms.workflows.migration import MappingRefused


class PassingScreen(ProcedureScreen):
    """First where each step leads, then the list of the cases, then the passage itself."""

    template_name = "applications/admin/passing.html"
    page_title = gettext_lazy("Have running cases pass")

    def is_allowed(self, user: User) -> bool:
        return passing.may_pass(user)

    @cached_property
    def sources(self) -> list[tuple[Release, int]]:
        target = self.procedure.current_release
        return passing.sources(self.procedure, target) if target else []

    @cached_property
    def source(self) -> Release | None:
        """The version that was chosen, else the newest of those that rule running cases."""
        wanted = self.request.POST.get("source") or self.request.GET.get("source") or ""
        chosen = [release for release, _count in self.sources if str(release.number) == wanted]
        return next(iter(chosen or [release for release, _count in self.sources]), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "source": self.source,
            "target": self.procedure.current_release,
            "sources": self.sources,
            "steps": self._steps(kwargs.get("problems", {})),
            "passages": Passage.objects.filter(target__procedure=self.procedure).select_related("source", "target"),
            "batch": passing.BATCH,
        }

    def _steps(self, problems: dict[str, str]) -> list[dict[str, Any]]:
        """The old steps where cases stand, each with the new steps to which they may go."""
        source, target = self.source, self.procedure.current_release
        if source is None or target is None:
            return []
        offered = [node for node in target.graph.nodes if not node.is_end]
        keys = {node.key for node in offered}
        rows = []
        for key, count in passing.standing(self.procedure, source).items():
            chosen = self.request.POST.get(f"to-{key}", key if key in keys else "")
            label = source.graph.node(key).label
            rows.append(
                {"key": key, "label": label, "count": count, "chosen": chosen, "offered": offered}
                | {"problem": problems.get(key, "")}
            )
        return rows

    def _mapping(self) -> dict[str, str]:
        posted = self.request.POST.items()
        return {name.removeprefix("to-"): str(value) for name, value in posted if name.startswith("to-") and value}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the list, or with `run` do it. Raises PermissionDenied."""
        source, target = self.source, self.procedure.current_release
        if source is None or target is None:
            return redirect("procedures_admin:passing", pk)
        mapping = self._mapping()
        try:
            if "run" in request.POST:
                return self._run(request, source, target, mapping)
            found = passing.dry_run(self.procedure, source, target, mapping)
        except MappingRefused as refusal:
            return self.render_to_response(self.get_context_data(problems=refusal.problems), status=422)
        return self.render_to_response(self.get_context_data(dry_run=found))

    def _run(self, request: HttpRequest, source: Release, target: Release, mapping: dict[str, str]) -> HttpResponse:
        pairs = [value.partition("-") for value in request.POST.getlist("case")]
        seen = {int(case): int(number) for case, _dash, number in pairs if _is_short(case) and _is_short(number)}
        result = passing.run(self.procedure, source, target, mapping, cast(User, request.user), seen)
        text = ngettext("%(count)d case has passed.", "%(count)d cases have passed.", result.done)
        tell(request, result, text % {"count": result.done})
        if result.passage is None:
            return redirect("procedures_admin:passing", self.procedure.pk)
        return redirect("procedures_admin:passage", self.procedure.pk, result.passage.pk)


class PassageScreen(ProcedureScreen):
    """One passage: its cases, where each now is, and the button that takes them back."""

    template_name = "applications/admin/passage.html"
    page_title = gettext_lazy("Passage of cases")

    def is_allowed(self, user: User) -> bool:
        return passing.may_pass(user)

    @cached_property
    def passage(self) -> Passage:
        found = Passage.objects.select_related("source", "target", "made_by")
        return get_object_or_404(found, pk=self.kwargs["passage"], target__procedure=self.procedure)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.passage.cases.select_related("application__case__process_version", "entry")
        old, new = self.passage.source.graph, self.passage.target.graph
        shown = [
            {
                "application": row.application,
                "source": old.node(row.entry.source).label if old.has_node(row.entry.source) else row.entry.source,
                "target": new.node(row.entry.target).label if new.has_node(row.entry.target) else row.entry.target,
                "is_undone": row.undone_entry_id is not None,
            }
            for row in rows
        ]
        return super().get_context_data(**kwargs) | {
            "passage": self.passage,
            "rows": shown,
            "may_undo": any(not row["is_undone"] for row in shown),
        }

    def post(self, request: HttpRequest, pk: int, passage: int) -> HttpResponse:
        """Take the cases back. Raises PermissionDenied."""
        result = passing.undo(self.passage, cast(User, request.user))
        text = ngettext("%(count)d case is taken back.", "%(count)d cases are taken back.", result.done)
        tell(request, result, text % {"count": result.done})
        return redirect("procedures_admin:passage", pk, passage)


def _is_short(number: str) -> bool:
    return number.isdecimal() and len(number) < 16


def tell(request: HttpRequest, result: passing.Result, text: str) -> None:
    """Say on the next page how many were done, and name those that were skipped with the reason."""
    if result.done:
        messages.success(request, text)
    if result.skipped:
        rows = ((one.reference or "", why) for one, why in result.skipped)
        listed = format_html_join("", "<li>{} : {}</li>", rows)
        messages.warning(request, format_html("{}<ul>{}</ul>", _("Left where they are:"), listed))
    elif not result.done:
        messages.info(request, _("No case was chosen: nothing was done."))
