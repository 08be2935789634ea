"""What a person types in each type of question, and what becomes of it.

The same rows are typed in a real Chromium, posted as a browser without JavaScript posts them, and put in a link that
prepares answers. `tests/forms/types_table.py` has the values that come as JSON.
"""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

from cms.forms.spec import Field, Form
from tests.forms.samples import form_json
from tests.forms.tables import FARMING, HEALTH
from tests.forms.types_table import CHOICES, IN_SECTORS, LOIRE, METROPOLIS, NANTES, TREE


@dataclass(frozen=True, slots=True)
class File:
    """A file that a person chooses."""

    name: str
    content: bytes


def _pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return out.getvalue()


PDF, PICTURE = File("devis.pdf", _pdf()), File("pont.png", _picture())
PROGRAM = File("devis.pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200))
EMPTY = File("vide.pdf", b"")


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer: `inputs` is {part of the name, "" for the field's own input: what is typed, ticked or chosen}."""

    type: str
    inputs: dict[str, Any]
    # What is kept, in the draft; of files, the names.
    stored: Any = None
    options: dict[str, Any] = field(default_factory=dict)
    # What is said, and at which part: then the answer is a bad one.
    message: str = ""
    at: str = ""
    # False for what the inputs of a page do not let anybody type or choose.
    typable: bool = True

    @property
    def files(self) -> bool:
        return any(isinstance(value, File) for value in self.inputs.values())


def good(type_: str, inputs: Any, stored: Any, **options: Any) -> Typed:
    return Typed(type_, inputs if isinstance(inputs, dict) else {"": inputs}, stored, options)


def bad(type_: str, inputs: Any, message: str, at: str = "", kept: Any = None, **options: Any) -> Typed:
    """A bad answer; `kept` is what is stored all the same, because it only lacks something."""
    return Typed(type_, inputs if isinstance(inputs, dict) else {"": inputs}, kept, options, message, at)


def crafted(type_: str, inputs: Any, message: str, **options: Any) -> Typed:
    """A bad answer that only a page that was tampered with sends."""
    inputs = inputs if isinstance(inputs, dict) else {"": inputs}
    return Typed(type_, inputs, options=options, message=message, typable=False)


PUPILS: dict[str, Any] = {
    "item": "Élève",
    "fields": [
        {"key": "nom", "type": "text", "label": "Nom", "required": True},
        {"key": "age", "type": "integer", "label": "Âge"},
    ],
}
SCHOOL = {"kind": "school", "name": "Lycée", "contact": "Ana", "email": "a@b.fr", "siret": ""}
OTHER = {"choices": CHOICES["choices"], "other": True}
UNTIL_2027 = {"latest": "2027-12-31"}

TYPED: list[Typed] = [
    good("text", " Une visite ", "Une visite"),
    bad("text", "  ", "Répondez à cette question", required=True),
    crafted("text", "abcdef", "trop long de 1 caractère", max_length=5),
    good("longtext", "Un pont.\nUn fleuve.", "Un pont.\nUn fleuve."),
    bad("longtext", "dix lettres", "trop long de 2 caractères", max_length=9),
    good("email", " ana@exemple.fr ", "ana@exemple.fr"),
    bad("email", "ana@exemple", "adresse électronique entière"),
    good("phone", "06.12.34.56.78", "+33612345678"),
    bad("phone", "0612", "dix chiffres"),
    good("link", "www.exemple.fr/a", "https://www.exemple.fr/a"),
    bad("link", "pas une adresse", "adresse web entière"),
    bad("link", "javascript:alert(1)", "adresse web entière"),
    good("formatted", "ab-123", "AB-123", pattern="[A-Z]{2}-[0-9]{3}", capitals=True, example="AB-123", message="Non."),
    bad("formatted", "1234567890", "11 chiffres", made_of="figures", minimum=11, maximum=11, example="12345678901"),
    good("integer", "1 000", 1000),
    bad("integer", "1,5", "nombre entier"),
    bad("integer", "0", "1 ou plus", minimum=1),
    good("decimal", "1 200,125", "1200.125", places=3),
    bad("decimal", "douze", "en chiffres"),
    good("amount", "1 234,5 €", "1234.50"),
    bad("amount", "2000,01", "2\u202f000\u202f€ ou moins", maximum=2000),
    good("calculated", {}, "12.50", formula={"op": "sum", "of": [12, 0.5]}, shown_as="amount"),
    good("date", "2026-12-31", "2026-12-31"),
    bad("date", "2028-01-01", "31 décembre 2027 ou avant", **UNTIL_2027),
    crafted("date", "31/02/2026", "n’existe pas"),
    good("datetime", {"day": "2026-12-31", "hour": "14:30"}, "2026-12-31T14:30"),
    bad("datetime", {"day": "2026-12-31"}, "aussi l’heure", "hour", kept="2026-12-31"),
    bad("datetime", {"hour": "14:30"}, "Indiquez le jour", "day"),
    good(
        "period",
        {"start": "2026-01-01", "end": "2026-01-02"},
        {"start": "2026-01-01", "end": "2026-01-02"},
    ),
    bad("period", {"start": "2026-01-02", "end": "2026-01-01"}, "avant le début", "end"),
    bad("period", {"start": "2026-01-02"}, "date de la fin", "end", kept={"start": "2026-01-02", "end": ""}),
    good("yesno", "true", True),
    good("yesno", "false", False),
    bad("yesno", {}, "Choisissez oui ou non", required=True),
    crafted("yesno", "peut-être", "oui ou non"),
    good("choice", "a", "a", **CHOICES),
    good("choice", "b", "b", look="list", **CHOICES),
    good("choice", {"": "_other", "text": "Maine"}, {"code": "_other", "text": "Maine"}, **OTHER),
    bad("choice", {}, "Choisissez une réponse", required=True, **CHOICES),
    bad("choice", {"": "_other"}, "avec vos mots", "text", kept={"code": "_other", "text": ""}, **OTHER),
    crafted("choice", "c", "de la liste", **CHOICES),
    good("choices", ["a", "b"], ["a", "b"], **CHOICES),
    bad("choices", ["a", "b"], "au plus", kept=["a", "b"], maximum=1, **CHOICES),
    bad("choices", {}, "au moins une réponse", required=True, **CHOICES),
    good("linkedchoices", {"parent": "ind", "code": "sou"}, {"parent": "ind", "code": "sou"}, tree=TREE),
    bad("linkedchoices", {"parent": "Soin"}, "ici aussi", "code", kept={"parent": "Soin", "code": ""}, tree=TREE),
    crafted("linkedchoices", {"parent": "Soin", "code": "sou"}, "une réponse de", tree=TREE),
    good("reference", "agri", [FARMING], **IN_SECTORS),
    good("reference", "agri", [FARMING], look="list", **IN_SECTORS),
    good("reference", ["agri", "sante"], [FARMING, HEALTH], maximum=2, **IN_SECTORS),
    good("reference", {"search": "PECHE"}, [FARMING], look="search", **IN_SECTORS),
    bad("reference", {"search": "Espace"}, "Rien dans la liste", "search", look="search", **IN_SECTORS),
    bad("reference", {}, "au moins une réponse", required=True, **IN_SECTORS),
    crafted("reference", "mer", "n’est pas dans la liste", **IN_SECTORS),
    good("reference", "agri", [FARMING], **IN_SECTORS),
    good("reference", {"search": "sante"}, [HEALTH], **IN_SECTORS, look="search"),
    bad("reference", {}, "au moins une réponse", required=True, **IN_SECTORS),
    bad("reference", {"search": "Espace"}, "«\u202fEspace\u202f»", "search", **IN_SECTORS, look="search"),
    crafted("reference", "mer", "mer", **IN_SECTORS),
    good("commitment", "on", True),
    bad("commitment", {}, "Cochez la case", required=True),
    good("commune", {"search": "nantes"}, [NANTES]),
    good("commune", {"search": "44000"}, [NANTES]),
    bad("commune", {"search": "Paris"}, "«\u202fParis\u202f»", "search"),
    bad("commune", {}, "commune", required=True),
    good("intercommunality", {"search": "metropole nant"}, [METROPOLIS]),
    bad("intercommunality", {"search": "Paris"}, "«\u202fParis\u202f»", "search"),
    good("departement", ["44"], [LOIRE]),
    bad("departement", {}, "moins un", required=True),
    crafted("departement", ["75"], "de la liste"),
    good(
        "address",
        {"street": "1 rue du Port", "postcode": "44 000", "town": "NANTES"},
        {"street": "1 rue du Port", "postcode": "44000", "town": "Nantes", "code": "44109"},
    ),
    bad("address", {"street": "1 rue du Port", "postcode": "!"}, "44000", "postcode"),
    good("school", {"code": "0440021j", "name": "Lycée"}, {"code": "0440021J", "name": "Lycée"}),
    bad("school", {"code": "0440021K", "name": "Lycée"}, "n’existe pas", "code"),
    good("company", {"code": "732 829 320", "name": "Thomson"}, {"code": "732829320", "name": "Thomson"}),
    bad("company", {"code": "732829321", "name": "Thomson"}, "n’existe pas", "code"),
    good("siret", "732 829 320 00074", "73282932000074"),
    bad("siret", "73282932000075", "chiffres est faux"),
    good("association", "w442 000 123", "W442000123"),
    bad("association", "442000123", "la lettre W et 9 chiffres"),
    good("iban", "FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
    bad("iban", "FR76 3000 6000 0112 3456 7890 188", "n’existe pas"),
    good("file", PDF, ["devis.pdf"], families=["document"]),
    bad("file", PROGRAM, "devis.pdf", families=["document"]),
    bad("file", EMPTY, "vide.pdf", families=["document"]),
    good("images", PICTURE, ["pont.png"]),
    bad("images", PROGRAM, "devis.pdf"),
    good("video", {"link": "https://youtu.be/abc"}, {"link": "https://youtu.be/abc", "files": []}),
    bad("video", {"link": "https://exemple.fr/v"}, "youtube.com", "link"),
    good("partners", {f"0.{part}": value for part, value in SCHOOL.items()}, [SCHOOL]),
    bad("partners", {f"0.{part}": value for part, value in (SCHOOL | {"email": "a@"}).items()}, "entière", "0.email"),
    good(
        "budget",
        {
            "expenses.0.label": "Car",
            "expenses.0.amount": "1 200",
            "income.0.label": "Région",
            "income.0.amount": "1200",
            "asked": "1200",
        },
        {
            "expenses": [{"label": "Car", "amount": "1200.00"}],
            "income": [{"label": "Région", "amount": "1200.00"}],
            "asked": "1200.00",
        },
    ),
    bad("budget", {"expenses.0.label": "Car", "expenses.0.amount": "cher"}, "en chiffres", "expenses.0.amount"),
    good(
        "group", {"_rows": "r1", "r1.nom": " Ana ", "r1.age": "12"}, [{"id": "r1", "nom": "Ana", "age": 12}], **PUPILS
    ),
    bad("group", {"_rows": "r1", "r1.nom": "Ana", "r1.age": "dix"}, "nombre entier", "r1.age", **PUPILS),
    bad(
        "group",
        {"_rows": "r1", "r1.age": "12"},
        "Répondez à cette question",
        "r1.nom",
        kept=[{"id": "r1", "age": 12}],
        **PUPILS,
    ),
]


def key(place: int) -> str:
    """The key of the question of that place in the table."""
    return f"{TYPED[place].type}_{place}"


def question(place: int) -> dict[str, Any]:
    """The question of that place in the table, in the JSON of a form."""
    row = TYPED[place]
    return {"key": key(place), "type": row.type, "label": f"Que répondez-vous à la demande {place} ?", **row.options}


def a_field(place: int) -> Field:
    return Form.from_json(form_json(question(place))).field(key(place))


def posted(place: int) -> tuple[dict[str, Any], dict[str, File]]:
    """What a browser posts for the question of that place: values and files by the name of their input."""
    named = {f"{key(place)}.{part}" if part else key(place): value for part, value in TYPED[place].inputs.items()}
    files = {name: value for name, value in named.items() if isinstance(value, File)}
    return {"_field": key(place)} | {name: value for name, value in named.items() if name not in files}, files


def as_stored(value: Any) -> Any:
    """A stored answer as the table writes it: files by their names."""
    if isinstance(value, list) and value and all(isinstance(one, dict) and "size" in one for one in value):
        return [one["name"] for one in value]
    return value
