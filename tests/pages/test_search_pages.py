"""What is published is found, under its kind; what is private, withdrawn or deleted is not."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from cms.pages.checks import check_page_types, faults, page_types
from cms.snippets.models import Audience
from search import operations
from search.models import SearchDocument
from tests.pages.factories import (
    CollectionPageFactory,
    ComicPageFactory,
    ContentPageFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    RecordPageFactory,
)
from tests.snippets.factories import TerritoryFactory

pytestmark = pytest.mark.django_db


def publish(page):
    page.save_revision().publish()
    return page


def found(title: str) -> SearchDocument | None:
    return SearchDocument.objects.filter(title=title).first()


@pytest.mark.parametrize(
    ("factory", "kind", "label"),
    [
        (GuidePageFactory, "guide", "Guide"),
        (ComicPageFactory, "comic", "Bande dessinée"),
        (ContentPageFactory, "page", "Page"),
        (GuideIndexPageFactory, "page", "Page"),
    ],
)
def test_a_published_page_is_found_under_its_kind(factory, kind, label):
    page = publish(factory(title="Visite du port"))

    document = found("Visite du port")

    assert (document.kind, document.kind_label) == (kind, label)
    assert document.url == page.url


def test_a_record_has_the_kind_of_its_collection_its_territory_and_its_audiences():
    collection = CollectionPageFactory(record_kind="video", record_kind_label="Vidéo")
    audience = Audience.objects.create(name="Lycéens", slug="lyceens")
    publish(
        RecordPageFactory(
            parent=collection,
            title="Charpentière",
            territory=TerritoryFactory(name="Littoral", slug="littoral"),
            audiences=[audience],
        )
    )

    document = found("Charpentière")

    assert (document.kind, document.kind_label) == ("video", "Vidéo")
    assert document.facets["territoire"] == [{"value": "littoral", "label": "Littoral"}]
    assert document.facets["public"] == [{"value": "lyceens", "label": "Lycéens"}]


def test_a_draft_is_not_found():
    page = ContentPageFactory(title="Brouillon", live=False)
    page.save_revision()
    operations.update(page)

    assert found("Brouillon") is None


def test_a_page_that_is_withdrawn_is_no_longer_found():
    page = publish(ContentPageFactory(title="Fini"))
    assert found("Fini")

    page.unpublish()

    assert found("Fini") is None


def test_a_page_that_is_deleted_is_no_longer_found_nor_what_was_below():
    index = publish(GuideIndexPageFactory(title="Rayon"))
    publish(GuidePageFactory(parent=index, title="Livre"))

    index.refresh_from_db()
    index.delete()

    assert found("Rayon") is None
    assert found("Livre") is None


def test_a_page_that_becomes_private_is_no_longer_found_nor_what_is_below():
    index = publish(GuideIndexPageFactory(title="Rayon"))
    publish(GuidePageFactory(parent=index, title="Livre"))

    restriction = PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert found("Rayon") is None
    assert found("Livre") is None

    restriction.delete()
    assert found("Livre")


def test_a_page_published_in_a_private_place_is_not_found():
    index = publish(GuideIndexPageFactory(title="Rayon"))
    PageViewRestriction.objects.create(page=index, restriction_type="login")

    publish(GuidePageFactory(parent=index, title="Livre"))

    assert found("Livre") is None


def test_the_addresses_of_what_is_below_follow_a_move():
    here = publish(ContentPageFactory(title="Ici", slug="ici"))
    there = publish(ContentPageFactory(title="Là", slug="la"))
    publish(ContentPageFactory(parent=here, title="Enfant", slug="enfant"))

    here.refresh_from_db()
    here.move(there, pos="last-child")

    assert found("Enfant").url == "/la/ici/enfant/"


def test_the_addresses_of_what_is_below_follow_a_new_short_name(django_capture_on_commit_callbacks):
    parent = publish(ContentPageFactory(title="Parent", slug="avant"))
    publish(ContentPageFactory(parent=parent, title="Enfant", slug="enfant"))

    parent.refresh_from_db()
    parent.slug = "apres"
    with django_capture_on_commit_callbacks(execute=True):
        publish(parent)

    assert found("Enfant").url == "/apres/enfant/"


def test_a_rebuild_finds_the_same():
    publish(GuidePageFactory(title="Livre"))
    private = publish(ContentPageFactory(title="Réservé"))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    SearchDocument.objects.all().delete()

    call_command("rebuild_search", verbosity=0)

    assert found("Livre")
    assert found("Réservé") is None


def test_every_page_type_has_a_template_and_is_found():
    assert len(page_types()) >= 8
    assert check_page_types(None) == []


def test_a_page_type_without_a_builder_is_told_at_start_up():
    assert [fault.id for fault in faults(Page)] == ["pages.W001"]
