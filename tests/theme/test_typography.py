"""French typography: what changes, what must stay."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString, mark_safe

from cms.theme.typography import typo

N, B = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Que cherchez-vous ?", f"Que cherchez-vous{N}?"),
        ("Que cherchez-vous?", f"Que cherchez-vous{N}?"),
        ("Bravo !", f"Bravo{N}!"),
        ("avant ; après", f"avant{N}; après"),
        ("Attention : danger", f"Attention{B}: danger"),
        ("« Mon métier, ma passion »", f"«{N}Mon métier, ma passion{N}»"),
        ("«Mon métier»", f"«{N}Mon métier{N}»"),
        ("l'orientation aujourd'hui", "l’orientation aujourd’hui"),
        ("l'« Orientibus »", f"l’«{N}Orientibus{N}»"),
        ("3 640 jeunes", f"3{N}640 jeunes"),
        ("1 250 000 euros", f"1{N}250{N}000 euros"),
        ("15 % des postes, 12 €", f"15{N}% des postes, 12{N}€"),
        ("2 h 30 min", f"2{N}h 30{N}min"),
        ("la suite...", "la suite…"),
        ("Vraiment ?!", f"Vraiment{N}?!"),
    ],
)
def test_french_spaces_and_signs(typed, set_):
    assert typo(typed) == set_


@pytest.mark.parametrize(
    "text",
    [
        "12:30",
        "https://exemple.fr/page?q=a;b!c",
        "voir https://exemple.fr/?q=l'eau",
        "ecrire@exemple.fr",
        "2026-11-24",
        "en 2019 250 auditions"[:7],
        "",
    ],
)
def test_times_addresses_and_dates_stay(text):
    assert typo(text) == text


def test_applying_it_twice_changes_nothing_more():
    once = typo("« L'eau : 3 640 litres ? »")

    assert typo(once) == once


def test_tags_and_entities_of_safe_html_stay():
    html = mark_safe('<p title="a ? b"><a href="/x?q=l\'eau">Qui est-ce ?</a> A &amp; B <code>a ? b : c</code></p>')

    result = typo(html)

    assert isinstance(result, SafeString)
    assert result == (f'<p title="a ? b"><a href="/x?q=l\'eau">Qui est-ce{N}?</a> A &amp; B <code>a ? b : c</code></p>')


def test_plain_text_is_escaped_by_the_filter():
    shown = Template("{% load typography %}{{ text|typo }}").render(Context({"text": "<script> l'eau ?"}))

    assert shown == f"&lt;script&gt; l’eau{N}?"


def test_the_filter_shows_nothing_for_nothing():
    assert Template("{% load typography %}{{ text|typo }}").render(Context({"text": None})) == ""
