"""Lets a test that commits be cleaned up: emptying the database is what the journal's triggers refuse."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.db import OperationalError
from django.db.backends.base.operations import BaseDatabaseOperations

from cms.applications import triggers as release_triggers
from cms.workflows import triggers


@pytest.fixture(scope="session", autouse=True)
def journal_can_be_flushed() -> Iterator[None]:
    """While Django empties a test database the triggers are away; they are there during every test."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def empty_without_triggers(self: BaseDatabaseOperations, statements: list[str]) -> None:
        def remove() -> None:
            triggers.remove(self.connection)
            release_triggers.remove(self.connection)

        def clear() -> None:
            remove()
            empty(self, statements)

        def install() -> None:
            remove()
            triggers.install(self.connection)
            release_triggers.install(self.connection)

        patiently(clear)
        patiently(install)

    BaseDatabaseOperations.execute_sql_flush = empty_without_triggers
    yield
    BaseDatabaseOperations.execute_sql_flush = empty


def patiently(action: Callable[[], None], seconds: int = 15) -> None:
    """Do it again while the database is locked: a page that a browser has just left may still be answered.

    A SQLite database in memory that threads share tells so at once and waits for nobody.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return action()
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.2)
