"""A web address."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import FieldError, FieldType, plain
from cms.forms.types.options import LinesOption

_is_url = URLValidator(schemes=["http", "https"])


def link_of(raw: Any, hosts: list[str]) -> str | None:
    """The address, or nothing; raises `FieldError` for what is not one or is not at one of the hosts, if any."""
    text = plain(raw)
    if not text:
        return None
    if "://" not in text:
        text = f"https://{text}"
    try:
        _is_url(text)
        host = urlsplit(text).hostname or ""
    except (ValidationError, ValueError):
        raise FieldError(_("Write a whole web address, for example https://www.exemple.fr.")) from None
    if hosts and not any(host == one or host.endswith(f".{one}") for one in hosts):
        raise FieldError(_("The address must be one of these sites: {hosts}.").format(hosts=", ".join(hosts)))
    return text


class LinkType(FieldType):
    key = "link"
    label = gettext_lazy("Web address")
    icon = "link"
    options = (
        LinesOption(
            "hosts",
            gettext_lazy("Allowed sites"),
            help=gettext_lazy("One a line, as example.org. Empty: all."),
        ),
    )

    def clean(self, field: Any, raw: Any) -> str | None:
        return link_of(raw, list(self.option(field, "hosts")))

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        # An `url` input refuses an address without its scheme; the server adds it.
        return super().context(field, value) | {"type": "text", "inputmode": "url", "length": 2000}

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "format": "uri"}
