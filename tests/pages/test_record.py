"""Records: the facts, and a video that is never fetched from elsewhere without being asked for."""

import pytest

from tests.pages.factories import RecordPageFactory
from tests.snippets.factories import TerritoryFactory

pytestmark = pytest.mark.django_db


def read(client, **fields) -> str:
    page = RecordPageFactory(**fields)
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def fact(label, value, kind="text", url=""):
    return "fact", {"label": label, "value": value, "kind": kind, "url": url}


def test_it_tells_the_facts_and_the_territory(client):
    text = read(
        client,
        title="Le port en classe",
        territory=TerritoryFactory(name="Littoral"),
        facts=[fact("Quand ?", "En mai"), fact("Site", "exemple.fr", "link", "https://exemple.fr/")],
    )

    assert "<h1>Le port en classe</h1>" in text
    assert "Littoral" in text
    assert "<dt>Quand\u202f?</dt><dd><p>En mai</p></dd>" in text
    assert '<a href="https://exemple.fr/" rel="external noopener nofollow">' in text


def test_a_video_is_a_link_that_says_where_it_leads(client):
    text = read(client, facts=[fact("La vidéo", "Vidéo", "video", "https://videos.exemple.fr/w/abc")])

    assert 'href="https://videos.exemple.fr/w/abc"' in text
    assert "videos.exemple.fr\u00a0: vous quittez ce site" in text
    assert "<iframe" not in text
    assert "<video" not in text


def test_what_was_typed_is_escaped(client):
    text = read(client, facts=[fact("Nom", "<script>alert(1)</script>")])

    assert "<script>alert" not in text


def test_it_leads_back_to_its_collection(client):
    assert "Voir toute la rubrique «\u202fInitiatives\u202f»" in read(client)
