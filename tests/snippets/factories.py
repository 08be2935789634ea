"""Reference records for tests."""

import factory

from cms.snippets.models import Audience, Commune, Departement, Fund, Intercommunality, Territory


class DepartementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Departement
        django_get_or_create = ("code",)

    code = "44"
    name = "Loire-Atlantique"


class IntercommunalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Intercommunality
        django_get_or_create = ("siren",)

    siren = factory.Sequence(lambda number: f"{200000000 + number}")
    name = factory.Sequence(lambda number: f"CC du Pays {number}")
    kind = "CC"
    population = 20_000


class CommuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commune

    insee_code = factory.Sequence(lambda number: f"{44000 + number}")
    name = factory.Sequence(lambda number: f"Bourg {number}")
    postcodes = ["44000"]
    population = 2_000
    departement = factory.SubFactory(DepartementFactory)
    intercommunality = factory.SubFactory(IntercommunalityFactory)


class TerritoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Territory
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Territoire {number}")
    slug = factory.Sequence(lambda number: f"territoire-{number}")

    @factory.post_generation
    def intercommunalities(self, create, groups, **kwargs):
        if groups:
            self.intercommunalities.set(groups)


class FundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fund

    territory = factory.SubFactory(TerritoryFactory)
    year = 2026
    amount = 60_000


class AudienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Audience

    name = factory.Sequence(lambda number: f"Public {number}")
    slug = factory.Sequence(lambda number: f"public-{number}")
