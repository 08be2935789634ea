"""Error pages say in French what happened and what to do; the one for a fault needs nothing that may be broken."""

import pytest
from django.http import Http404
from django.templatetags.static import static
from django.test import Client, RequestFactory

from cms.settings import base
from cms.theme import errors


def test_a_fault_is_told_without_database_and_in_our_clothes():
    # No django_db mark: any query would raise.
    response = errors.server_error(RequestFactory().get("/"))

    text = response.content.decode()
    assert response.status_code == 500
    assert "Quelque chose a cassé chez nous." in text
    assert "theme/site.css" in text
    assert 'href="/"' in text


@pytest.mark.parametrize("manifest", [None, "not a manifest", '{"version": "1.1", "paths": {}}'])
def test_a_fault_is_told_when_the_list_of_static_files_is_missing_or_broken(settings, tmp_path, manifest):
    settings.STATIC_ROOT = tmp_path
    if manifest is not None:
        (tmp_path / "staticfiles.json").write_text(manifest)
    settings.STORAGES = base.STORAGES
    with pytest.raises(ValueError, match="manifest"):
        static("theme/site.css")

    response = errors.server_error(RequestFactory().get("/"))

    text = response.content.decode()
    assert "Quelque chose a cassé chez nous." in text
    # By their plain names the files are still served, so the page keeps its clothes.
    assert 'href="/static/theme/site.css"' in text
    assert 'src="/static/theme/art/404.svg"' in text


def test_a_request_that_makes_no_sense_is_told_without_database():
    response = errors.bad_request(RequestFactory().get("/"), Exception())

    assert response.status_code == 400
    assert "Nous n’avons pas compris cette demande." in response.content.decode()


@pytest.mark.django_db
def test_a_missing_page_offers_the_search(client):
    response = client.get("/page-qui-n-existe-pas/")

    text = response.content.decode()
    assert response.status_code == 404
    assert "Ce pont ne mène nulle part." in text
    assert 'role="search"' in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.django_db
def test_a_refused_page_leads_to_ones_space(rf):
    request = rf.get("/")

    response = errors.permission_denied(request, Http404())

    assert response.status_code == 403
    assert "Cette page ne vous est pas ouverte." in response.content.decode()


@pytest.mark.django_db
def test_an_expired_form_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/connexion/", {"email": "a@exemple.fr"})

    assert response.status_code == 403
    assert "Cette page est restée ouverte trop longtemps." in response.content.decode()
