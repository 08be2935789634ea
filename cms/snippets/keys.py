"""Short names and keys that nothing else has."""

from collections.abc import Container
from itertools import count


def free(base: str, taken: Container[str]) -> str:
    """Return `base` when it is not taken, else the first free one of "base-2", "base-3", …"""
    if base not in taken:
        return base
    return next(one for number in count(2) if (one := f"{base}-{number}") not in taken)
