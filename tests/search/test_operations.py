"""What can be found follows the content: written with it, rolled back with it, rebuilt from it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import transaction

from search import operations
from search.finding import find
from search.models import PendingChange, SearchDocument
from search.request import SearchRequest
from tests.search.factories import SearchDocumentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups_are_found")]


def titles(query: str) -> list[str]:
    return [result.title for result in find(SearchRequest.of(query)).results]


def test_what_is_updated_is_found_and_then_found_by_its_new_words():
    group = Group.objects.create(name="Visite d’atelier")
    operations.update(group)
    assert titles("atelier") == ["Visite d’atelier"]

    group.name = "Visite de chantier"
    operations.update(group)

    assert titles("atelier") == []
    assert titles("chantier") == ["Visite de chantier"]
    assert SearchDocument.objects.get().key == f"auth.group:{group.pk}"


def test_what_must_not_be_found_any_more_is_forgotten():
    group = Group.objects.create(name="Visite")
    operations.update(group)

    group.name = "hidden visite"
    operations.update(group)

    assert titles("visite") == []
    assert not SearchDocument.objects.exists()


def test_what_is_deleted_is_forgotten():
    group = Group.objects.create(name="Visite")
    operations.update(group)
    pk = group.pk
    group.delete()

    operations.remove(Group(pk=pk))

    assert titles("visite") == []


def test_a_transaction_that_fails_leaves_the_search_as_it_was():
    group = Group.objects.create(name="Visite")
    with pytest.raises(RuntimeError), transaction.atomic():
        operations.update(group)
        raise RuntimeError

    assert titles("visite") == []


def test_content_that_nobody_registered_is_not_found_and_harms_nothing():
    permission = Permission.objects.first()

    operations.update(permission)
    operations.remove(permission)

    assert not SearchDocument.objects.exists()


def test_a_rebuild_finds_all_that_is_registered_and_forgets_the_rest(capsys):
    Group.objects.create(name="Visite 1")
    Group.objects.create(name="Visite 2")
    Group.objects.create(name="hidden visite")
    SearchDocumentFactory(title="Visite d’un objet disparu")

    call_command("rebuild_search")

    assert "2 contenus trouvables." in capsys.readouterr().out
    assert sorted(titles("visite")) == ["Visite 1", "Visite 2"]


def test_marks_apart_from_their_letters_and_null_characters_are_put_right():
    group = Group(pk=1, name="E\u0301te\u0301\x00")

    operations.update(group)

    assert SearchDocument.objects.get().title == "Été"


def test_without_a_second_engine_nothing_waits_for_it():
    operations.update(Group.objects.create(name="Visite"))

    assert not PendingChange.objects.exists()
