"""The site's tree for the demonstration: home, menus, pages of text, collections."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from cms.applications.models import Procedure
from cms.pages import moderation
from cms.pages.demonstration import legal, lists, plan
from cms.pages.models import CollectionPage, ContentPage, HomePage
from cms.pages.models.base import SitePage
from cms.theme.models import SiteIdentity

EMAIL = "orientation@passerelle.example"
_LOOPBACK = ("localhost", "127.0.0.1")


@transaction.atomic
def load() -> HomePage:
    """Make what is missing of the tree and return the home page; what a person made or changed stays as it is."""
    moderation.set_up()
    home = HomePage.objects.first()
    first_time = home is None
    if home is None:
        home = Page.get_first_root_node().add_child(instance=_home())
    site = _site(home)
    pages = _pages(home)
    if first_time:
        home.sections = _sections(pages)
        home.save_revision().publish()
    SiteIdentity.objects.get_or_create(
        site=site,
        defaults={
            "email": EMAIL,
            "accessibility_page": pages["accessibilite"],
            "legal_page": pages["mentions-legales"],
            "privacy_page": pages["donnees-personnelles"],
        },
    )
    return home


def _home() -> HomePage:
    return HomePage(
        title="Accueil",
        slug="accueil",
        summary="Guides pour la classe, récits en bande dessinée, métiers racontés par celles et ceux qui les font, "
        "initiatives des territoires : tout ce qui aide à s’orienter, à tout âge.",
        kicker="Pays de la Loire",
        heading="Trouver sa voie, et le pont pour y aller.",
        search_label="Que cherchez-vous ?",
        search_placeholder="visite d’entreprise, infirmier, stage…",
        suggestions="visite d’entreprise\nmétiers de la mer\nlabel",
    )


def _site(home: HomePage) -> Site:
    """Give the default site our home page, in the place of Wagtail's welcome page."""
    address = urlsplit(settings.SITE_URL)
    host, port = address.hostname or "localhost", address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if not site.pk or not HomePage.objects.filter(pk=site.root_page_id).exists():
        welcome = site.root_page if site.pk else None
        site.root_page, site.site_name, site.hostname, site.port = home, "Passerelle", host, port
        site.save()
        if welcome is not None and welcome.depth == 2 and welcome.specific_class is Page and welcome.numchild == 0:
            welcome.delete()
    elif site.hostname in _LOOPBACK and host in _LOOPBACK and (site.hostname, site.port) != (host, port):
        # The demonstration was started on another port.
        site.hostname, site.port = host, port
        site.save()
    return site


def _pages(home: HomePage) -> dict[str, SitePage]:
    """Return the pages below `home` by short name, in the order of the menu."""
    wanted: list[SitePage | Callable[[Page], SitePage]] = [
        _text(
            "decouvrir",
            "Découvrir",
            "Des récits, des vidéos, des rencontres : les métiers comme on les vit.",
            legal.discover(),
            menu=True,
        ),
        lists.guides,
        lists.comics,
        *_collections(),
        _text(
            "le-plan",
            "Le plan",
            "Quatre axes et vingt-deux mesures pour s’orienter à tout âge, "
            "votés le 17 juin 2019 après 250 auditions et plus de 6 000 réponses de jeunes de 15 à 30 ans.",
            plan.axes(),
            menu=True,
        ),
        _text(
            "mentions-legales",
            "Mentions légales",
            "Qui publie ce site, qui l’héberge, ce que vous pouvez réutiliser.",
            legal.legal_notice(),
        ),
        _text(
            "accessibilite",
            "Accessibilité : partiellement conforme",
            "Où en est le site, ce qui manque, et à qui le dire.",
            legal.accessibility_statement(EMAIL),
        ),
        _text(
            "donnees-personnelles",
            "Données personnelles",
            "Ce que nous gardons, pourquoi, et vos droits.",
            legal.personal_data(EMAIL),
        ),
    ]
    made = [_present(home, page) if isinstance(page, SitePage) else page(home) for page in wanted]
    return {page.slug: page for page in made}


