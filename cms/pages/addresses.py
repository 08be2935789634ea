"""From an address to its page in one query.

Wagtail walks down from the home page with two queries a level. Where a page lies is kept for a generation of the
content; what it says, and whether it may be read, is asked each time.
"""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.http import HttpRequest
from wagtail.models import Page

from cms.theme import generation

_SECONDS = 300


class Place(NamedTuple):
    """Where the page of an address is stored."""

    content_type: int
    pk: int


def page_at(request: HttpRequest, url_path: str) -> Page | None:
    """Return the page of exactly this address, as its own type; None when there is none, which a walk may explain."""
    parts = caches["template_fragments"]
    key = make_template_fragment_key("place", [generation.of(request), url_path])
    place = parts.get(key)
    if place is None:
        found = Page.objects.filter(url_path=url_path).values_list("content_type_id", "pk").first()
        if found is None:
            return None
        place = Place(*found)
        parts.set(key, place, _SECONDS)
    model = ContentType.objects.get_for_id(place.content_type).model_class()
    return model._base_manager.filter(pk=place.pk).first() if model else None
