"""A title between questions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.forms.types.base import FieldType


class HeadingType(FieldType):
    key = "heading"
    label = _("Heading")
    icon = "title"
    group = _("Between questions")
    template = "forms/fields/heading.html"
    asks = False

    def clean(self, field: Any, raw: Any) -> None:
        return None
