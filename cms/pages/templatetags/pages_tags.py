"""Tags of cards and listings."""

from django import template

register = template.Library()

_DRAWINGS = 5


@register.simple_tag
def cycle_thumb(pk: int) -> str:
    """Return the class of one of the theme's flat drawings, always the same for one page."""
    return f"t{pk % _DRAWINGS + 1}"
