"""Sign-in by a link that comes by mail."""

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail, signing
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts import limits, links
from cms.accounts.models import SignInLink, User
from cms.accounts.origin import origin
from tests.accounts.factories import SignInLinkFactory, UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/connexion/"


def ask(client: Client, email: str, **data: str):
    return client.post(SIGN_IN, {"email": email} | data)


def link_of(message: object) -> str:
    found = re.search(r"http://testserver(/connexion/lien/\S+)", message.body)
    assert found, message.body
    return found[1]


def test_the_page_asks_for_one_address(client):
    response = client.get(SIGN_IN)
    assert response.status_code == 200
    assert 'type="email"' in response.content.decode()


def test_the_link_of_the_mail_signs_the_person_in(client):
    user = UserFactory(email="sophie@exemple.fr")
    ask(client, "sophie@exemple.fr")
    response = client.post(link_of(mail.outbox[0]))
    assert response.status_code == 302
    assert response["Location"] == "/mon-espace/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_account_is_made_on_the_first_confirmed_sign_in_only(client):
    ask(client, "Nouvelle@Exemple.fr")
    assert not User.objects.exists()
    client.post(link_of(mail.outbox[0]))
    assert User.objects.get().email == "nouvelle@exemple.fr"


def test_the_answer_is_the_same_whether_or_not_the_account_exists(client):
    UserFactory(email="connue@exemple.fr")
    known = ask(client, "connue@exemple.fr")
    unknown = ask(client, "inconnu@exemple.fr")
    assert known.status_code == unknown.status_code == 200
    assert known.content.decode().replace("connue@", "X") == unknown.content.decode().replace("inconnu@", "X")
    assert len(mail.outbox) == 2


def test_opening_the_link_burns_nothing(client):
    """Mail scanners fetch the links of a mail before the person does."""
    ask(client, "sophie@exemple.fr")
    path = link_of(mail.outbox[0])
    assert Client().get(path).status_code == 200
    assert Client().head(path).status_code == 200
    assert client.post(path).status_code == 302


def test_a_link_works_once(client):
    ask(client, "sophie@exemple.fr")
    path = link_of(mail.outbox[0])
    Client().post(path)
    response = client.post(path)
    assert response.status_code == 410
    assert "déjà" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_link_expires_after_twenty_minutes(client, monkeypatch):
    link = SignInLinkFactory()
    old = timezone.now() - timedelta(minutes=21)
    monkeypatch.setattr(signing.time, "time", old.timestamp)
    token = links.token(link)
    monkeypatch.undo()
    response = client.post(reverse("accounts:confirm", args=[token]))
    assert response.status_code == 410
    assert "expiré" in response.content.decode()
    assert reverse("accounts:sign_in") in response.content.decode()


@pytest.mark.parametrize(
    "token",
    ["x", "abc:def:ghi", signing.dumps("nobody"), "é" * 300],
    ids=["short", "of three parts", "signed for something else", "long"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_broken_link_gets_a_page_and_never_an_error(client, token, method):
    response = getattr(client, method)(f"/connexion/lien/{token}/")
    assert response.status_code == 410


def test_a_link_signs_in_its_own_address_only(client):
    """The token names its row by a signature: nothing that a person can change makes it another's."""
    link, other = SignInLinkFactory(), SignInLinkFactory()
    token = links.token(link)
    forged = signing.dumps(str(other.pk), salt="another salt")
    assert client.post(f"/connexion/lien/{forged}/").status_code == 410
    client.post(f"/connexion/lien/{token}/")
    assert User.objects.get().email == link.email


def test_a_closed_account_does_not_open(client):
    user = UserFactory(closed=True)
    ask(client, user.email)
    response = client.post(link_of(mail.outbox[0]))
    assert response.status_code == 410
    assert "_auth_user_id" not in client.session


def test_the_person_comes_back_to_where_they_were_going(client):
    ask(client, "sophie@exemple.fr", next="/demarches/label/")
    assert client.post(link_of(mail.outbox[0]))["Location"] == "/demarches/label/"


@pytest.mark.parametrize(
    "elsewhere", ["https://ailleurs.example/", "//ailleurs.example/", "javascript:alert(1)", "/" * 600]
)
def test_a_link_never_leads_to_another_site(client, elsewhere):
    ask(client, "sophie@exemple.fr", next=elsewhere)
    assert client.post(link_of(mail.outbox[0]))["Location"] == "/mon-espace/"


@pytest.mark.parametrize("address", ["", "sophie", "a@b", "x" * 300 + "@exemple.fr", "sophie@exemple.fr\nBcc: x@y.fr"])
def test_a_wrong_address_is_refused_with_words_and_kept_as_typed(client, address):
    response = ask(client, address)
    assert response.status_code == 422
    assert not mail.outbox
    assert 'aria-invalid="true"' in response.content.decode()


def test_too_many_links_for_an_address_are_refused(client):
    for _ in range(limits.LINKS_AN_ADDRESS):
        ask(client, "sophie@exemple.fr")
    response = ask(client, "SOPHIE@exemple.fr")
    assert response.status_code == 429
    assert len(mail.outbox) == limits.LINKS_AN_ADDRESS
    assert "15 minutes" in response.content.decode()


def test_too_many_links_from_one_place_are_refused_and_another_place_is_not(client):
    for n in range(limits.LINKS_AN_ORIGIN):
        ask(client, f"personne{n}@exemple.fr")
    assert ask(client, "encore@exemple.fr").status_code == 429
    assert client.post(SIGN_IN, {"email": "encore@exemple.fr"}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_limit_is_forgotten_after_its_window_and_rows_after_a_day(client):
    for _ in range(limits.LINKS_AN_ADDRESS):
        ask(client, "sophie@exemple.fr")
    SignInLink.objects.update(created_at=timezone.now() - limits.KEPT - timedelta(minutes=1))
    assert ask(client, "sophie@exemple.fr").status_code == 200
    assert SignInLink.objects.count() == 1


class BrokenBackend(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages):
        raise SMTPException("down")


def test_a_mail_server_that_is_down_is_said_and_costs_no_try(client, settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.BrokenBackend"}}
    response = ask(client, "sophie@exemple.fr")
    assert response.status_code == 503
    assert not SignInLink.objects.exists()


def test_two_uses_of_one_link_at_once_open_one_session():
    """The second comes after the first has read the row and before it has marked it."""
    link = SignInLinkFactory()
    token = links.token(link)
    seen_by_the_second = links.read(token)
    links.use(token)
    assert seen_by_the_second.used_at is None
    with pytest.raises(links.LinkUsed):
        links.use(token)


def test_signing_out_needs_a_post(client):
    client.force_login(UserFactory())
    assert client.get("/deconnexion/").status_code == 405
    assert client.post("/deconnexion/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_origin_is_the_one_that_a_trusted_proxy_wrote(rf, settings):
    forged = rf.get("/", HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1")
    assert origin(forged) == origin(rf.get("/"))
    settings.TRUSTED_PROXIES = 1
    assert origin(forged) == origin(rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="192.0.2.1"))
