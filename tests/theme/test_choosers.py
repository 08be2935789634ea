"""The choosers of forms, processes and shared blocks find by name."""

import pytest
from django.urls import reverse

from cms.forms.models import FormDefinition, SharedBlock
from cms.workflows.models import ProcessDefinition

pytestmark = pytest.mark.django_db
NAMES = ["Étape de l’Orientibus", "Appel à étapes", "Label"]


@pytest.mark.parametrize(
    ("model", "field"), [(FormDefinition, "name"), (ProcessDefinition, "name"), (SharedBlock, "title")]
)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("etape", {NAMES[0], NAMES[1]}),
        ("ORIENTIBUS étape", {NAMES[0]}),
        ("  ", set(NAMES)),
        ("%", set()),
        ("concours", set()),
    ],
)
def test_a_word_of_the_name_finds_it_without_accents(admin_client, model, field, typed, expected):
    for number, name in enumerate(NAMES):
        model.objects.create(**{field: name, "key": f"cle-{number}"})
    url = reverse(model.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    page = admin_client.get(url, {"q": typed})
    assert {str(one) for one in page.context["results"]} == expected
