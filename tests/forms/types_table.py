"""Good and bad values of each field type: (type, options, [(raw, stored)], [(raw, words of the message)])."""

from typing import Any

from tests.forms.tables import FARMING, HEALTH, SECTORS

Row = tuple[str, dict[str, Any], list[tuple[Any, Any]], list[tuple[Any, str]]]

CHOICES = {"choices": [{"value": "a", "label": "Anjou"}, {"value": "b", "label": "Bretagne"}]}
ID = "3f2c1a6e-54b0-4d4f-9c5e-0a8a0b7f6d11"
FILE = {"id": ID, "name": "devis.pdf", "size": 1200, "type": "application/pdf"}

NANTES = {"code": "44109", "name": "Nantes"}
LOIRE = {"code": "44", "name": "Loire-Atlantique"}
METROPOLIS = {"code": "244400404", "name": "Nantes Métropole"}
AT_HOME = {"street": "1 rue du Port", "postcode": "44000", "town": "Nantes", "code": "44109"}

TREE = [
    {"value": "ind", "label": "Industrie", "choices": [{"value": "sou", "label": "Soudure"}, "Autre"]},
    {"label": "Soin", "choices": ["Infirmerie", "Autre"]},
    "Sans idée",
]

IN_SECTORS = {"table": "secteurs", "edition": SECTORS.fingerprint}

