"""The guides of the demonstration, read from the TOML files beside this module.

Idempotent: a guide whose short name exists is left as people have made it.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

from django.utils.safestring import mark_safe
from wagtail.models import Page

from cms.pages.demonstration import lists
from cms.pages.models import GuideIndexPage, GuidePage
from cms.snippets.models import Audience, Theme
from cms.theme.typography import typo

FOLDER = Path(__file__).parent / "guides"
ORDER = ("visite", "metier", "transition")


def load(home: Page) -> GuideIndexPage:
    """Makes the list of guides below `home`, with its published guides. Returns the list."""
    index = lists.guides(home)
    for name in ORDER:
        path = FOLDER / f"{name}.toml"
        with path.open("rb") as file:
            data = tomllib.load(file)
        if not GuidePage.objects.child_of(index).filter(slug=data["slug"]).exists():
            _add(index, data)
    return index


def _add(index: GuideIndexPage, data: dict[str, Any]) -> None:
    guide = GuidePage(
        title=typo(data["title"]),
        slug=data["slug"],
        summary=typo(data["summary"]),
        levels=typo(data["levels"]),
        duration=typo(data["duration"]),
        cover_scene=data["cover_scene"],
        body=json.dumps([_chapter(chapter) for chapter in data["chapter"]]),
    )
    index.add_child(instance=guide)
    guide.audiences = list(Audience.objects.filter(slug__in=data["audiences"]))
    guide.themes = list(Theme.objects.filter(slug__in=data["themes"]))
    guide.save_revision().publish()


def _chapter(chapter: dict[str, Any]) -> dict[str, Any]:
    content = [{"type": part["type"], "value": _value(part["value"])} for part in chapter["content"]]
    return {"type": "chapter", "value": _value(chapter | {"content": []}) | {"content": content}}


def _value(value: Any) -> Any:
    """The same data with French typography in every text."""
    match value:
        case str():
            text = value.strip()
            return str(typo(mark_safe(text) if text.startswith("<") else text))  # noqa: S308 our own files
        case list():
            return [_value(each) for each in value]
        case dict():
            return {key: each if key in ("kind", "scene") else _value(each) for key, each in value.items()}
    return value
