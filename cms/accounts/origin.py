"""Where a request comes from, told apart without being known."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def origin(request: HttpRequest) -> str:
    """Return a keyed hash of the visitor's network address: the same for two requests of one address.

    Behind `settings.TRUSTED_PROXIES` proxies (default 0), the address is the one that the outermost of them wrote in
    X-Forwarded-For; what a visitor writes there is further left and never believed.
    """
    address = request.META.get("REMOTE_ADDR", "")
    proxies = getattr(settings, "TRUSTED_PROXIES", 0)
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        address = forwarded[-proxies]
    return salted_hmac("cms.accounts.origin", address, algorithm="sha256").hexdigest()
