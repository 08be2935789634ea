"""A text of several lines, with a counter."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Fault, FieldType, OptionError, plain, within
from cms.forms.types.options import NumberOption


class LongTextType(FieldType):
    key = "longtext"
    label = gettext_lazy("Long text")
    icon = "doc-full"
    template = "forms/fields/longtext.html"
    options = (
        NumberOption("min_length", gettext_lazy("Shortest length"), maximum=20000, help=gettext_lazy("In characters.")),
        NumberOption(
            "max_length",
            gettext_lazy("Longest length"),
            default=2000,
            least=1,
            maximum=20000,
            help=gettext_lazy("In characters."),
        ),
        NumberOption("rows", gettext_lazy("Height"), default=6, least=2, maximum=30, help=gettext_lazy("In lines.")),
    )

    def check(self, field: Any) -> None:
        least = self.option(field, "min_length")
        if least and least > self.option(field, "max_length"):
            raise OptionError(_("the shortest length is more than the longest"))

    def clean(self, field: Any, raw: Any) -> str | None:
        return within(self.option(field, "max_length"), plain(raw, lines=True)) or None

    def faults(self, field: Any, value: Any) -> list[Fault]:
        least = self.option(field, "min_length")
        if least and len(value) < least:
            short = _("Say a little more: {least} characters at least, you have written {written}.")
            return [Fault(short.format(least=least, written=len(value)))]
        return []

    def search_text(self, field: Any, value: Any) -> str:
        return value or ""

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        shown = self.shown(field, value)
        most = self.option(field, "max_length")
        return {
            "shown": shown,
            "rows": self.option(field, "rows"),
            "length": most,
            "left": most - len(shown) if isinstance(shown, str) else most,
        }

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.option(field, "max_length")}
