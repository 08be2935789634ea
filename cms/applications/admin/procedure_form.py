"""The form on which an editor sets up a procedure: keys are chosen from lists, never typed."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from cms.applications.models import Procedure
from cms.forms import operations as form_operations
from cms.forms.errors import SpecError
from cms.forms.spec import Field
from cms.snippets import keys
from cms.workflows import operations as process_operations

# The types of field that can feed each setting; None: any.
_TYPES = {"title_field": ("text",), "summary_field": ("text", "longtext"), "territory_field": ("commune",)}
_MAPPING = (*_TYPES, "published_fields")
_LONGEST_SHORT_NAME = 90


class KeepsOrder(forms.MultipleChoiceField):
    """Several choices; those that were chosen before keep their order, new ones follow in the order of the form."""

    order: tuple[str, ...] = ()

    def clean(self, value: Any) -> list[str]:
        chosen = super().clean(value)
        kept = [key for key in self.order if key in chosen]
        return kept + [key for key in chosen if key not in kept]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])


class ProcedureForm(WagtailAdminModelForm):
    """Offers the fields of the chosen form and the roles of the chosen process, once both are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.form_id:
            self._offer_fields(fields_of(self.instance))
        else:
            for name in _MAPPING:
                self.fields.pop(name, None)
        if not self.instance.pk and "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Part of the address; empty: made from the title.")
        if "messages" in self.formsets:
            self.formsets["messages"].form_kwargs = {"recipients": recipients_of(self.instance)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "slug" in cleaned and not cleaned["slug"] and (title := cleaned.get("title")):
            if name := short_name_for(title):
                cleaned["slug"] = name
            else:
                self.add_error("slug", _("Write a short name: none can be made from this title."))
        return cleaned

    def _offer_fields(self, fields: list[Field]) -> None:
        labels = {one.key: one.label for one in fields}
        for name, types in _TYPES.items():
            if name in self.fields:
                keys = [one.key for one in fields if one.type in types]
                self.fields[name] = self._one_of(name, {key: labels[key] for key in keys})
        if "published_fields" in self.fields:
            old = self.fields["published_fields"]
            field = KeepsOrder(
                choices=self._with_lost(labels, self.instance.published_fields),
                widget=forms.CheckboxSelectMultiple,
                required=False,
                label=old.label,
                help_text=old.help_text,
            )
            field.order = tuple(self.instance.published_fields)
            self.fields["published_fields"] = field

    def _one_of(self, name: str, labels: dict[str, str]) -> forms.ChoiceField:
        old = self.fields[name]
        current = getattr(self.instance, name)
        choices = [("", "—"), *self._with_lost(labels, [current] if current else [])]
        return forms.ChoiceField(choices=choices, required=False, label=old.label, help_text=old.help_text)

    @staticmethod
    def _with_lost(labels: dict[str, str], chosen: list[str]) -> list[tuple[str, str]]:
        """A key that the form no longer has stays on the list, named as such: saving must not drop it in silence."""
        lost = {key: _("%(key)s (no longer in the form)") % {"key": key} for key in chosen if key not in labels}
        return [*labels.items(), *lost.items()]


class MessageForm(WagtailAdminModelForm):
    """One message; its recipient is the applicant or a role of the process."""

    def __init__(self, *args: Any, recipients: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(recipients or [])
        current = self.instance.to
        if current and current not in dict(choices):
            choices.append((current, current))
        self.fields["to"] = forms.ChoiceField(choices=choices, label=self.fields["to"].label, initial="applicant")


def short_name_for(title: str) -> str:
    """The part of an address that a title gives ("Aide aux sorties" → "aide-aux-sorties"), one that no procedure has;
    empty when the title has neither a letter nor a digit that an address can bear.
    """
    base = slugify(title)[:_LONGEST_SHORT_NAME].rstrip("-")
    taken = set(Procedure.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return keys.free(base, taken)


def fields_of(procedure: Procedure) -> list[Field]:
    """The questions of the procedure's form as its editors last left it; none while it does not hold."""
    try:
        spec = form_operations.draft_of(procedure.form).spec
    except SpecError:
        return []
    return [one for one in spec.fields if one.kind.asks]


def recipients_of(procedure: Procedure) -> list[tuple[str, str]]:
    """Whom a message may be for, as the choices of a list."""
    choices: list[tuple[str, Any]] = [("applicant", gettext_lazy("The applicant"))]
    if procedure.process_id:
        graph = process_operations.draft(procedure.process).graph
        choices += [(f"role:{role.key}", role.label) for role in graph.roles if role.finder != "applicant"]
    return choices
