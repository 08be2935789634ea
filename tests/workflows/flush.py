"""Lets a test that commits be cleaned up: emptying the database is what the journal's triggers refuse."""

from collections.abc import Iterator

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

from cms.applications import triggers as release_triggers
from cms.workflows import triggers


@pytest.fixture(scope="session", autouse=True)
def journal_can_be_flushed() -> Iterator[None]:
    """While Django empties a test database the triggers are away; they are there during every test."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def empty_without_triggers(self: BaseDatabaseOperations, statements: list[str]) -> None:
        triggers.remove(self.connection)
        release_triggers.remove(self.connection)
        empty(self, statements)
        triggers.install(self.connection)
        release_triggers.install(self.connection)

    BaseDatabaseOperations.execute_sql_flush = empty_without_triggers
    yield
    BaseDatabaseOperations.execute_sql_flush = empty
