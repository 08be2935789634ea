"""A CSV file becomes the rows of a table, whole or not at all."""

import pytest
from django.utils import translation

from cms.snippets.tables import reading, writing
from cms.snippets.tables.content import Content, ContentError

PLAIN = "Code;Libellé;Exemple\nagri;Agriculture, pêche;maraîchère\nindus;Industrie;soudeur\n"


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def refused(data: bytes, **columns: str) -> list[str]:
    with pytest.raises(reading.TableRefused) as refusal:
        reading.read(data, **columns)
    return refusal.value.problems


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("cp1252"),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace(";", "\t").encode(),
        'Code,Libellé,Exemple\nagri,"Agriculture, pêche",maraîchère\nindus,Industrie,soudeur'.encode(),
        b"\n" + PLAIN.replace("\n", ";;\n\n").encode(),
    ],
)
def test_files_as_spreadsheets_write_them_are_all_the_same_table(data):
    content = reading.read(data)

    assert content.names == {"agri": "Agriculture, pêche", "indus": "Industrie"}
    assert content.columns == ("Code", "Libellé", "Exemple")
    assert content.fingerprint == reading.read(PLAIN.encode()).fingerprint


def test_the_columns_are_named_or_found_or_those_of_the_edition_before():
    data = b"Sigle long;Code;Appellation;Nom\nx;1;Premier;A\n"

    assert reading.read(data).names == {"1": "A"}
    assert reading.read(data, "sigle LONG", "Appellation").names == {"x": "Premier"}
    before = Content(("Sigle long", "Appellation"), "Sigle long", "Appellation", [("y", "Y")])
    assert reading.read(data, before=before).names == {"x": "Premier"}
    assert reading.read(b"Pays\nFrance\nMali\n").names == {"France": "France", "Mali": "Mali"}
    assert reading.read(b"A;B\n1;Un\n").names == {"1": "Un"}


def test_all_that_is_wrong_is_said_with_the_numbers_of_the_lines():
    data = 'Code;Nom\na;A\n;B\n\nc;"deux\nlignes"\na;Encore\nd;\ne;E;trop\n'

    assert refused(data.encode()) == [
        "Ligne\u00a03\u00a0: il manque le code.".replace("Ligne\u00a0", "Ligne "),
        "Ligne 7\u00a0: le code «\u202fa\u202f» est déjà à la ligne 2.",
        "Ligne 8\u00a0: il manque le nom.",
        "Ligne 9\u00a0: il y a plus de cases que de colonnes.",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vide"),
        (b"\n \n", "vide"),
        (b"Code;Nom\n", "aucune ligne"),
        (b"PK\x03\x04rest", "classeur"),
        (b"\x00\x01\x02", "pas du texte"),
        (b"\xff\xfe\x00", "pas du texte"),
        (b'Code;Nom\na;"A\nb;B\n', "guillemet"),
        (b"Code;;Nom\na;b;c\n", "colonne 2 n’a pas de titre"),
        (b"Code;Code\na;b\n", "deux colonnes"),
        (b"X;Y;Z\na;b;c\n", "Dites quelle colonne"),
        (b"Code;Nom\n" + b"a" * 101 + b";A\n", "trop long"),
        (b"x" * 8_000_001, "trop lourd"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data, words):
    assert words in " ".join(refused(data))


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    [problem] = refused(b"Code;Nom\na;A\n", code="Clef")

    assert "«\u202fClef\u202f»" in problem
    assert "« Code », « Nom »" in problem


def test_no_more_than_twenty_faults_are_listed():
    problems = refused(b"Code;Nom\n" + b";x\n" * 30)

    assert len(problems) == 21
    assert problems[-1] == "Et 10 autres lignes."


def test_twenty_thousand_rows_are_read_and_searched():
    rows = "".join(f"c{n};Métier numéro {n}\n" for n in range(20_000))
    content = reading.read(f"Code;Nom\n{rows}".encode())

    assert len(content.rows) == 20_000
    assert content.matching("metier 19999", 5) == [("c19999", "Métier numéro 19999")]


def test_a_file_taken_out_runs_nothing_and_comes_back_the_same():
    content = reading.read(b"Code;Nom\n=1+1;-Moins\n@x;+33\n")
    out = writing.csv_of(content)

    assert b"'=1+1;'-Moins" in out
    assert reading.read(out).fingerprint == content.fingerprint


def test_searching_forgets_accents_and_case_and_takes_beginnings_of_words():
    content = reading.read(PLAIN.encode())

    assert content.matching("PECHE agric", 5) == [("agri", "Agriculture, pêche")]
    assert content.matching("soud", 5) == [("indus", "Industrie")]
    assert content.matching("AGRI", 5) == [("agri", "Agriculture, pêche")]
    assert content.matching("ndus", 5) == []
    assert content.matching(" ", 5) == []


@pytest.mark.parametrize(
    "change",
    [
        {"columns": []},
        {"columns": ["Code", "Code"]},
        {"code": "Clef"},
        {"rows": [["a"]]},
        {"rows": [["a", 3]]},
        {"rows": [["", "A"]]},
        {"rows": [["a", "A"], ["a", "B"]]},
        {"rows": "a"},
        {"columns": None},
    ],
)
def test_rows_of_a_bundle_that_an_import_would_refuse_are_refused(change):
    data = {"columns": ["Code", "Nom"], "code": "Code", "label": "Nom", "rows": [["a", "A"]]}
    assert Content.from_json(data).to_json() == data

    with pytest.raises(ContentError):
        Content.from_json(data | change)
