"""Forms in JSON that the tests read."""

from typing import Any


def form_json(*fields: dict[str, Any], rules: list[dict[str, Any]] | None = None, **section: Any) -> dict[str, Any]:
    """A form of one section with these fields."""
    data: dict[str, Any] = {
        "key": "essai",
        "name": "Essai",
        "sections": [{"key": "debut", "title": "Début", **section, "fields": list(fields)}],
    }
    return data | ({"rules": rules} if rules else {})


def text(key: str = "titre", **more: Any) -> dict[str, Any]:
    return {"key": key, "type": "text", "label": key.capitalize(), **more}
