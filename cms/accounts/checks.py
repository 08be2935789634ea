"""What must hold before the site starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

_LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}


@register(Tags.security)
def demonstration_stays_at_home(**kwargs: Any) -> list[CheckMessage]:
    """Refuse the demonstration on a site that others can reach: its mail page gives anybody's sign-in link."""
    if not settings.DEMONSTRATION:
        return []
    production = str(settings.SETTINGS_MODULE or "").endswith(".production")
    if production or set(settings.ALLOWED_HOSTS) - _LOOPBACK:
        return [
            Error(
                "DEMONSTRATION shows every mail, sign-in links included, to every visitor.",
                hint="Unset PASSERELLE_DEMONSTRATION, or keep ALLOWED_HOSTS to this machine.",
                id="accounts.E001",
            )
        ]
    return []
