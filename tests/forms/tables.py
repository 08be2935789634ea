"""Reference tables of the tests."""

from typing import Any

from cms.snippets.models import ReferenceTable, TableEdition
from cms.snippets.tables import operations
from cms.snippets.tables.content import Content

SECTORS = Content(
    ("Code", "Libellé", "Exemple"),
    "Code",
    "Libellé",
    [
        ("agri", "Agriculture, pêche", "maraîchère"),
        ("indus", "Industrie", "soudeur"),
        ("sante", "Santé", "aide-soignante"),
        ("numerique", "Numérique", "développeuse"),
    ],
)
FARMING = {"code": "agri", "name": "Agriculture, pêche"}
HEALTH = {"code": "sante", "name": "Santé"}


def a_table(key: str, content: Content, name: str = "") -> TableEdition:
    """The newest edition of a table, which is made when there is none of that key."""
    table, _made = ReferenceTable.objects.get_or_create(key=key, defaults={"name": name or key.capitalize()})
    return operations.add_edition(table, content)


def sectors() -> TableEdition:
    """A small table, of four sectors."""
    return a_table("secteurs", SECTORS, "Secteurs d’activité")


def many(count: int = 200, **more: Any) -> Content:
    """A long table: "m1", "Métier 1", …"""
    return Content(("Code", "Nom"), "Code", "Nom", [(f"m{n}", f"Métier {n}") for n in range(1, count + 1)])
