"""The step at which a page stands, for Wagtail's status panel: `{% page_review_status object %}`."""

from typing import Any

from django import template
from wagtail.models import Page

from cms.pages.reviewing import screens

register = template.Library()


@register.inclusion_tag("pages/reviewing/status.html")
def page_review_status(object: Any) -> dict[str, Any]:
    """The step and the way to the page that shows the whole; nothing for what no process has reviewed."""
    found = screens.rounds(object).first() if isinstance(object, Page) and object.pk else None
    return {"object": object, "round": found, "case": found.case if found else None}
