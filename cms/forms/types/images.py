"""Pictures, each with a text for those who do not see it: `[{"id", "name", "size", "type", "alt"}]`."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.forms.families import accept
from cms.forms.types.base import Data, Fault, FieldError, Files, plain, within
from cms.forms.types.file import FileType, Stored, size_in_words, stored_files
from cms.forms.types.options import NumberOption

FAMILY = ("image",)
LONGEST_ALT = 300


class ImagesType(FileType):
    key = "images"
    label = gettext_lazy("Images")
    icon = "image"
    template = "forms/fields/images.html"
    options = (
        NumberOption("minimum", gettext_lazy("Smallest number of images"), default=0, maximum=50),
        NumberOption("maximum", gettext_lazy("Largest number of images"), default=5, least=1, maximum=50),
        NumberOption(
            "max_size",
            gettext_lazy("Largest size of an image"),
            default=10,
            least=1,
            maximum=100,
            help=gettext_lazy("In megabytes."),
        ),
    )

    def families(self, field: Any) -> tuple[str, ...]:
        return FAMILY

    def posted(self, field: Any, data: Data) -> bool:
        return any(name.startswith(f"{field.key}.") for name in data)

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> dict[str, str]:
        """The texts, by the id of their image."""
        start = f"{field.key}."
        return {
            name.removeprefix(start).removesuffix(".alt"): data.get(name, "")
            for name in data
            if name.startswith(start) and name.endswith(".alt")
        }

    def merge(self, field: Any, raw: Any, current: Any) -> list[Stored]:
        return [one | {"alt": raw.get(one.get("id"), one.get("alt", ""))} for one in self.files(current)]

    def clean(self, field: Any, raw: Any) -> list[Stored]:
        value = stored_files(raw)
        most = self.option(field, "maximum")
        if len(value) > most:
            text = ngettext("Only {most} image is asked.", "{most} images at most: remove the others.", most)
            raise FieldError(text.format(most=most))
        faults = []
        for one, given in zip(value, raw or [], strict=True):
            try:
                one["alt"] = within(LONGEST_ALT, plain(given.get("alt")))
            except FieldError as error:
                faults.append(Fault(error.message, f"{one['id']}.alt"))
        if faults:
            raise FieldError.of(faults)
        return value

    def with_file(self, field: Any, value: Any, stored: Stored) -> list[Stored]:
        return super().with_file(field, value, {**stored, "alt": ""})

    def faults(self, field: Any, value: Any) -> list[Fault]:
        least = self.option(field, "minimum")
        found = [
            Fault(_("Say what this image shows, for those who do not see it."), f"{one['id']}.alt")
            for one in value
            if not one["alt"]
        ]
        return [*self._missing(least), *found] if len(value) < least else found

    def needed(self, field: Any) -> bool:
        return bool(self.option(field, "minimum"))

    def missing_faults(self, field: Any) -> list[Fault]:
        return self._missing(max(1, self.option(field, "minimum")))

    def _missing(self, least: int) -> list[Fault]:
        text = ngettext("Send an image.", "Send at least {least} images.", least)
        return [Fault(text.format(least=least))]

    def limits(self, field: Any) -> str:
        most, size = self.option(field, "maximum"), size_in_words(self.option(field, "max_size") * 1_000_000)
        text = ngettext(
            "One image of {size} at most (JPEG, PNG or WebP).",
            "{most} images at most, of {size} each (JPEG, PNG or WebP).",
            most,
        )
        return text.format(most=most, size=size)

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        files = [
            one | {"words": size_in_words(one["size"]), "alt": _text(given)}
            for given in self.files(value)
            if isinstance(given, Mapping)
            for one in _stored(given)
        ]
        most = self.option(field, "maximum")
        return {
            "files": files,
            "accept": accept(FAMILY),
            "several": most > 1,
            "full": len(files) >= most > 1,
            "limits": self.limits(field),
            "longest": LONGEST_ALT,
        }

    def display(self, field: Any, value: Any) -> str:
        lines = []
        for given in self.files(value):
            for one in _stored(given):
                name = f"{one['name']} ({size_in_words(one['size'])})"
                lines.append(_("{label}: {words}").format(label=name, words=_text(given)) if _text(given) else name)
        return "\n".join(lines)

    def search_text(self, field: Any, value: Any) -> str:
        return "\n".join(_text(one) for one in self.files(value) if _text(one))

    def value_schema(self, field: Any) -> dict[str, Any]:
        schema = super().value_schema(field)
        schema["items"]["properties"]["alt"] = {"type": "string", "maxLength": LONGEST_ALT}
        return schema


def _text(one: Any) -> str:
    alt = one.get("alt") if isinstance(one, Mapping) else ""
    return alt if isinstance(alt, str) else ""


def _stored(one: Any) -> list[Stored]:
    try:
        return stored_files([one])
    except FieldError:
        return []
