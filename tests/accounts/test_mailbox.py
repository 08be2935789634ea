"""The mails of the demonstration."""

import pytest
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage, mailers
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.accounts.checks import demonstration_stays_at_home
from cms.accounts.demonstration import PEOPLE, load
from cms.accounts.models import SentMail, User

PAGE = "/demonstration/courriels/"


@pytest.fixture
def demonstration(settings, db):
    settings.DEMONSTRATION = True
    settings.MAILERS = {"default": {"BACKEND": "cms.accounts.mailbox.MailboxBackend"}}


def send() -> None:
    message = EmailMessage(
        subject="Votre dossier a été reçu",
        body="Bonjour,\n\nSuivez-le ici : http://127.0.0.1:8000/mon-espace/\n\n<script>alert(1)</script>",
        to=["sophie@exemple.fr"],
    )
    message.attach("récépissé.pdf", b"%PDF-1.7 ", "application/pdf")
    message.send()


def test_a_mail_is_kept_with_its_files(demonstration):
    send()
    mail = SentMail.objects.get()
    assert mail.recipients == ["sophie@exemple.fr"]
    assert mail.subject == "Votre dossier a été reçu"
    file = mail.files.get()
    assert (file.name, bytes(file.content)) == ("récépissé.pdf", b"%PDF-1.7 ")


def test_the_backend_counts_what_it_keeps(demonstration):
    assert mailers.default.send_messages([EmailMessage("a", "b", to=["x@exemple.fr"])] * 3) == 3


def test_the_page_shows_text_links_and_files(demonstration, client):
    send()
    page = client.get(PAGE).content.decode()
    assert '<a href="http://127.0.0.1:8000/mon-espace/"' in page
    assert "<script>alert" not in page
    file = SentMail.objects.get().files.get()
    response = client.get(f"/demonstration/courriels/fichiers/{file.pk}/")
    assert response.content == b"%PDF-1.7 "
    assert response["Content-Disposition"].startswith("attachment")


def test_the_page_takes_the_same_queries_however_many_mails(demonstration, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    send()
    client.get(PAGE)  # the site's frame is remembered from here on
    with_one = queries()
    for _ in range(7):
        send()
    assert queries() == with_one <= 5


def test_the_page_can_show_the_mails_of_one_person(demonstration, client):
    send()
    assert "Votre dossier" not in client.get(PAGE, {"pour": "autre@exemple.fr"}).content.decode()
    assert "Votre dossier" in client.get(PAGE, {"pour": "Sophie@exemple.fr"}).content.decode()


@pytest.mark.django_db
def test_outside_the_demonstration_the_page_does_not_exist(client, settings):
    settings.DEMONSTRATION = False
    assert client.get(PAGE).status_code == 404
    assert client.get("/demonstration/courriels/fichiers/1/").status_code == 404


def test_a_check_refuses_the_demonstration_where_others_can_come(settings):
    settings.DEMONSTRATION = True
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    assert demonstration_stays_at_home() == []
    settings.ALLOWED_HOSTS = ["passerelle.example"]
    assert [error.id for error in demonstration_stays_at_home()] == ["accounts.E001"]
    settings.DEMONSTRATION = False
    assert demonstration_stays_at_home() == []


@pytest.mark.django_db
def test_the_people_of_the_demonstration_are_made_once_and_never_changed():
    load()
    User.objects.filter(email="agente@passerelle.example").update(first_name="Marie")
    load()
    assert User.objects.count() == len(PEOPLE)
    assert User.objects.get(email="agente@passerelle.example").first_name == "Marie"


@pytest.mark.django_db
def test_the_people_join_their_groups_as_soon_as_these_exist():
    load()
    agents = Group.objects.create(name="Agents")
    load()
    assert [user.email for user in agents.user_set.all()] == ["agente@passerelle.example"]
