"""What was typed, made fit to be stored, or refused in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.forms.errors import Fault, FieldError


def plain(raw: Any, *, lines: bool = False) -> str:
    """A text that every database keeps: no control character, one kind of line end; raises `FieldError` otherwise."""
    if raw is None:
        return ""
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**30:
        raw = str(raw)
    if not isinstance(raw, str):
        raise FieldError(_("Write a text."))
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not lines:
        text = " ".join(text.split("\n"))
    kept = "".join(char for char in text if char in "\n\t" or not _unprintable(char))
    return kept.strip()


def _unprintable(char: str) -> bool:
    code = ord(char)
    return code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF)


def within(field_length: int | None, text: str) -> str:
    """The text when it is not too long; raises `FieldError` that says by how much."""
    if field_length is not None and len(text) > field_length:
        over = len(text) - field_length
        said = ngettext(
            "This text is too long by {over} character: {most} at most.",
            "This text is too long by {over} characters: {most} at most.",
            over,
        )
        raise FieldError(said.format(over=over, most=field_length))
    return text


def mapping(raw: Any) -> Mapping[str, Any]:
    """An answer of several parts; raises `FieldError` when it is something else."""
    if not isinstance(raw, Mapping):
        raise FieldError(_("Fill in the parts of this question."))
    return raw


def read_parts(raw: Any, readers: Mapping[str, Callable[[Any], str]]) -> dict[str, str]:
    """Each part of an answer as its reader gives it; raises `FieldError` with a fault for each part refused."""
    parts = mapping(raw)
    found: dict[str, str] = {}
    wrong: list[Fault] = []
    for part, reader in readers.items():
        try:
            found[part] = reader(parts.get(part))
        except FieldError as error:
            wrong.append(Fault(error.message, part))
    if wrong:
        raise FieldError.of(wrong)
    return found
