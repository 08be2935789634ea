"""The form in which an editor changes a form definition: names what is at fault where it is."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.forms.blocks.body import form_json
from cms.forms.blocks.widget import StreamWidget
from cms.forms.errors import SpecError, SpecFault
from cms.forms.models.shared import SharedBlock
from cms.forms.naming import give_names, short_name
from cms.forms.pinning import pin
from cms.forms.soundness import refusals

SECTION_INPUTS = {"title", "intro", "key", "show_when"}
FIELD_INPUTS_NOT_SHOWN = {"type"}


class FormDefinitionForm(WagtailAdminModelForm):
    """Gives short names, then reads the whole form as publication will, so that nothing unsound is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False
        for name in {"body", "rules"} & set(self.fields):
            self.fields[name].widget = StreamWidget(self.instance._meta.get_field(name).stream_block)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "name" in data and not data.get("key") and "key" not in self.errors:
            taken = set(type(self.instance).objects.values_list("key", flat=True))
            data["key"] = short_name(data["name"], taken, "formulaire").replace("_", "-")
        if "body" in data and "rules" in data:
            self._read(data)
        return data

    def _read(self, data: dict[str, Any]) -> None:
        body, rules = raw_of(data["body"]), raw_of(data["rules"])
        shared = SharedBlock.objects.expand(form_json("", "", body, rules)).labels
        give_names(body, rules, raw_of(self.instance.body), raw_of(self.instance.rules), shared)
        for name, raw in (("body", body), ("rules", rules)):
            data[name] = self.instance._meta.get_field(name).to_python(raw)
        if not body and self.is_deferred_validation:
            return
        said = SharedBlock.objects.expand(
            form_json(data.get("key") or "formulaire", data.get("name") or "…", body, rules)
        )
        pin(said.form)
        try:
            form = said.read()
        except SpecError as error:
            self._tell(said.placed(error.faults))
            return
        if not self.is_deferred_validation:  # it is to be published
            self._tell(said.placed(said.named(refusals(form))))

    def _tell(self, faults: Iterable[SpecFault]) -> None:
        by_input: dict[str, list[SpecFault]] = {}
        for fault in faults:
            first = str(fault.path[0]) if fault.path else "sections"
            by_input.setdefault({"sections": "body"}.get(first, first), []).append(fault)
        for name, found in by_input.items():
            if name in ("body", "rules"):
                self.add_error(name, stream_error(found))
            else:
                self.add_error(name if name in self.fields else None, [fault.message for fault in found])


def raw_of(value: Any) -> list[dict[str, Any]]:
    return value.stream_block.get_prep_value(value) if value else []


def stream_error(faults: Iterable[SpecFault]) -> ValidationError:
    """Faults of a stream of sections or rules, each at its input."""
    whole: list[str] = []
    blocks: dict[int, list[SpecFault]] = {}
    for fault in faults:
        if len(fault.path) > 1 and isinstance(fault.path[1], int):
            blocks.setdefault(fault.path[1], []).append(fault)
        else:
            whole.append(fault.message)
    errors = {place: _block_error(found, 2) for place, found in blocks.items()}
    return StreamBlockValidationError(block_errors=errors, non_block_errors=ValidationError(whole) if whole else None)


def _block_error(faults: list[SpecFault], depth: int) -> ValidationError:
    """Faults of one block: at its inputs or, in a section, in the stream of its fields."""
    inputs: dict[str, list[str]] = {}
    inner: dict[int, list[SpecFault]] = {}
    whole: list[str] = []
    for fault in faults:
        rest = fault.path[depth:]
        if len(rest) > 1 and rest[0] == "fields" and isinstance(rest[1], int):
            inner.setdefault(rest[1], []).append(fault)
        elif rest and rest[0] not in FIELD_INPUTS_NOT_SHOWN:
            inputs.setdefault(str(rest[0]), []).append(fault.message)
        else:
            whole.append(fault.message)
    errors: dict[str, ValidationError] = {name: _input_error(name, found) for name, found in inputs.items()}
    if inner:
        blocks = {place: _block_error(found, depth + 2) for place, found in inner.items()}
        errors["fields"] = StreamBlockValidationError(block_errors=blocks)
    return StructBlockValidationError(block_errors=errors, non_block_errors=ValidationError(whole) if whole else None)


def _input_error(name: str, messages: list[str]) -> ValidationError:
    if name in ("formula", "show_when", "required_when", "valid_when", "minimum_"):
        return StructBlockValidationError(non_block_errors=ValidationError(messages))
    if name == "choices":
        return ListBlockValidationError(non_block_errors=ValidationError(messages))
    return ValidationError(messages)
