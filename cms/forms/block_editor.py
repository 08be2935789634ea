"""The form in which an editor changes a shared block: read alone, as a form that asks nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from cms.forms.blocks.body import form_json
from cms.forms.blocks.widget import StreamWidget
from cms.forms.editor import raw_of, stream_error
from cms.forms.errors import SpecError, SpecFault
from cms.forms.naming import give_names, short_name
from cms.forms.pinning import pin
from cms.forms.soundness import refusals
from cms.forms.spec import Form


class SharedBlockForm(WagtailAdminModelForm):
    """Gives short names, and refuses what a form would be refused for: a block has no draft."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False
        if "questions" in self.fields:
            self.fields["questions"].widget = StreamWidget(self._stream.stream_block)

    @property
    def _stream(self) -> Any:
        return self.instance._meta.get_field("questions")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "title" in data and not data.get("key") and "key" not in self.errors:
            taken = {key.replace("-", "_") for key in type(self.instance).objects.values_list("key", flat=True)}
            data["key"] = self.instance.key or short_name(data["title"], taken, "bloc").replace("_", "-")
        if "questions" in data:
            self._read(data)
        return data

    def _read(self, data: dict[str, Any]) -> None:
        title = data.get("title") or "…"
        raw = raw_of(data["questions"])
        body = _as_section(title, raw)
        give_names(body, [], _as_section(title, raw_of(self.instance.questions)), [])
        data["questions"] = self._stream.to_python(raw)
        try:
            form = Form.from_json(pin(form_json("bloc", title, body, [])))
        except SpecError as error:
            self._tell(error.faults)
        else:
            self._tell(refusals(form))

    def _tell(self, faults: Iterable[SpecFault]) -> None:
        # A block is the fields of the only section.
        if told := [replace(fault, path=fault.path[2:]) for fault in faults]:
            self.add_error("questions", stream_error(told))


def _as_section(title: str, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": "section", "id": "", "value": {"title": title, "key": "bloc", "fields": questions}}]
