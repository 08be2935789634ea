"""People find their commune however they type it."""

import pytest
from django.core.management import call_command

from cms.snippets.models import Commune


@pytest.fixture
def region(db):
    call_command("load_reference_data", verbosity=0)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nantes", "Nantes"),
        ("NANTES", "Nantes"),
        ("saint nazaire", "Saint-Nazaire"),
        ("st nazaire", "Saint-Nazaire"),
        ("St-Nazaire", "Saint-Nazaire"),
        ("ste luce", "Sainte-Luce-sur-Loire"),
        ("ile d'yeu", "L'Île-d'Yeu"),
        ("L’ÎLE-D’YEU", "L'Île-d'Yeu"),
        ("Chateau gontier", "Château-Gontier-sur-Mayenne"),
        ("cha gon", "Château-Gontier-sur-Mayenne"),
        ("laval", "Laval"),
        ("nantes'; --", "Nantes"),
        ("le mans", "Le Mans"),
        ("72000", "Le Mans"),
        ("44100", "Nantes"),
        ("85000 roche", "La Roche-sur-Yon"),
    ],
)
def test_a_commune_is_found_first_however_it_is_typed(region, typed, first):
    assert Commune.objects.matching(typed)[0].name == first


@pytest.mark.parametrize("typed", ["", "   ", "'", "%", "_", "zzz", "99999", "\x00", "💥"])
def test_what_means_no_commune_finds_none(region, typed):
    assert list(Commune.objects.matching(typed)) == []


def test_the_beginning_of_a_word_is_enough_but_not_its_middle(region):
    names = {commune.name for commune in Commune.objects.matching("azaire")}

    assert names == set()


def test_a_number_that_is_in_a_postcode_but_does_not_begin_it_finds_nothing(region):
    assert not Commune.objects.matching("4000 nantes").exists()


def test_a_commune_saved_by_hand_is_found_too(region):
    commune = Commune.objects.get(pk="44109")
    commune.name = "Nantes-l’Été"
    commune.save()

    assert Commune.objects.matching("nantes ete").get() == commune
