"""The form of a process: completes what an editor left to the platform, and refuses to publish what does not hold."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminModelForm

from cms.workflows import checks, roles
from cms.workflows.editing.keys import free_key
from cms.workflows.editing.places import FIELDS, RELATIONS
from cms.workflows.graph import Graph

# Groups that Wagtail makes in every new database; a process is offered them once somebody is in them.
WAGTAIL_GROUPS = ("Editors", "Moderators")


class RowForm(WagtailAdminModelForm):
    """One row; the key that the platform gave is told to a page that goes on editing."""

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        return [*super().get_field_updates_for_resave(), (self.add_prefix("key"), self.instance.key)]


class RoleForm(RowForm):
    """A role: its people are chosen among what exists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(finder.name, finder.label) for finder in roles.finders()]
        self.fields["finder"].widget = forms.Select(choices=_with(self.initial.get("finder"), known))
        there = Group.objects.exclude(name__in=WAGTAIL_GROUPS, user=None).order_by("name")
        groups = [(name, name) for name in there.values_list("name", flat=True)]
        self.fields["group"].widget = forms.Select(choices=[("", "—"), *_with(self.initial.get("group"), groups)])


class ProcessForm(WagtailAdminModelForm):
    """A process with its rows. A draft may have faults, which the screen shows; what is published may not."""

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        self._complete()
        if self.is_deferred_validation:
            return True
        for fault in checks.faults_of_definition(self.instance, self._graph()):
            if fault.refuses:
                self._refuse(fault)
        return super().is_valid()

    def as_typed(self) -> Graph:
        """The process as it is on the screen, half-typed or not: what cannot be read is as if it were empty.

        A row without a name has the name of its place in the post, so that the screen can point to it.
        """
        if not self.is_bound or self._errors is None:
            self.defer_required_fields()
        super().is_valid()
        for relation in RELATIONS.values():
            _errors = self.formsets[relation].errors
        self._complete()
        for relation in RELATIONS.values():
            for form in self._rows(relation):
                form.instance.key = form.instance.key or form.prefix
                form.instance.label = form.instance.label or gettext("No name yet")
        return self._graph()

    def _rows(self, relation: str) -> Iterator[Any]:
        """The forms of the rows that stay, in their order on the screen."""
        kept = [
            form
            for form in self.formsets[relation].forms
            if not form.cleaned_data.get("DELETE") and not _is_untouched(form)
        ]
        return iter(sorted(kept, key=lambda form: form.cleaned_data.get("ORDER") or 0))

    def _complete(self) -> None:
        """Give a key to rows that have none, and put keys where an editor wrote names."""
        for relation in RELATIONS.values():
            taken = {form.instance.key for form in self._rows(relation)}
            for form in self._rows(relation):
                if not form.instance.key:
                    form.instance.key = form.initial.get("key") or free_key(form.instance.label, taken)
                    taken.add(form.instance.key)
        nodes, known_roles = self._keys_by_name("nodes"), self._keys_by_name("roles")
        for form in self._rows("transitions"):
            row = form.instance
            row.source = nodes.get(row.source.casefold(), row.source)
            row.target = nodes.get(row.target.casefold(), row.target)
            row.roles = [known_roles.get(name.casefold(), name) for name in row.roles]
        for form in self._rows("nodes"):
            row = form.instance
            row.escalate_to = known_roles.get(row.escalate_to.casefold(), row.escalate_to)
            row.assign_among = known_roles.get(row.assign_among.casefold(), row.assign_among)
            row.sends_back = [known_roles.get(name.casefold(), name) for name in row.sends_back]
            if row.expertise and row.expertise.get("read_by"):
                readers = [known_roles.get(name.casefold(), name) for name in row.expertise["read_by"]]
                row.expertise = row.expertise | {"read_by": readers}

    def _keys_by_name(self, relation: str) -> dict[str, str]:
        rows = [form.instance for form in self._rows(relation)]
        return {row.label.casefold(): row.key for row in rows} | {row.key.casefold(): row.key for row in rows}

    def _graph(self) -> Graph:
        """The process as it is on the screen."""
        specs = {
            relation: tuple(form.instance.as_spec() for form in self._rows(relation) if form.instance.key)
            for relation in RELATIONS.values()
        }
        return Graph(key=self.instance.key, name=self.instance.name, fields=tuple(self.instance.fields), **specs)

    def _refuse(self, fault: checks.Fault) -> None:
        """Say the fault beside its row, at the field it is about."""
        rows = self._rows(RELATIONS[fault.part]) if fault.part in RELATIONS else iter(())
        form = next((one for one in rows if one.instance.key == fault.key), None)
        if form is None:
            self.add_error(None, fault.message)
            return
        field = FIELDS.get(fault.kind)
        form.add_error(field if field in form.fields else None, fault.message)


def _with(value: str | None, choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The choices, and the value that a row already has."""
    return choices if not value or value in dict(choices) else [*choices, (value, value)]


def _is_untouched(form: Any) -> bool:
    """A row that was added and left empty: Django drops it."""
    return form.empty_permitted and not form.has_changed()
