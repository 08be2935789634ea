"""Files. Their contents are stored by a higher room; the answer names them: `[{"id", "name", "size", "type"}]`."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.forms.actions import Action
from cms.forms.families import CHOICES, accept
from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, plain
from cms.forms.types.document_option import DocumentOption, found
from cms.forms.types.numbers import NARROW_SPACE
from cms.forms.types.options import NumberOption, Option, PickSeveralOption
from cms.forms.types.rows import without

Stored = dict[str, Any]
PARTS = ("id", "name", "size", "type")


def size_in_words(size: int) -> str:
    """A size in bytes as people read it: "1,2 Mo"."""
    if size < 1000:
        return _("{size} bytes").format(size=size)
    units = (_("kB"), _("MB"), _("GB"))
    power = min(len(units), (len(str(size)) - 1) // 3)
    number = size / 1000**power
    digits = f"{number:.1f}" if number < 10 else f"{number:.0f}"
    return f"{digits.replace('.', ',').removesuffix(',0')}{NARROW_SPACE}{units[power - 1]}"


def stored_files(raw: Any) -> list[Stored]:
    """The stored files; raises `FieldError` for anything else."""
    if raw in (None, ""):
        return []
    if not isinstance(raw, list) or len(raw) > 100:
        raise FieldError(_("Send the files with the button."))
    return [_stored(one) for one in raw]


def _stored(one: Any) -> Stored:
    message = _("Send the files with the button.")
    if not isinstance(one, dict):
        raise FieldError(message)
    try:
        identifier = str(UUID(one.get("id")))
    except (ValueError, TypeError, AttributeError):
        raise FieldError(message) from None
    size, name, kind = one.get("size"), plain(one.get("name")), plain(one.get("type"))
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size < 2**50 or not name or len(name) > 255:
        raise FieldError(message)
    return {"id": identifier, "name": name, "size": size, "type": kind[:100]}


class FileType(FieldType):
    key = "file"
    label = gettext_lazy("Files")
    icon = "upload"
    group = gettext_lazy("Files")
    template = "forms/fields/file.html"
    takes_files = True
    grouped = True
    options: ClassVar[tuple[Option, ...]] = (
        PickSeveralOption("families", gettext_lazy("Kinds of files"), default=("document", "image"), values=CHOICES),
        NumberOption("maximum", gettext_lazy("Largest number of files"), default=1, least=1, maximum=20),
        NumberOption(
            "max_size",
            gettext_lazy("Largest size of a file"),
            default=10,
            least=1,
            maximum=500,
            help=gettext_lazy("In megabytes."),
        ),
        DocumentOption("model", gettext_lazy("Model to download and fill in")),
    )

    @property
    def empty(self) -> Any:
        return []

    def posted(self, field: Any, data: Data) -> bool:
        # A file comes beside the data; the stored ones change only by a button.
        return False

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return []

    def merge(self, field: Any, raw: Any, current: Any) -> Any:
        return current or []

    def act(self, field: Any, raw: Any, action: Action) -> Any:
        return without(raw, action.path[0]) if action.kind == "remove" and action.path else raw

    def clean(self, field: Any, raw: Any) -> Any:
        value = stored_files(raw)
        most = self.option(field, "maximum")
        if len(value) > most:
            text = ngettext(
                "Only {most} file is asked: remove the others.", "{most} files at most: remove the others.", most
            )
            raise FieldError(text.format(most=most))
        return value

    def families(self, field: Any) -> tuple[str, ...]:
        return tuple(self.option(field, "families"))

    def with_file(self, field: Any, value: Any, stored: Stored) -> Any:
        """The answer with one more file; where only one is asked, it takes the place of the other."""
        return [stored] if self.option(field, "maximum") == 1 else [*self.files(value), stored]

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Send a file."))]

    def limits(self, field: Any) -> str:
        """What may be sent, in a sentence."""
        names = [str(label) for key, label in CHOICES if key in self.option(field, "families")]
        size = size_in_words(self.option(field, "max_size") * 1_000_000)
        most = self.option(field, "maximum")
        text = ngettext("One file of {size} at most", "{most} files at most, of {size} each", most)
        return f"{text.format(most=most, size=size)} ({', '.join(names)})."

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        files = [one | {"words": size_in_words(one["size"])} for one in _shown(self.files(value))]
        return {
            "files": files,
            "accept": accept(self.option(field, "families")),
            "several": self.option(field, "maximum") > 1,
            "full": len(files) >= self.option(field, "maximum") > 1,
            "limits": self.limits(field),
            "model": found(self.option(field, "model")),
        }

    def files(self, value: Any) -> list[Stored]:
        return value if isinstance(value, list) else []

    def display(self, field: Any, value: Any) -> str:
        return "\n".join(f"{one['name']} ({size_in_words(one['size'])})" for one in _shown(self.files(value)))

    def value_schema(self, field: Any) -> dict[str, Any]:
        text = {"type": "string"}
        properties = {"id": text | {"format": "uuid"}, "name": text, "size": {"type": "integer"}, "type": text}
        return {"type": "array", "items": {"type": "object", "required": list(PARTS), "properties": properties}}


def _shown(files: list[Stored]) -> list[Stored]:
    """The files that can be shown, whatever a post put beside them."""
    try:
        return stored_files(files)
    except FieldError:
        return []
