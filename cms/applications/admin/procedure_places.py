"""Where in the admin each fault of a procedure is mended, down to the question in the editor."""

from functools import cached_property
from typing import Any

from django.urls import NoReverseMatch, reverse

from cms.applications.models import Procedure
from cms.forms import operations as form_operations
from cms.forms.models import FormDefinition
from cms.forms.sharing import SHARED
from cms.workflows.checks import Fault

_TABS = {"message": "messages", "document": "documents"}
# Settings that are not on the first tab of the procedure's screen.
_PUBLIC_PAGE = ("title_field", "summary_field", "territory_field", "published_fields")


def edit_url(instance: Any) -> str:
    """The admin page where a form or a process is edited; empty when it has none."""
    options = instance._meta
    for name in (f"wagtailsnippets_{options.app_label}_{options.model_name}:edit", f"{options.model_name}:edit"):
        try:
            return reverse(name, args=[instance.pk])
        except NoReverseMatch:
            continue
    return ""


class Places:
    """The places of one procedure, or of a form alone; reads the form once."""

    def __init__(self, procedure: Procedure | None, form: FormDefinition | None = None) -> None:
        self.procedure = procedure
        self.form = form or (procedure.form if procedure else None)

    def of(self, fault: Fault) -> str:
        """The address where `fault` is mended: a block of the form, the process, a part of the procedure's screen."""
        if fault.part in ("form", "section", "field", "rule"):
            return edit_url(self.form) + self._block(fault)
        if self.procedure is None:
            return ""
        if fault.part in ("process", "role", "node", "transition"):
            return edit_url(self.procedure.process)
        if fault.part == "run":
            return reverse("procedures_admin:saved_run", args=[self.procedure.pk, fault.key])
        screen = reverse("procedures_admin:edit", args=[self.procedure.pk])
        if fault.key in _PUBLIC_PAGE:
            return f"{screen}#tab-public_page"
        if fault.part == "procedure" and fault.key == "retention_months":
            return f"{screen}#id_retention_months"
        return f"{screen}#tab-{_TABS.get(fault.part, 'procedure')}"

    def _block(self, fault: Fault) -> str:
        block = self._blocks.get((fault.part, fault.key))
        return f"#block-{block}-section" if block else ""

    @cached_property
    def _blocks(self) -> dict[tuple[str, str], str]:
        """The identity of each block of the form's draft, by what it is and its key."""
        if self.form is None:
            return {}
        draft = form_operations.draft_of(self.form)
        body = draft.body.stream_block.get_prep_value(draft.body)
        found = {}
        for section in body:
            found["section", section["value"].get("key") or ""] = section["id"]
            waiting = list(section["value"].get("fields") or [])
            while waiting:
                block = waiting.pop()
                if block["type"] == SHARED:
                    continue
                found["field", block["value"].get("key") or ""] = block["id"]
                inside = block["value"].get("fields")
                waiting += inside if isinstance(inside, list) else []
        return found | self._shared(draft, body)

    def _shared(self, draft: FormDefinition, body: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
        """The row that uses the shared block of a question; of a key that is there twice, it is the one to mend."""
        expansion = draft.expansion()
        return {
            ("field", key): row["id"]
            for index, section in enumerate(body)
            for place, row in enumerate(section["value"].get("fields") or [])
            if row["type"] == SHARED
            for key in expansion.keys_at(index, place)
        }