TABLE: list[Row] = [
    (
        "text",
        {"max_length": 5},
        [("  Oui ", "Oui"), ("", None), (None, None), ("a\nb", "a b"), ("a\x00b", "ab"), (12, "12")],
        [("abcdef", "trop long de 1 caractère"), (["a"], "Écrivez un texte"), (True, "Écrivez un texte")],
    ),
    (
        "longtext",
        {"max_length": 9},
        [("un\r\ndeux", "un\ndeux"), (" ", None), ("\ud800x", "x")],
        [("dix lettres", "trop long de 2 caractères"), ({}, "Écrivez un texte")],
    ),
    (
        "email",
        {},
        [(" a@b.fr ", "a@b.fr"), ("", None), ("élodie@exemple.fr", None)][:2],
        [("a@b", "adresse électronique entière"), ("a b@c.fr", "entière"), (3, "entière")],
    ),
    (
        "phone",
        {},
        [
            ("02 40 00 00 00", "+33240000000"),
            ("06.12.34.56.78", "+33612345678"),
            ("+33 (0)6 12 34 56 78", "+33612345678"),
            ("0033612345678", "+33612345678"),
            ("+32 2 123 45 67", "+3221234567"),
            ("", None),
        ],
        [("0612", "dix chiffres"), ("bonjour", "dix chiffres"), ("+33 1", "dix chiffres")],
    ),
    (
        "link",
        {"hosts": ["exemple.fr"]},
        [("www.exemple.fr/a", "https://www.exemple.fr/a"), ("http://exemple.fr", "http://exemple.fr"), ("", None)],
        [
            ("https://autre.fr", "exemple.fr"),
            ("https://exemple.fr.mechant.net", "exemple.fr"),
            ("javascript:alert(1)", "adresse web entière"),
            ("ftp://exemple.fr", "adresse web entière"),
            ("pas une adresse", "adresse web entière"),
        ],
    ),
    (
        "integer",
        {"minimum": 1, "maximum": 1000},
        [("12", 12), ("1 000", 1000), (7, 7), ("", None), ("7,0", 7)],
        [
            ("0", "1 ou plus"),
            ("1001", "1\u202f000 ou moins"),
            ("1,5", "nombre entier"),
            ("douze", "nombre entier"),
            (True, "nombre entier"),
            (float("nan"), "nombre entier"),
            (10**40, "nombre entier"),
            ("٣", "nombre entier"),
        ],
    ),
    (
        "decimal",
        {"places": 3, "maximum": 1500.5, "unit": "km"},
        [
            ("12,50", "12.5"),
            ("1 200,125 ", "1200.125"),
            (3, "3"),
            (0.5, "0.5"),
            ("-0,0", "0"),
            ("1500,500", "1500.5"),
            ("", None),
            (None, None),
        ],
        [
            ("1500,51", "1\u202f500,5 ou moins"),
            ("-0,001", "0 ou plus"),
            ("1,2345", "3 chiffres au plus après la virgule"),
            ("douze", "en chiffres"),
            (1e-9, "en chiffres"),
            (float("nan"), "en chiffres"),
            (True, "en chiffres"),
            ([], "en chiffres"),
        ],
    ),
    (
        "formatted",
        {"made_of": "figures", "minimum": 11, "maximum": 11, "example": "12345678901"},
        [("123 4567 8901", "12345678901"), (12345678901, "12345678901"), ("", None), (None, None)],
        [
            ("1234567890", "11 chiffres, par exemple 12345678901"),
            ("1234567890a", "11 chiffres"),
            ("١" * 11, "11 chiffres"),
            (["12345678901"], "Écrivez un texte"),
            ("1" * 300, "trop long"),
        ],
    ),
    (
        "formatted",
        {
            "pattern": "([A-Z]{2}-)?[0-9]{3}",
            "capitals": True,
            "example": "AB-123",
            "message": "Deux lettres.",
        },
        [("ab-123", "AB-123"), (" 123 ", "123"), ("", None)],
        [("AB123", "Deux lettres."), ("AB-1234", "Deux lettres.")],
    ),
    (
        "amount",
        {"maximum": 2000},
        [
            ("1 234,50", "1234.50"),
            ("1\u202f234,5 €", "1234.50"),
            ("12.3", "12.30"),
            (15, "15.00"),
            ("0", "0.00"),
            ("", None),
        ],
        [
            ("2000,01", "2\u202f000\u202f€ ou moins"),
            ("1,234", "deux chiffres"),
            ("-3", "0 ou plus"),
            ("cent", "en chiffres"),
            (float("inf"), "en chiffres"),
            ("1e400", "en chiffres"),
        ],
    ),
    (
        "date",
        {"latest": "2027-12-31"},
        [("2026-12-31", "2026-12-31"), ("31/12/2026", "2026-12-31"), ("1.2.2026", "2026-02-01"), ("", None)],
        [
            ("31/02/2026", "n’existe pas"),
            ("2028-01-01", "31 décembre 2027 ou avant"),
            ("demain", "jour, mois, année"),
            ("01/01/0026", "année"),
            (20261231, "jour, mois, année"),
        ],
    ),
    (
        "datetime",
        {"latest": "2027-12-31"},
        [
            ({"day": "31/12/2026", "hour": "14h30"}, "2026-12-31T14:30"),
            ({"day": "2026-12-31", "hour": "9 h"}, "2026-12-31T09:00"),
            ("2026-12-31T14:30", "2026-12-31T14:30"),
            ("2026-12-31 14:30", "2026-12-31T14:30"),
            ({"day": "2026-12-31", "hour": ""}, "2026-12-31"),
            ({"day": "", "hour": ""}, None),
            (None, None),
        ],
        [
            ({"day": "2026-12-31", "hour": "25:00"}, "heures et minutes"),
            ({"day": "2026-12-31", "hour": "midi"}, "heures et minutes"),
            ({"day": "", "hour": "14:30"}, "Indiquez le jour"),
            ({"day": "2028-01-01", "hour": ""}, "31 décembre 2027 ou avant"),
            ("demain", "jour, mois, année"),
            (["2026-12-31"], "Remplissez les parties"),
        ],
    ),
    (
        "period",
        {},
        [
            ({"start": "2026-01-01", "end": "02/01/2026"}, {"start": "2026-01-01", "end": "2026-01-02"}),
            ({"start": "2026-01-01", "end": ""}, {"start": "2026-01-01", "end": ""}),
            ({"start": "", "end": ""}, None),
            (None, None),
        ],
        [
            ({"start": "2026-01-02", "end": "2026-01-01"}, "avant le début"),
            ({"start": "hier"}, "jour, mois, année"),
            (["2026-01-01"], "Remplissez les parties"),
        ],
    ),
    (
        "yesno",
        {},
        [("true", True), ("false", False), (False, False), ("oui", True), ("", None), (None, None)],
        [("peut-être", "oui ou non"), (1, "oui ou non"), ([], "oui ou non")],
    ),
    ("choice", CHOICES, [("a", "a"), ("", None)], [("c", "de la liste"), (["a"], "Écrivez un texte")]),
    (
        "choices",
        CHOICES,
        [(["b", "a", "a"], ["a", "b"]), ("a", ["a"]), ([], []), (None, []), ([""], [])],
        [(["c"], "de la liste"), ([{}], "de la liste"), ({"a": 1}, "de la liste")],
    ),
    (
        "choice",
        CHOICES | {"other": True},
        [
            ("a", "a"),
            ({"code": "_other", "text": " Théâtre "}, {"code": "_other", "text": "Théâtre"}),
            ("_other", {"code": "_other", "text": ""}),
            ("", None),
        ],
        [
            ("c", "de la liste"),
            ({"code": "a"}, "Écrivez un texte"),
            ({"code": "_other", "text": "x" * 201}, "trop long de 1 caractère"),
            ({"code": "_other", "text": {}}, "Écrivez un texte"),
        ],
    ),
    (
        "choices",
        CHOICES | {"other": True},
        [
            ([{"code": "_other", "text": "Maine"}, "b"], ["b", {"code": "_other", "text": "Maine"}]),
            (["_other", "a"], ["a", {"code": "_other", "text": ""}]),
            ([], []),
        ],
        [(["c"], "de la liste"), ([{"code": "_other", "text": 1.5}], "Écrivez un texte")],
    ),
    (
        "linkedchoices",
        {"tree": TREE},
        [
            ({"parent": "ind", "code": "sou"}, {"parent": "ind", "code": "sou"}),
            ({"parent": "", "code": "Infirmerie"}, {"parent": "Soin", "code": "Infirmerie"}),
            ({"parent": "Sans idée", "code": ""}, {"parent": "Sans idée", "code": ""}),
            ({"parent": "ind"}, {"parent": "ind", "code": ""}),
            ({"parent": "", "code": ""}, None),
            (None, None),
        ],
        [
            ({"parent": "Soin", "code": "sou"}, "une réponse de «\u202fSoin\u202f»"),
            ({"parent": "", "code": "Autre"}, "ici aussi"),
            ({"parent": "x", "code": ""}, "de la liste"),
            ({"parent": "ind", "code": "x"}, "de la liste"),
            ("ind", "Remplissez les parties"),
            ({"parent": []}, "Écrivez un texte"),
        ],
    ),
    (
        "reference",
        IN_SECTORS,
        [
            ({"codes": ["agri"], "search": ""}, [FARMING]),
            ([FARMING], [FARMING]),
            ([{"code": "agri", "name": "Autrefois"}], [FARMING]),
            ({"codes": [], "search": "SANTE"}, [HEALTH]),
            ("agriculture, peche", [FARMING]),
            ("sante", [HEALTH]),
            ({"codes": [""], "search": ""}, []),
            ([], []),
            (None, []),
        ],
        [
            (["mer"], "«\u202fmer\u202f»"),
            ([["agri"]], "de la liste"),
            ({"codes": "agri"}, "de la liste"),
            ({"codes": [], "search": "Espace"}, "«\u202fEspace\u202f»"),
            ({"codes": [], "search": ["agri"]}, "Écrivez un texte"),
            (True, "Remplissez les parties"),
            (["\ud800"], "de la liste"),
        ],
    ),
    (
        "reference",
        {**IN_SECTORS, "maximum": 3, "look": "search"},
        [
            (["sante", "agri", "sante"], [HEALTH, FARMING]),
            ({"codes": ["sante"], "search": "pêche; soigna"}, [HEALTH, FARMING]),
        ],
        [({"codes": [], "search": "u; agri"}, "Rien")],
    ),
    (
        "reference",
        {**IN_SECTORS, "look": "list"},
        [(["agri"], [FARMING])],
        [(["x"], "n’est pas dans la liste")],
    ),
    (
        "commitment",
        {},
        [("on", True), (True, True), ("", None), (False, None), ("false", None)],
        [("peut-être", "Cochez la case"), ({}, "Cochez la case")],
    ),
    (
        "commune",
        {"maximum": 2},
        [
            (["44109"], [NANTES]),
            ([NANTES], [NANTES]),
            ({"codes": [], "search": "nantes"}, [NANTES]),
            ({"codes": ["44109"], "search": "44000"}, [NANTES]),
            ([], []),
            (None, []),
        ],
        [
            (["99999"], "code 99999"),
            (["xx"], "communes de la liste"),
            ({"codes": [], "search": "Paris"}, "«\u202fParis\u202f»"),
            ({"search": ["a"]}, "Écrivez un texte"),
            (3, "Remplissez les parties"),
        ],
    ),
    (
        "intercommunality",
        {"maximum": 1},
        [
            (["244400404"], [METROPOLIS]),
            ({"codes": [], "search": "metropole nant"}, [METROPOLIS]),
            ([METROPOLIS], [METROPOLIS]),
            ([], []),
        ],
        [
            (["244400405"], "244400405"),
            (["44"], "intercommunalités de la liste"),
            ({"codes": [], "search": "Paris"}, "«\u202fParis\u202f»"),
        ],
    ),
    (
        "departement",
        {},
        [(["44"], [LOIRE]), ("44", [LOIRE]), ([LOIRE, "44"], [LOIRE]), ([], []), (None, [])],
        [
            (["75"], "de la liste"),
            (["loire"], "de la liste"),
            ([["44"]], "Écrivez un texte"),
            ([{"name": "x"}], "de la liste"),
        ],
    ),
    (
        "address",
        {},
        [
            ({"street": "1 rue du Port", "postcode": "44 000", "town": "NANTES"}, AT_HOME),
            (AT_HOME, AT_HOME),
            (
                {"street": "", "postcode": "44000", "town": ""},
                {"street": "", "postcode": "44000", "town": "Nantes", "code": "44109"},
            ),
            (
                {"street": "Bât. A\r\n2 Grand-Rue", "postcode": "1000", "town": "Bruxelles"},
                {"street": "Bât. A\n2 Grand-Rue", "postcode": "1000", "town": "Bruxelles", "code": ""},
            ),
            ({"street": " ", "postcode": "", "town": ""}, None),
            (None, None),
        ],
        [
            ({"street": "x" * 301}, "trop long de 1 caractère"),
            ({"postcode": "!"}, "44000"),
            ("1 rue du Port", "Remplissez les parties"),
            ({"town": ["Nantes"]}, "Écrivez un texte"),
        ],
    ),
    (
        "siret",
        {},
        [("732 829 320 00074", "73282932000074"), ("73282932000074", "73282932000074"), ("", None)],
        [
            ("73282932000075", "chiffres est faux"),
            ("732829320", "14 chiffres"),
            ("7328293200007A", "que des chiffres"),
            ([], "Écrivez un texte"),
        ],
    ),
    (
        "school",
        {},
        [
            ({"code": "0440021j", "name": " Lycée Clemenceau "}, {"code": "0440021J", "name": "Lycée Clemenceau"}),
            ({"code": "075 0655 E", "name": ""}, {"code": "0750655E", "name": ""}),
            ({"code": "", "name": "Lycée"}, {"code": "", "name": "Lycée"}),
            ({"code": "", "name": ""}, None),
            (None, None),
        ],
        [
            ({"code": "0440021K"}, "n’existe pas"),
            ({"code": "0440022J"}, "n’existe pas"),
            ({"code": "440021J"}, "7 chiffres et une lettre"),
            ({"code": "0440021I"}, "n’existe pas"),
            ("0440021J", "Remplissez les parties"),
            ({"name": "x" * 201}, "trop long de 1 caractère"),
        ],
    ),
    (
        "company",
        {},
        [
            ({"code": "732 829 320", "name": "Thomson"}, {"code": "732829320", "name": "Thomson"}),
            ({"code": "732 829 320 00074", "name": ""}, {"code": "73282932000074", "name": ""}),
            ({"code": " ", "name": " "}, None),
        ],
        [
            ({"code": "732829321"}, "n’existe pas"),
            ({"code": "73282932000075"}, "chiffres est faux"),
            ({"code": "12345"}, "9 chiffres, un numéro SIRET 14"),
            ({"code": "73282932A"}, "que des chiffres"),
            ([], "Remplissez les parties"),
        ],
    ),
    (
        "company",
        {"number": "siren"},
        [({"code": "732829320", "name": "A"}, {"code": "732829320", "name": "A"})],
        [({"code": "73282932000074"}, "9 chiffres")],
    ),
    (
        "association",
        {},
        [("w442 000 123", "W442000123"), ("W9R1000123", "W9R1000123"), ("", None), (None, None)],
        [
            ("442000123", "la lettre W et 9 chiffres"),
            ("W44200012", "9 chiffres"),
            ("W4420001234", "9 chiffres"),
            ("W٤42000123", "9 chiffres"),
            ([], "Écrivez un texte"),
        ],
    ),
    (
        "iban",
        {},
        [
            ("FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
            ("de89370400440532013000", "DE89370400440532013000"),
            ("", None),
        ],
        [
            ("FR76 3000 6000 0112 3456 7890 188", "n’existe pas"),
            ("FR76", "Copiez l’IBAN entier"),
            ("FR76 3000 6000 0112 3456 7890 18é", "Copiez l’IBAN entier"),
            (7.6, "Écrivez un texte"),
        ],
    ),
    (
        "file",
        {"maximum": 2},
        [([FILE], [FILE]), ([], []), (None, [])],
        [
            ([FILE] * 3, "2 fichiers au plus"),
            ([{"id": "x"}], "avec le bouton"),
            ("devis.pdf", "avec le bouton"),
            ([FILE | {"size": -1}], "avec le bouton"),
        ],
    ),
    (
        "video",
        {},
        [
            ({"link": "https://youtu.be/abc"}, {"link": "https://youtu.be/abc", "files": []}),
            ({"link": "", "files": [FILE]}, {"link": "", "files": [FILE]}),
            ({"link": ""}, None),
            (None, None),
        ],
        [
            ({"link": "https://exemple.fr/v"}, "youtube.com"),
            ({"link": 3}, "adresse web entière"),
            ("https://youtu.be/abc", "Remplissez les parties"),
        ],
    ),
    (
        "partners",
        {"minimum": {"school": 1}},
        [
            (
                [{"kind": "school", "name": " Lycée ", "email": "a@b.fr"}, {"kind": "company"}],
                [{"kind": "school", "name": "Lycée", "contact": "", "email": "a@b.fr", "siret": ""}],
            ),
            ([], []),
            (None, []),
        ],
        [
            ([{"name": "A", "email": "a@"}], "adresse électronique entière"),
            ([{"name": "A", "siret": "1"}], "14 chiffres"),
            ([{"kind": "club", "name": "A"}], "quelle sorte de partenaire"),
            ("Lycée", "Remplissez les lignes"),
            ([{"name": "A" * 201}], "trop long de 1 caractère"),
            ([{}] * 101, "trop de lignes"),
        ],
    ),
    (
        "budget",
        {},
        [
            (
                {"expenses": [{"label": "Car", "amount": "1 200"}, {}], "income": [], "asked": "50"},
                {"expenses": [{"label": "Car", "amount": "1200.00"}], "income": [], "asked": "50.00"},
            ),
            ({}, None),
            (None, None),
        ],
        [
            ({"expenses": [{"label": "Car", "amount": "cher"}]}, "en chiffres"),
            ({"expenses": "Car"}, "Remplissez les lignes"),
            ({"asked": "-1"}, "0 ou plus"),
            ([], "Remplissez les parties"),
        ],
    ),
    (
        "images",
        {"maximum": 2},
        [
            ([FILE], [FILE | {"alt": ""}]),
            ([FILE | {"alt": " Un pont\nneuf "}], [FILE | {"alt": "Un pont neuf"}]),
            ([], []),
            (None, []),
        ],
        [
            ([FILE] * 3, "2 images au plus"),
            ([FILE | {"alt": "x" * 301}], "trop long de 1 caractère"),
            ([{"id": "x"}], "avec le bouton"),
        ],
    ),
    (
        "calculated",
        {"formula": {"op": "sum", "of": [12, 0.5]}, "shown_as": "amount"},
        [("12.5", "12.50"), ("1 234,50", "1234.50"), (None, None), ("", None)],
        [("beaucoup", "Écrivez un nombre"), ([], "Écrivez un nombre"), (float("nan"), "Écrivez un nombre")],
    ),
    (
        "group",
        {
            "item": "Élève",
            "maximum": 5,
            "fields": [
                {"key": "nom", "type": "text", "label": "Nom", "required": True, "max_length": 9},
                {"key": "age", "type": "integer", "label": "Âge"},
                {"key": "photo", "type": "file", "label": "Photo"},
            ],
        },
        [
            ([{"id": "r9", "nom": " Ana ", "age": "12"}, {"id": "r1"}], [{"id": "r9", "nom": "Ana", "age": 12}]),
            ([{"nom": "Ana"}, {"nom": "Bob"}], [{"id": "r1", "nom": "Ana"}, {"id": "r2", "nom": "Bob"}]),
            ([{"id": "r1", "photo": [FILE]}], [{"id": "r1", "photo": [FILE]}]),
            (
                [{"id": "r1", "nom": "Ana"}, {"id": "r1", "nom": "Bob"}],
                [{"id": "r1", "nom": "Ana"}, {"id": "r2", "nom": "Bob"}],
            ),
            ([{"autre": "x"}], []),
            ([], []),
            (None, []),
        ],
        [
            ([{"nom": "Ana"}, {"nom": "Bob", "age": "dix"}], "nombre entier"),
            ([{"nom": "dix lettres"}], "trop long de 2 caractères"),
            ("Ana", "Remplissez les lignes"),
            ([{}] * 101, "trop de lignes"),
        ],
    ),
    ("heading", {}, [("x", None), (None, None)], []),
    ("explanation", {}, [("x", None)], []),
    ("note", {"text": "À lire"}, [("x", None)], []),
]
