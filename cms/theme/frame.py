"""What surrounds every page: the site's identity and its menu, read once in a generation of the content."""

from dataclasses import dataclass

from django.core.cache import caches
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page, Site

from cms.theme import generation, palette
from cms.theme.models import SiteIdentity

_SECONDS = 300


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link of the menu."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The edited identity, ready for templates; addresses are empty when no page was chosen."""

    region: str
    strapline: str
    description: str
    email: str
    accessibility: str
    accessibility_url: str
    legal_url: str
    privacy_url: str
    palette_url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Identity and menu of one site, and the generation of the content that they belong to."""

    identity: Identity
    menu: tuple[MenuItem, ...]
    generation: int


def of_request(request: HttpRequest | None) -> Frame:
    """Return the frame of the site that `request` is for (the default site when there is none)."""
    site = Site.find_for_request(request) if request is not None else Site.objects.filter(is_default_site=True).first()
    number = generation.of(request) if request is not None else generation.current()
    parts = caches["template_fragments"]
    key = f"frame:{number}:{site.pk if site else 'none'}"
    frame = parts.get(key)
    if frame is None:
        frame = Frame(_identity(site), _menu(site), number)
        parts.set(key, frame, _SECONDS)
    return frame


def _menu(site: Site | None) -> tuple[MenuItem, ...]:
    """Pages below the root that are shown in menus and open to all, then the procedures."""
    pages = Page.objects.child_of(site.root_page).live().public().in_menu() if site else Page.objects.none()
    items = [MenuItem(page.title, page.relative_url(site)) for page in pages]
    # “The plan” and the like close the menu; the procedures come before the last page.
    procedures = MenuItem(gettext("Procedures"), reverse("applications:procedures"))
    return (*items[:-1], procedures, *items[-1:])


def _identity(site: Site | None) -> Identity:
    identity = SiteIdentity.objects.filter(site=site).first() if site else None
    chosen = identity or SiteIdentity()

    def address(page: Page | None) -> str:
        return (page.relative_url(site) or "") if page and page.live else ""

    changed = chosen.colours != palette.DEFAULTS
    return Identity(
        region=chosen.region,
        strapline=chosen.strapline,
        description=chosen.description,
        email=chosen.email,
        accessibility=chosen.get_accessibility_display(),
        accessibility_url=address(chosen.accessibility_page),
        legal_url=address(chosen.legal_page),
        privacy_url=address(chosen.privacy_page),
        palette_url=f"{reverse('theme:palette')}?v={_fingerprint(chosen)}" if changed else "",
    )


def _fingerprint(identity: SiteIdentity) -> str:
    return "".join(colour[1:] for colour in identity.colours.values())
