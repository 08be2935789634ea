"""Counting what may be done only so often, in the cache that all processes share."""

from datetime import timedelta

from django.core.cache import cache
from django.utils.crypto import salted_hmac


def take(name: str, most: int, window: timedelta) -> bool:
    """Count one more `name` in the present window; False once there were `most` of them. Names are kept hashed."""
    key = f"throttle:{salted_hmac('cms.applications.throttle', name, algorithm='sha256').hexdigest()}"
    if cache.add(key, 1, window.total_seconds()):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ended in between
        cache.set(key, 1, window.total_seconds())
        return True
