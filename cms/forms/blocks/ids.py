"""Ids of blocks that come from a bundle: the same each time, so that Wagtail compares versions block by block."""

import uuid
from collections.abc import Iterable
from typing import Any

_NAMESPACE = uuid.UUID("6f1d2c7e-0a3b-4a53-9a7e-5d8a3f6f2f10")


def stable_id(*path: str) -> str:
    """Return the id of the block at `path`."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(path)))


def list_rows(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the raw value of a `ListBlock`; a row without an id would be read as if all of it were the value."""
    return [{"type": "item", "id": stable_id("row", str(place)), "value": value} for place, value in enumerate(values)]
