"""The embedded engine's own index: FTS5 on SQLite, text vectors on PostgreSQL, emptied by the database itself."""

from django.db import migrations

SQLITE = [
    # Words are folded before they come here; the tokenizer has only to part them at spaces.
    """CREATE VIRTUAL TABLE search_index USING fts5(
           title, summary, body, title_stem, summary_stem, body_stem,
           tokenize = "unicode61 remove_diacritics 0", prefix = '2 3')""",
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_index, col)",
    """CREATE TRIGGER search_index_forgets AFTER DELETE ON search_searchdocument BEGIN
           DELETE FROM search_index WHERE rowid = old.id; END""",
]
SQLITE_BACK = [
    "DROP TRIGGER search_index_forgets",
    "DROP TABLE search_vocabulary",
    "DROP TABLE search_index",
]
POSTGRESQL = [
    # No foreign key: Django empties tables one by one, which a reference from a table unknown to it would forbid.
    """CREATE TABLE search_index (
           document_id bigint PRIMARY KEY, exact tsvector NOT NULL, stem tsvector NOT NULL)""",
    "CREATE INDEX search_index_exact ON search_index USING gin (exact)",
    "CREATE INDEX search_index_stem ON search_index USING gin (stem)",
    """CREATE FUNCTION search_index_forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           DELETE FROM search_index WHERE document_id = old.id; RETURN old; END $$""",
    """CREATE FUNCTION search_index_forget_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           DELETE FROM search_index; RETURN NULL; END $$""",
    """CREATE TRIGGER search_index_forgets AFTER DELETE ON search_searchdocument
           FOR EACH ROW EXECUTE FUNCTION search_index_forget()""",
    """CREATE TRIGGER search_index_forgets_all AFTER TRUNCATE ON search_searchdocument
           FOR EACH STATEMENT EXECUTE FUNCTION search_index_forget_all()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER search_index_forgets_all ON search_searchdocument",
    "DROP TRIGGER search_index_forgets ON search_searchdocument",
    "DROP FUNCTION search_index_forget_all()",
    "DROP FUNCTION search_index_forget()",
    "DROP TABLE search_index",
]


def _run(schema_editor, statements):
    for statement in statements.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def create(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
