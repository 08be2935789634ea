"""Ids, names and errors of the parts of a field, for widget templates."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms.forms.answers import input_id
from cms.forms.rendering import FileMark, Widget

register = template.Library()


def _part(*steps: Any) -> str:
    return ".".join(str(step) for step in steps if step != "")


@register.simple_tag
def part_name(widget: Widget, *steps: Any) -> str:
    """The name of an input inside a field: "partners.0.email"."""
    return f"{widget.key}.{_part(*steps)}"


@register.simple_tag
def part_id(widget: Widget, *steps: Any) -> str:
    """The id of an input inside a field."""
    return input_id(widget.key, _part(*steps))


@register.simple_tag
def part_errors(widget: Widget, *steps: Any) -> list[str]:
    """What is wrong with a part of an answer."""
    return widget.faults.get(_part(*steps), [])


@register.simple_tag
def part_attributes(widget: Widget, *steps: Any) -> SafeString:
    """id, name and the attributes that tell an error, for an input inside a field."""
    part = _part(*steps)
    identifier = input_id(widget.key, part)
    attributes = format_html('id="{}" name="{}.{}"', identifier, widget.key, part)
    if widget.faults.get(part):
        attributes += format_html(' aria-invalid="true" aria-describedby="{}-error"', identifier)
    return attributes


@register.simple_tag
def file_address(widget: Widget, stored: dict[str, Any]) -> str:
    """Where a stored file can be read, or nothing when it cannot be read here."""
    return widget.file_url(stored["id"]) if widget.file_url else ""


@register.simple_tag
def file_mark(widget: Widget, stored: dict[str, Any]) -> FileMark | None:
    """What the room that keeps a stored file says at it, or nothing."""
    return widget.file_marks.get(stored["id"])
