"""Prepared answers: clean or dropped and told, by a link or by JSON, in one draft and once."""

import json
from datetime import timedelta

import jsonschema
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from cms.applications.models import Application, Prefill
from cms.applications.prefill import operations, reading
from cms.forms.spec import Form
from tests.applications.factories import ProcedureFactory, UserFactory

pytestmark = pytest.mark.django_db

LABEL = Form.from_json(
    json.loads((settings.BASE_DIR / "procedures" / "label.json").read_text(encoding="utf-8"))["form"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def post(client, data, slug: str = "jardin", **headers):
    body = data if isinstance(data, bytes | str) else json.dumps(data)
    address = reverse("applications:api_prefill", args=[slug])
    return client.post(address, body, content_type="application/json", **headers)


def path(response) -> str:
    return response.json()["url"].removeprefix(settings.SITE_URL)


def test_the_answers_posted_are_in_the_draft_that_the_link_starts_once(client):
    ProcedureFactory()
    response = post(client, {"nom": "Les roses", "courriel": "pas une adresse", "plan": [], "inconnu": 1, "aide": True})
    assert response.status_code == 201
    assert response.json()["accepted"] == ["nom", "aide"]
    assert [one["field"] for one in response.json()["dropped"]] == ["courriel", "plan", "inconnu"]
    assert all(one["reason"] for one in response.json()["dropped"])
    assert not Application.objects.exists()

    person = UserFactory()
    assert client.get(path(response)).status_code == 200
    signing_in = client.post(path(response))
    assert signing_in.status_code == 302
    assert "connexion" in signing_in["Location"]
    client.force_login(person)
    # Signed in, one comes back: the button need not be pressed again.
    assert client.get(path(response)).status_code == 302
    [draft] = Application.objects.all()
    assert (draft.applicant, draft.answers) == (person, {"nom": "Les roses", "aide": True})
    assert Prefill.objects.get().answers == {}

    again = client.post(path(response))
    assert again.status_code == 410
    assert "déjà servi" in again.content.decode()
    assert Application.objects.count() == 1


def test_reading_the_link_starts_nothing(client):
    ProcedureFactory()
    response = post(client, {"nom": "Les roses"})
    client.force_login(UserFactory())
    for _time in range(3):
        page = client.get(path(response))
    assert "1 réponse a été préparée" in page.content.decode()
    assert not Application.objects.exists()
    assert "Les roses" not in page.content.decode()


def test_an_old_link_opens_nothing_and_its_answers_are_deleted(client):
    procedure = ProcedureFactory()
    response = post(client, {"nom": "Les roses"})
    Prefill.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(path(response)).status_code == 410
    operations.keep(procedure, {}, "ailleurs")
    assert Prefill.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("[]", 400),
        ("null", 400),
        ('{"nom": NaN}', 400),
        ('{"nom": ' + "[" * 20_000, 400),
        (b"\xff\xfe", 400),
        ('{"nom": 1' + "0" * 5000 + "}", 400),
        ("{}", 422),
        ('{"nom": {"a": 1}}', 422),
        ('{"nom": "' + "x" * 100_001 + '"}', 413),
        (json.dumps({f"k{n}": 1 for n in range(501)}), 413),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_read_is_refused_with_a_reason(client, body, status):
    ProcedureFactory()
    response = post(client, body)
    assert response.status_code == status
    assert response.json()["error"]
    assert not Prefill.objects.exists()


def test_a_closed_or_unknown_procedure_takes_nothing(client):
    ProcedureFactory(closed=True)
    assert post(client, {"nom": "Les roses"}).status_code == 409
    assert post(client, {"nom": "Les roses"}, slug="absent").status_code == 404
    assert client.get(reverse("applications:api_schema", args=["absent"])).status_code == 404
    assert client.get(reverse("applications:api_prefill", args=["jardin"])).status_code == 405


def test_one_network_cannot_fill_the_table(client, monkeypatch):
    monkeypatch.setattr(operations, "MOST_AN_ORIGIN", 2)
    ProcedureFactory()
    assert [post(client, {"nom": "Les roses"}).status_code for _n in range(3)] == [201, 201, 429]
    assert post(client, {"nom": "Les roses"}, REMOTE_ADDR="203.0.113.8").status_code == 201


def test_the_schema_describes_what_is_taken_and_leaves_out_files_and_commitments(client):
    ProcedureFactory()
    schema = client.get(reverse("applications:api_schema", args=["jardin"])).json()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == {"nom", "courriel", "aide", "montant", "communes", "acces"}
    label = reading.schema(LABEL, "Label", "https://exemple.fr/")
    jsonschema.Draft202012Validator.check_schema(label)
    assert not {"lettre", "annexes", "engagement_bilan"} & set(label["properties"])


@trying(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([one.key for one in LABEL.fields]) | st.text(max_size=5), JSON, max_size=6))
def test_whatever_json_is_prepared_is_clean_or_dropped(data):
    prepared = reading.from_json(LABEL, data)
    for key, value in prepared.values.items():
        field = LABEL.field(key)
        assert field.kind.clean(field, value) == value
        assert not field.kind.takes_files
        assert field.type != "commitment"
    assert not set(prepared.values) & {one.field for one in prepared.dropped}


def test_a_link_says_what_it_fills_in_and_what_it_does_not_and_starts_the_draft(client):
    ProcedureFactory()
    address = reverse("applications:procedure", args=["jardin"])
    query = "nom=Les+roses&courriel=rien&utm_source=x&aide=true"
    text = client.get(f"{address}?{query}").content.decode()
    assert "2 réponses sont remplies par ce lien" in text
    assert "Adresse du contact" in text
    assert "utm_source" not in text.replace("&amp;utm_source", "")
    client.force_login(UserFactory())
    prepared = client.post(reverse("applications:prepare", args=["jardin"]), {"answers": query})
    assert client.get(prepared["Location"]).status_code == 302
    assert Application.objects.get().answers == {"nom": "Les roses", "aide": True}


@pytest.mark.parametrize(
    "query",
    ["nom", "=", "&&&", "nom=%FF", "%00=%00", "nom=" + "x" * 9000, "&".join(f"a{n}=1" for n in range(600)), "[]"],
)
def test_no_address_breaks_the_page(client, query):
    ProcedureFactory()
    address = reverse("applications:procedure", args=["jardin"])
    assert client.get(f"{address}?{query}").status_code in (200, 400)
    response = client.post(reverse("applications:prepare", args=["jardin"]), {"answers": query})
    assert response.status_code in (302, 400)


def test_a_field_that_left_the_form_since_is_left_out(client):
    procedure = ProcedureFactory()
    kept = operations.keep(procedure, {"nom": "Les roses", "disparu": 1}, "ailleurs")
    draft = operations.begin(kept.pk, UserFactory())
    assert draft.answers == {"nom": "Les roses"}
    with pytest.raises(operations.LinkSpent):
        operations.begin(kept.pk, UserFactory())
