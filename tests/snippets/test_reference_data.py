"""The geography is loaded whole, again without harm, and never undoes what a person edited in the vocabularies."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.snippets import demonstration
from cms.snippets.models import Audience, Commune, Departement, Fund, Intercommunality, Territory

pytestmark = pytest.mark.django_db


def test_the_region_is_loaded_whole_and_again(capsys):
    for _ in range(2):
        call_command("load_reference_data")
        assert "5 départements, 71 intercommunalités, 1228 communes." in capsys.readouterr().out
        assert (Departement.objects.count(), Intercommunality.objects.count(), Commune.objects.count()) == (5, 71, 1228)


def test_only_the_ile_d_yeu_belongs_to_no_intercommunality():
    call_command("load_reference_data", verbosity=0)

    assert [str(commune) for commune in Commune.objects.filter(intercommunality=None)] == ["L'Île-d'Yeu"]


def test_a_vocabulary_that_the_region_edited_is_left_alone():
    call_command("load_reference_data", verbosity=0)
    Audience.objects.exclude(slug="familles").delete()

    call_command("load_reference_data", verbosity=0)

    assert list(Audience.objects.values_list("slug", flat=True)) == ["familles"]


def test_a_commune_whose_name_was_spoilt_is_put_right_by_the_source():
    call_command("load_reference_data", verbosity=0)
    Commune.objects.filter(pk="44109").update(name="Nante", search_name="nante")

    call_command("load_reference_data", verbosity=0)

    nantes = Commune.objects.get(pk="44109")
    assert (nantes.name, nantes.search_name, nantes.postcodes) == (
        "Nantes",
        "nantes",
        ["44000", "44100", "44200", "44300"],
    )


def test_the_demonstration_puts_each_intercommunality_in_one_of_18_territories_with_a_fund():
    demonstration.load()

    assert Territory.objects.count() == 18
    assert Fund.objects.count() == 18
    assert all(group.territories.count() == 1 for group in Intercommunality.objects.all())


def test_the_demonstration_loaded_again_keeps_what_was_edited():
    demonstration.load()
    Territory.objects.filter(slug="le-mans").update(name="Pays manceau")
    Territory.objects.get(slug="sud-vendee").funds.all().delete()
    Territory.objects.get(slug="sud-vendee").delete()

    demonstration.load()

    assert Territory.objects.get(slug="le-mans").name == "Pays manceau"
    assert not Territory.objects.filter(slug="sud-vendee").exists()


def test_the_territories_without_the_geography_are_refused_with_what_to_do():
    with pytest.raises(CommandError, match="load_reference_data"):
        call_command("load_demonstration_territories")
