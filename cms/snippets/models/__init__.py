from cms.snippets.models.fund import Fund
from cms.snippets.models.geography import Commune, Departement, Intercommunality
from cms.snippets.models.table import ReferenceTable, TableEdition
from cms.snippets.models.territory import Territory
from cms.snippets.models.vocabulary import Audience, Theme

__all__ = [
    "Audience",
    "Commune",
    "Departement",
    "Fund",
    "Intercommunality",
    "ReferenceTable",
    "TableEdition",
    "Territory",
    "Theme",
]
