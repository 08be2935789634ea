"""From an empty database to a Region at work."""

import pytest

from cms.demonstration import steps
from search import operations
from search.models import SearchDocument

pytestmark = pytest.mark.django_db

WRITTEN = ["key", "title", "summary", "body", "kind", "kind_label", "facets", "language", "url", "thumbnail", "date"]


@pytest.fixture
def loaded(settings) -> None:
    settings.DEMONSTRATION = True
    steps.load(lambda label: None)


def written() -> list[dict]:
    return list(SearchDocument.objects.order_by("key").values(*WRITTEN))


def test_what_is_loaded_is_found_as_it_is_published_and_again_after_an_upgrade(client, loaded):
    for words, kind in (
        ("organiser une visite d’entreprise", "guide"),
        ("lever la tête", "comic"),
        ("passeurs de gestes", "initiative"),
        ("accessibilité", "page"),
    ):
        found = client.get("/api/search/", {"q": words}).json()
        assert found["results"][0]["kind"] == kind, words

    as_published = written()
    operations.rebuild()
    assert as_published == written()

    SearchDocument.objects.filter(kind="comic").update(title="Un ancien titre")
    steps.load(lambda label: None)
    assert as_published == written()
