"""The pictures of the site, by the name of their file."""

from collections.abc import Callable

from cms.pages.demonstration.drawing.art import crossing, doors, guides, signs, states

ART: dict[str, Callable[[], str]] = {
    "hero": crossing.hero,
    "decouvrir": doors.decouvrir,
    "classe": doors.classe,
    "initiative": doors.initiative,
    "404": states.lost,
    "empty": states.empty,
    "guide-visite": guides.guide_visite,
    "guide-metier": guides.guide_metier,
    "guide-transition": guides.guide_transition,
    "concours": doors.concours,
    "label": signs.label,
    "favicon": signs.favicon,
    "og-image": crossing.og,
}