def _present(home: HomePage, page: SitePage) -> SitePage:
    """Return the page of this short name, else make it and publish it."""
    found = type(page).objects.child_of(home).filter(slug=page.slug).first()
    if found is None:
        found = home.add_child(instance=page)
        found.save_revision().publish()
    return found


def _text(slug: str, title: str, summary: str, body: legal.Blocks, *, menu: bool = False) -> ContentPage:
    return ContentPage(title=title, slug=slug, summary=summary, body=body, show_in_menus=menu)


def _collections() -> list[CollectionPage]:
    """Return the collections of the procedures that are there."""
    procedures = {procedure.slug: procedure for procedure in Procedure.objects.all()}
    wanted = []
    if "label" in procedures:
        wanted.append(
            CollectionPage(
                title="Initiatives",
                slug="initiatives",
                show_in_menus=True,
                procedure=procedures["label"],
                record_kind="initiative",
                record_kind_label="Initiative",
                invitation="Demander le label",
                summary="Les initiatives labellisées des territoires : l’école, l’entreprise et la collectivité y "
                "agissent ensemble. Inspirez-vous-en.",
            )
        )
    if "concours-video" in procedures:
        wanted.append(
            CollectionPage(
                title="Concours vidéo",
                slug="concours-video",
                show_in_menus=True,
                procedure=procedures["concours-video"],
                record_kind="video",
                record_kind_label="Vidéo",
                invitation="Participer au concours",
                summary="« Mon métier, ma passion » : des métiers filmés par celles et ceux qui les font.",
            )
        )
    return wanted


def _sections(pages: dict[str, SitePage]) -> list[tuple[str, dict[str, Any]]]:
    def door(title: str, text: str, colour: str, picture: str, page: SitePage | None, url: str = "") -> dict[str, Any]:
        return {"title": title, "text": text, "colour": colour, "picture": picture, "page": page, "url": url}

    def latest(title: str, index: SitePage, link_text: str) -> tuple[str, dict[str, Any]]:
        return "latest", {"title": title, "index": index, "link_text": link_text, "featured": [], "number": 3}

    sections = [
        (
            "doors",
            {
                "title": "Par où commencer",
                "doors": [
                    door(
                        "Je découvre",
                        "Métiers, récits, vidéos : ce que font les gens près de chez moi.",
                        "loire",
                        "decouvrir",
                        pages["decouvrir"],
                    ),
                    door(
                        "J’accompagne une classe",
                        "Guides à imprimer et fiches d’activité, prêts pour demain.",
                        "leaf",
                        "classe",
                        pages["guides"],
                    ),
                    door(
                        "Je porte une initiative",
                        "Demander le label, participer au concours, suivre mon dossier.",
                        "coral",
                        "initiative",
                        None,
                        "/demarches/",
                    ),
                ],
            },
        ),
        latest("Guides pour la classe", pages["guides"], "Tous les guides"),
        latest("À lire en bande dessinée", pages["bandes-dessinees"], "Tous les albums"),
    ]
    if "concours-video" in pages:
        sections.append(
            (
                "contest",
                {
                    "title": "Concours vidéo « Mon métier, ma passion »",
                    "text": "Filmez votre métier en trois minutes. Les trois premiers prix sont remis pendant le mois "
                    "des métiers.",
                    "collection": pages["concours-video"],
                    "button": "Participer",
                    "link_text": "Voir les vidéos",
                    "counted": "métiers racontés",
                    "prizes": 3,
                },
            )
        )
    if "initiatives" in pages:
        sections.append(latest("Initiatives labellisées", pages["initiatives"], "Toutes les initiatives"))
    plan_section = {"title": "Le plan, mesure par mesure", "page": pages["le-plan"], "link_text": "Lire les 22 mesures"}
    return [*sections, ("plan", plan_section)]
