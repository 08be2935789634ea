"""The database itself keeps releases and form versions as they were made, on SQLite and PostgreSQL.

A release may be deleted only when it was made for trials; whether it was is written with it and never changes.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

RELEASE = "applications_release"
FORM_VERSION = "cms_forms_formversion"

# Name, event, table, and when the database lets it happen all the same.
_RULES = (
    ("release_no_update", "UPDATE", RELEASE, ""),
    ("release_no_delete", "DELETE", RELEASE, "OLD.is_trial"),
    ("form_version_no_update", "UPDATE", FORM_VERSION, ""),
)
_FUNCTION = """
CREATE OR REPLACE FUNCTION applications_never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% never changes', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are missing; nothing when the tables or their columns are not there (yet)."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if RELEASE not in tables or FORM_VERSION not in tables:
            return
        columns = {column.name for column in connection.introspection.get_table_description(cursor, RELEASE)}
        if "is_trial" not in columns:
            return
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name, event, table, unless in _RULES:
            cursor.execute(_statement(connection.vendor, name, event, table, unless))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a migration that remakes a table, and for a test database that is emptied."""
    with connection.cursor() as cursor:
        for name, _event, table, _unless in _RULES:
            place = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")


def _statement(vendor: str, name: str, event: str, table: str, unless: str) -> str:
    when = f"WHEN (NOT ({unless}))" if unless else ""
    if vendor == "postgresql":
        return (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} "
            f"EXECUTE FUNCTION applications_never_changes()"
        )
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} never changes'); END"
    )
