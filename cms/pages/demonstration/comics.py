"""The album of the demonstration, drawn by the project: `drawing/` makes its plates and its transcripts.

Idempotent: an album whose short name exists is left as people have made it.
"""

import json
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.pages.demonstration import lists
from cms.pages.models import ComicIndexPage, ComicPage
from cms.snippets.models import Audience, Theme
from cms.theme.typography import typo

FOLDER = Path(__file__).parent / "comics/lever-la-tete"
SLUG = "lever-la-tete"
TITLE = "Lever la tête"
SUMMARY = (
    "Inès, élève de troisième à Saint-Nazaire, sait surtout ce qu’elle ne veut pas faire. Un bus, une soudeuse et un "
    "vieux portail de jardin vont l’aider à poser une meilleure question."
)
INTRODUCTION = (
    "<p>Une histoire en huit planches sur le stage de troisième, pour en parler en classe ou à la maison. Et vous, "
    "qu’est-ce qui vous fait lever la tête\u202f?</p>"
)
AUDIENCES = ("collegiens", "familles", "enseignants")
THEMES = ("decouverte-des-metiers", "stages", "egalite", "aeronautique-et-naval")
CREDITS = "Scénario et dessin : le projet Passerelle\nLicence du logiciel et des images : EUPL-1.2"


def load(home: Page) -> ComicIndexPage:
    """Makes the collection of comics below `home` with its published album. Returns the collection."""
    index = lists.comics(home)
    if not ComicPage.objects.child_of(index).filter(slug=SLUG).exists():
        _add(index)
    return index


def _add(index: ComicIndexPage) -> None:
    data = json.loads((FOLDER / "transcript.json").read_text())
    album = ComicPage(
        title=TITLE,
        slug=SLUG,
        summary=typo(SUMMARY),
        introduction=INTRODUCTION,
        cover=_image("cover.svg", f"{TITLE}, couverture"),
        cover_alt=data["cover_alt"],
        credits=typo(CREDITS),
        reading_minutes=6,
        plates=json.dumps([_plate(plate) for plate in data["plates"]]),
    )
    index.add_child(instance=album)
    album.audiences = list(Audience.objects.filter(slug__in=AUDIENCES))
    album.themes = list(Theme.objects.filter(slug__in=THEMES))
    album.save_revision().publish()


def _plate(plate: dict[str, Any]) -> dict[str, Any]:
    image = _image(f"plate-{plate['number']}.svg", f"{TITLE}, planche {plate['number']}")
    return {"type": "plate", "value": {"image": image.pk, "alt": plate["alt"], "panels": plate["panels"]}}


def _image(name: str, title: str) -> AbstractImage:
    """The picture in the library of images, made once."""
    Image = get_image_model()
    image = Image.objects.filter(title=title).first()
    if image is None:
        file = ContentFile((FOLDER / name).read_bytes(), name=f"{SLUG}-{name}")
        image = Image.objects.create(title=title, file=file)
    return image
