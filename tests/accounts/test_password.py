"""Sign-in with a password, for the people of the administration."""

import pytest
from django.contrib.auth.models import Group, Permission

from cms.accounts import limits
from cms.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "un mot de passe assez long"


@pytest.fixture
def agent() -> User:
    user = User.objects.create_user("agente@exemple.fr", PASSWORD, first_name="Anne", last_name="Le Goff")
    group = Group.objects.create(name="Agents")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


def sign_in(client, password: str = PASSWORD, email: str = "Agente@exemple.fr", **data: str):
    return client.post("/connexion/mot-de-passe/", {"email": email, "password": password} | data)


def test_a_password_opens_the_admin_to_those_who_work_in_it(client, agent):
    assert sign_in(client)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_admin_sends_to_the_sign_in_page_and_back(client, agent):
    response = client.get("/admin/")
    assert response["Location"] == "/connexion/?next=/admin/"
    assert sign_in(client, next="/admin/")["Location"] == "/admin/"


def test_someone_without_the_right_is_told_and_not_sent_round_in_circles(client):
    user = User.objects.create_user("sophie@exemple.fr")
    client.force_login(user)
    response = client.get("/admin/", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == "/connexion/?next=/admin/"


@pytest.mark.parametrize("email", ["agente@exemple.fr", "personne@exemple.fr"])
def test_a_wrong_password_gets_the_same_words_as_a_wrong_address(client, agent, email):
    response = sign_in(client, "faux", email)
    page = response.content.decode()
    assert response.status_code == 422
    assert "ne vont pas ensemble" in page
    assert "<details" in page
    assert "open>" in page
    assert "faux" not in page


def test_an_account_without_a_password_opens_with_none(client):
    User.objects.create_user("sophie@exemple.fr")
    for password in ("", "None", "!"):
        assert sign_in(client, password, "sophie@exemple.fr").status_code == 422


def test_guessing_is_stopped_even_with_the_right_password_at_last(client, agent):
    for _ in range(limits.PASSWORDS_AN_ADDRESS):
        sign_in(client, "faux")
    response = sign_in(client)
    assert response.status_code == 429
    assert "_auth_user_id" not in client.session


def test_people_are_listed_and_edited_in_the_admin_by_their_address(client):
    boss = User.objects.create_superuser("admin@exemple.fr", PASSWORD, first_name="Camille", last_name="Rousseau")
    client.force_login(boss)
    listing = client.get("/admin/users/")
    assert listing.status_code == 200
    assert "admin@exemple.fr" in listing.content.decode()
    form = {
        "email": "nouvelle@exemple.fr",
        "first_name": "Lou",
        "last_name": "Roy",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    response = client.post("/admin/users/new/", form)
    assert response.status_code == 302, response.context["form"].errors
    lou = User.objects.get(email="nouvelle@exemple.fr")
    assert client.get(f"/admin/users/edit/{lou.pk}/").status_code == 200
    assert client.get("/admin/account/").status_code == 200


def test_the_admin_refuses_a_second_account_of_one_address_in_another_case(client):
    client.force_login(User.objects.create_superuser("admin@exemple.fr", PASSWORD))
    form = {
        "email": "ADMIN@exemple.fr",
        "first_name": "Lou",
        "last_name": "Roy",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    response = client.post("/admin/users/new/", form)
    assert response.status_code == 200
    assert User.objects.count() == 1
