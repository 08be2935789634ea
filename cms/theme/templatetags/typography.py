"""`{{ text|typo }}`: French typography for stored text."""

from django import template
from django.utils.safestring import SafeString

from cms.theme.typography import typo_html

register = template.Library()


@register.filter(name="typo")
def typo_filter(text: object) -> SafeString | str:
    """Return `text` with no-break spaces and real apostrophes; empty for `None`."""
    if text is None or text == "":
        return ""
    return typo_html(text if isinstance(text, str) else str(text))
