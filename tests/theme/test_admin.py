"""The admin bears the site's name, speaks French and sends nobody to another site."""

import pytest
from django.urls import reverse

from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(client) -> str:
    client.force_login(UserFactory(is_superuser=True, first_name="Anne"))
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_admin_bears_the_name_and_the_mark_of_the_site(home):
    assert "- Passerelle</title>" in home
    assert "theme/art/favicon.svg" in home
    assert 'class="admin-mark"' in home
    assert "icon-wagtail" not in home


def test_the_admin_greets_by_the_first_name(home):
    assert "Bonjour Anne" in home


def test_nobody_is_greeted_by_an_empty_name(client):
    client.force_login(UserFactory(is_superuser=True, first_name=""))
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Bonjour\n" in text.replace("</h1>", "\n")


def test_the_admin_sends_nobody_to_another_site(home):
    assert "guide.wagtail.org" not in home
    assert "wagtail.org" not in home


def test_there_is_one_place_to_sign_in(client):
    answer = client.get(reverse("wagtailadmin_login"), {"next": "/admin/reports/"})
    assert answer.status_code == 302
    assert answer.url == f"{reverse('accounts:sign_in')}?next=%2Fadmin%2Freports%2F"
