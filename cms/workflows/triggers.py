"""The database itself keeps the journal append-only and published versions unchanged, on SQLite and PostgreSQL.

One update of the journal is let through: erasing a comment with its salt, as a person may ask (GDPR, article 17); the
digest that is part of the chain stays. The entries of a trial may be deleted with it; whether an entry is one is
written with it and never changes.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

JOURNAL = "workflows_journalentry"
VERSION = "workflows_processversion"

_KEPT = [
    "id",
    "case_id",
    "kind",
    "actor_id",
    "transition",
    "source",
    "target",
    "comment_digest",
    "public",
    "is_trial",
    "data",
    "created_at",
    "previous_hash",
    "hash",
]
_ERASES = "NEW.comment = '' AND NEW.comment_salt = ''"


def _same(operator: str, cast: str = "") -> str:
    return " AND ".join(f"NEW.{column}{cast} {operator} OLD.{column}{cast}" for column in _KEPT)


def _sqlite(name: str, event: str, table: str, unless: str = "") -> str:
    when = f"WHEN NOT ({unless})" if unless else ""
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} never changes'); END"
    )


def _postgresql(name: str, event: str, table: str, unless: str = "") -> str:
    level = "STATEMENT" if event == "TRUNCATE" else "ROW"
    when = f"WHEN (NOT ({unless}))" if unless else ""
    return (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {level} {when} "
        f"EXECUTE FUNCTION workflows_never_changes()"
    )


_FUNCTION = """
CREATE OR REPLACE FUNCTION workflows_never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% never changes', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""

_CREATE = {
    "sqlite": [
        _sqlite("journal_no_update", "UPDATE", JOURNAL, f"{_ERASES} AND {_same('IS')}"),
        _sqlite("journal_no_delete", "DELETE", JOURNAL, "OLD.is_trial"),
        _sqlite("version_no_update", "UPDATE", VERSION),
    ],
    "postgresql": [
        _FUNCTION,
        _postgresql("journal_no_update", "UPDATE", JOURNAL, f"{_ERASES} AND {_same('IS NOT DISTINCT FROM', '::text')}"),
        _postgresql("journal_no_delete", "DELETE", JOURNAL, "OLD.is_trial"),
        _postgresql("journal_no_truncate", "TRUNCATE", JOURNAL),
        _postgresql("version_no_update", "UPDATE", VERSION),
    ],
}
_NAMES = [
    ("journal_no_update", JOURNAL),
    ("journal_no_delete", JOURNAL),
    ("journal_no_truncate", JOURNAL),
    ("version_no_update", VERSION),
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are missing; nothing when the tables are not there (yet)."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if JOURNAL not in tables or VERSION not in tables:
            return
        # In a database that is being made, the migration that adds the column installs them.
        columns = {column.name for column in connection.introspection.get_table_description(cursor, JOURNAL)}
        if "is_trial" in columns:
            for statement in _CREATE[connection.vendor]:
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for the reverse of a migration, and for a test database that is emptied."""
    with connection.cursor() as cursor:
        for name, table in _NAMES:
            place = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")
