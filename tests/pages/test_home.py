"""The home page: what editors choose is what visitors see, and it costs little."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.snippets.models import Audience
from tests.applications.factories import ProcedureFactory
from tests.pages.factories import (
    CollectionPageFactory,
    ComicIndexPageFactory,
    ComicPageFactory,
    ContentPageFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    HomePageFactory,
    RecordPageFactory,
)
from tests.snippets.factories import TerritoryFactory

pytestmark = pytest.mark.django_db

MEASURES = [{"number": number, "title": f"Mesure {number}", "text": "…", "link": {}} for number in (1, 2, 3)]


@pytest.fixture
def home():
    return HomePageFactory(at_the_root=True, heading="Trouver sa voie", suggestions="stage\nmétiers verts")


def show(home, *sections) -> None:
    home.refresh_from_db()
    home.sections = sections
    home.save()


def latest(index, **values):
    return "latest", {"title": "Nouveautés", "index": index, "link_text": "Tous", "featured": [], "number": 3, **values}


def read(client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_opens_on_a_search_that_leads_to_the_results(client, home):
    text = read(client)

    assert "<h1>Trouver sa voie</h1>" in text
    assert 'action="/recherche/" method="get"' in text
    assert '<a href="/recherche/?q=m%C3%A9tiers%20verts">métiers verts</a>' in text


def test_a_home_page_without_anything_is_still_a_page(client):
    HomePageFactory(at_the_root=True, heading="", title="Accueil")

    assert "<h1>Accueil</h1>" in read(client)


def test_doors_lead_to_a_page_or_to_an_address(client, home):
    guides = GuideIndexPageFactory(slug="guides")
    door = {"text": "…", "colour": "loire", "picture": "", "url": ""}
    show(
        home,
        (
            "doors",
            {
                "title": "Par où commencer",
                "doors": [
                    {**door, "title": "J'accompagne", "page": guides},
                    {**door, "title": "Je demande", "page": None, "url": "/demarches/"},
                    {**door, "title": "Nulle part", "page": None},
                ],
            },
        ),
    )

    text = read(client)

    assert '<h3><a href="/guides/">J’accompagne</a></h3>' in text
    assert '<h3><a href="/demarches/">Je demande</a></h3>' in text
    assert "Nulle part" not in text


def test_chosen_guides_come_first_then_the_newest(client, home):
    index = GuideIndexPageFactory()
    now = timezone.now()
    old, new, newest = (
        GuidePageFactory(title=title, first_published_at=now - timedelta(days=days))
        for title, days in (("Guide ancien", 90), ("Guide récent", 2), ("Guide du jour", 0))
    )
    for number in range(5):
        GuidePageFactory(title=f"Autre {number}", first_published_at=now - timedelta(days=10 + number))
    show(home, latest(index, featured=[old], number=3))

    text = read(client)

    assert text.index("Guide ancien") < text.index("Guide du jour") < text.index("Guide récent")
    assert "Autre" not in text
    assert new.url in text and newest.url in text


def test_drafts_and_private_pages_are_not_listed(client, home):
    index = ComicIndexPageFactory()
    ComicPageFactory(title="Album public")
    ComicPageFactory(title="Album en brouillon", live=False)
    private = ComicPageFactory(title="Album réservé")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    show(home, latest(index, featured=[private]))

    text = read(client)

    assert "Album public" in text
    assert "Album en brouillon" not in text
    assert "Album réservé" not in text


def test_a_section_with_nothing_to_list_is_not_shown(client, home):
    show(home, latest(GuideIndexPageFactory(), title="Guides pour la classe"))

    assert "Guides pour la classe" not in read(client)


def contest(collection):
    return (
        "contest",
        {
            "title": "Concours",
            "text": "Filmez.",
            "collection": collection,
            "button": "Participer",
            "link_text": "Voir les vidéos",
            "counted": "métiers racontés",
            "prizes": 3,
        },
    )


def test_the_contest_counts_days_and_accepted_entries(client, home):
    procedure = ProcedureFactory(closes_at=timezone.now() + timedelta(days=42))
    collection = CollectionPageFactory(procedure=procedure)
    for _number in range(2):
        RecordPageFactory(parent=collection)
    RecordPageFactory(parent=collection, live=False)
    show(home, contest(collection))

    text = read(client)

    assert "<dt>jours pour participer</dt><dd>42</dd>" in text
    assert "<dt>métiers racontés</dt><dd>2</dd>" in text
    assert '<a class="button light" href="/demarches/jardin/">Participer</a>' in text


def test_a_contest_that_is_over_invites_nobody(client, home):
    collection = CollectionPageFactory(procedure=ProcedureFactory(closed=True))
    show(home, contest(collection))

    text = read(client)

    assert "Participer" not in text
    assert "jours pour participer" not in text
    assert "Voir les vidéos" in text


def test_the_plan_is_counted_from_its_page(client, home):
    plan = ContentPageFactory(
        slug="le-plan",
        body=[
            ("axis", {"number": 1, "title": "Découvrir", "text": "", "measures": MEASURES}),
            ("axis", {"number": 2, "title": "Choisir", "text": "", "measures": MEASURES[:1]}),
        ],
    )
    show(home, ("plan", {"title": "Le plan", "page": plan, "link_text": "Lire"}))

    text = read(client)

    assert "<h3>Découvrir</h3><p>3 mesures</p>" in text
    assert "<h3>Choisir</h3><p>1 mesure</p>" in text
    assert 'href="/le-plan/#axe-2"' in text


def test_a_full_home_page_costs_at_most_fifteen_queries(client, home, django_assert_max_num_queries):
    audience = Audience.objects.create(name="Lycéens", slug="lyceens")
    guides, comics = GuideIndexPageFactory(), ComicIndexPageFactory()
    initiatives = CollectionPageFactory(title="Initiatives")
    videos = CollectionPageFactory(
        title="Concours", procedure=ProcedureFactory(closes_at=timezone.now() + timedelta(days=42))
    )
    for number in range(6):
        GuidePageFactory(title=f"Guide {number}", audiences=[audience])
        ComicPageFactory(title=f"Album {number}", audiences=[audience])
        RecordPageFactory(parent=initiatives, title=f"Initiative {number}", territory=TerritoryFactory())
        RecordPageFactory(parent=videos)
    plan = ContentPageFactory(body=[("axis", {"number": 1, "title": "Axe", "text": "", "measures": MEASURES})])
    door = {"title": "Porte", "text": "…", "page": guides, "url": "", "colour": "leaf", "picture": "classe"}
    show(
        home,
        ("doors", {"title": "Portes", "doors": [door, door, door]}),
        latest(guides),
        latest(comics),
        contest(videos),
        latest(initiatives),
        ("plan", {"title": "Le plan", "page": plan, "link_text": "Lire"}),
    )
    read(client)  # menu and content types are kept

    with django_assert_max_num_queries(15):
        text = read(client)

    assert text.count('<article class="card') >= 9
