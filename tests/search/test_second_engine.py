"""When Elasticsearch is set: it answers; when it is down: the site does, nothing is lost, and it catches up."""

import logging
import socket

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError

from search import catching_up, choice, operations
from search.models import PendingChange
from search.request import SearchRequest
from search.response import SearchResponse
from tests.contracts.conftest import elasticsearch_engine, elasticsearch_url  # noqa: F401  # fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups_are_found")]


@pytest.fixture(autouse=True)
def fresh():
    """Nothing failed before, nothing is queued."""
    cache.clear()
    choice.wake()
    yield
    cache.clear()
    choice.wake()


@pytest.fixture
def down(settings):
    """Elasticsearch is set, and nobody listens there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def up(settings, elasticsearch_engine, monkeypatch):  # noqa: F811
    """Elasticsearch is set and answers."""
    settings.ELASTICSEARCH_URL = "set"
    monkeypatch.setattr(choice, "_elasticsearch", lambda url, alias: elasticsearch_engine)
    elasticsearch_engine.rebuild([])
    return elasticsearch_engine


def ask(query: str) -> SearchResponse:
    return choice.search(SearchRequest.of(query))


def titles(response: SearchResponse) -> list[str]:
    return [result.title for result in response.results]


def test_the_site_answers_from_its_own_engine_and_says_so_in_the_log(down, caplog, django_capture_on_commit_callbacks):
    with caplog.at_level(logging.WARNING, "search"), django_capture_on_commit_callbacks(execute=True):
        operations.update(Group.objects.create(name="Visite"))

    response = ask("visite")

    assert titles(response) == ["Visite"]
    assert response.engine == "embedded"
    assert "the embedded engine does" in caplog.text


def test_what_it_missed_is_written_down_and_told_by_a_task(down, django_capture_on_commit_callbacks):
    from django_tasks_db.models import DBTaskResult

    group = Group.objects.create(name="Visite")
    with django_capture_on_commit_callbacks(execute=True):
        operations.update(group)
        operations.update(group)

    assert PendingChange.objects.get().key == f"auth.group:{group.pk}"
    assert DBTaskResult.objects.filter(task_path="search.catching_up.try_again").count() == 1


def test_one_failure_spares_the_next_visitors_the_wait(down, caplog):
    for _ in range(3):
        ask("visite")

    assert caplog.text.count("does not answer") == 1


def test_catching_up_by_hand_says_that_nothing_is_lost(down):
    PendingChange.objects.create(key="auth.group:1")

    with pytest.raises(CommandError, match="rien n’est perdu"):
        call_command("search_catch_up")
    assert PendingChange.objects.count() == 1


def test_a_rebuild_while_it_is_down_keeps_all_for_later(down):
    Group.objects.create(name="Visite")

    assert operations.rebuild() == 1

    assert titles(ask("visite")) == ["Visite"]
    assert PendingChange.objects.count() == 1


def test_suggestions_are_given_all_the_same(down):
    operations.update(Group.objects.create(name="Visite"))

    assert [one.title for one in choice.suggest("vis")] == ["Visite"]


def test_taken_out_of_the_settings_it_leaves_nothing_behind(settings):
    PendingChange.objects.create(key="auth.group:1")

    assert catching_up.catch_up() == 1
    assert not PendingChange.objects.exists()


@pytest.mark.elasticsearch
def test_each_change_is_told_after_the_commit(up, django_capture_on_commit_callbacks):
    group = Group.objects.create(name="Visite")
    with django_capture_on_commit_callbacks(execute=True):
        operations.update(group)
        assert up.search(SearchRequest.of("visite")).total == 0
    assert ask("visite").engine == "elasticsearch"
    assert titles(ask("visite")) == ["Visite"]

    with django_capture_on_commit_callbacks(execute=True):
        operations.remove(group)
    assert titles(ask("visite")) == []
    assert not PendingChange.objects.exists()


@pytest.mark.elasticsearch
def test_back_again_it_learns_what_changed_and_what_went(up, settings, django_capture_on_commit_callbacks, capsys):
    stays, goes = Group.objects.create(name="Visite"), Group.objects.create(name="Visite ancienne")
    with django_capture_on_commit_callbacks(execute=True):
        operations.update(goes)
    # The commit is not told: as if the server were away.
    operations.update(stays)
    operations.remove(goes)

    call_command("search_catch_up")

    assert "2 changements transmis." in capsys.readouterr().out
    assert titles(up.search(SearchRequest.of("visite"))) == ["Visite"]


@pytest.mark.elasticsearch
def test_an_index_that_is_late_does_not_answer(up):
    operations.update(Group.objects.create(name="Visite"))
    assert ask("visite").engine == "elasticsearch"

    PendingChange.objects.update(revision=1)

    assert ask("visite").engine == "embedded"
    assert titles(ask("visite")) == ["Visite"]


@pytest.mark.elasticsearch
def test_a_fresh_server_is_filled_whole(up, django_capture_on_commit_callbacks):
    operations.update(Group.objects.create(name="Visite 1"))
    up.drop()
    assert ask("visite").engine == "embedded"
    choice.wake()

    with django_capture_on_commit_callbacks(execute=True):
        operations.update(Group.objects.create(name="Visite 2"))

    assert ask("visite").engine == "elasticsearch"
    assert len(ask("visite").results) == 2


@pytest.mark.elasticsearch
def test_a_rebuild_fills_both(up):
    Group.objects.create(name="Visite")

    operations.rebuild()

    assert titles(up.search(SearchRequest.of("visite"))) == ["Visite"]
    assert titles(choice.embedded().search(SearchRequest.of("visite"))) == ["Visite"]
