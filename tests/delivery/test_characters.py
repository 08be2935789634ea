"""No control character is an error of ours, wherever it stands and whichever database answers."""

from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from cms.applications.models import Application
from cms.pages.models import GuidePage
from tests.applications.factories import ApplicationFactory
from tests.pages.factories import CollectionPageFactory, GuidePageFactory, RecordPageFactory

pytestmark = pytest.mark.django_db

NULL = "\0"
CONTROLS = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)))
PROBES = pytest.mark.parametrize("probe", [NULL, CONTROLS], ids=["the null byte", "all control characters"])

# Public addresses, with the parameters that each reads.
QUERIES = [
    ("/recherche/", ["q", "kind", "territoire", "public", "page"]),
    ("/recherche/suggestions/", ["q"]),
    ("/api/search/", ["q", "kind", "territoire", "public", "page"]),
    ("/initiatives/", ["territoire", "public", "page"]),
    ("/demonstration/courriels/", ["pour", "page"]),
    ("/formulaires/communes/", ["q", "field"]),
    ("/connexion/", ["next"]),
    ("/demarches/", ["q", "page"]),
    ("/plan-du-site/", ["page"]),
    ("/admin/login/", ["next"]),
]
# Where a part of the address is free.
ADDRESSES = [
    "/{}/",
    "/initiatives/{}/",
    "/demarches/{}/",
    "/connexion/lien/{}/",
    "/verification/{}/",
    "/mon-espace/dossiers/{}/",
    "/static/{}.css",
    "/media/{}.pdf",
    "/documents/1/{}",
    "/admin/{}/",
    "/api/search/{}",
]


@pytest.fixture(autouse=True)
def site(settings) -> None:
    settings.DEMONSTRATION = True
    RecordPageFactory(title="Une initiative", parent=CollectionPageFactory(slug="initiatives"))
    GuidePageFactory()
    assert GuidePage.objects.exists()


def sent(probe: str) -> str:
    """The probe in the middle of something that is looked for."""
    return f"inno{probe}vation"


@PROBES
@pytest.mark.parametrize(("address", "names"), QUERIES, ids=[address for address, _ in QUERIES])
def test_a_query_is_answered_as_if_it_did_not_hold_them(client, address, names, probe):
    for name in names:
        response = client.get(f"{address}?{name}={quote(sent(probe))}&{quote(sent(probe))}=1")

        assert response.status_code < 500, name
        assert NULL.encode() not in response.getvalue()


@PROBES
def test_what_is_looked_for_is_shown_without_them(client, probe):
    response = client.get("/recherche/", {"q": f"innov{probe.translate({9: None, 10: None, 13: None})}ation"})

    assert 'value="innovation"' in response.content.decode()


@PROBES
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_holds_one_is_refused_in_french(client, address, probe):
    response = client.get(address.format(quote(sent(probe), safe="")))

    assert response.status_code == 400
    assert "compris cette demande" in response.content.decode()


@PROBES
@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/connexion/", {"email": "sophie{}@exemple.fr", "next": "/mon-espace/{}"}),
        ("/connexion/mot-de-passe/", {"email": "sophie{}@exemple.fr", "password": "mot de{} passe", "next": "/{}"}),
        ("/deconnexion/", {"{}": "{}"}),
        ("/connexion/lien/rien/", {"{}": "{}"}),
    ],
    ids=["a link", "a password", "leaving", "an unknown link"],
)
def test_a_form_is_read_without_them(client, address, form, probe):
    response = client.post(address, {name.format(probe): value.format(probe) for name, value in form.items()})

    assert response.status_code < 500


@PROBES
@pytest.mark.parametrize("way", ["autosave", "step", "questions"])
def test_an_answer_is_kept_without_them(client, probe, way):
    draft = ApplicationFactory()
    client.force_login(draft.applicant)
    address = reverse(f"applications:{way}", args=[draft.pk, "projet"])
    answers = {"nom": f"Jardin{probe}", "courriel": "a@exemple.fr", f"au{probe}tre": probe, "revision": draft.revision}

    response = client.post(address, answers)

    assert response.status_code < 400
    if way != "questions":
        assert Application.objects.get(pk=draft.pk).answers["nom"] == "Jardin"


@PROBES
def test_a_revision_or_a_choice_that_holds_one_is_no_error(client, probe):
    draft = ApplicationFactory()
    client.force_login(draft.applicant)
    address = reverse("applications:step", args=[draft.pk, "projet"])

    response = client.post(address, {"nom": "Jardin", "revision": sent(probe), "go": sent(probe)})

    assert response.status_code < 500


def test_a_session_cookie_that_holds_one_opens_nothing(client):
    client.cookies.load(f'{django_settings.SESSION_COOKIE_NAME}="\\000{"a" * 31}"')

    response = client.get("/mon-espace/")

    assert response.status_code == 302
