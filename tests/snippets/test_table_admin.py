"""An editor makes a reference table from a file, and a new edition of it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.forms import operations as forms
from cms.snippets.models import Audience, ReferenceTable, TableEdition
from cms.snippets.models.table import EditionNeverChanges
from cms.snippets.tables import operations
from tests.forms.samples import form_json
from tests.forms.tables import SECTORS, many, sectors

pytestmark = pytest.mark.django_db
NAMESPACE = "wagtailsnippets_snippets_referencetable"


@pytest.fixture
def editor(client):
    user = get_user_model().objects.create_superuser("chef@exemple.fr")
    client.force_login(user)
    return client


def send(client, table, text, **more):
    file = SimpleUploadedFile("secteurs.csv", text.encode())
    return client.post(reverse(f"{NAMESPACE}:import", args=[table.pk]), {"file": file, **more}, follow=True)


def test_a_table_is_made_then_filled(editor):
    url = reverse(f"{NAMESPACE}:add")
    response = editor.post(url, {"name": "Secteurs", "key": "secteurs", "description": ""})
    table = ReferenceTable.objects.get()
    assert response.url == reverse(f"{NAMESPACE}:import", args=[table.pk])

    page = send(editor, table, "Code;Nom\nagri;Agriculture\nmer;Métiers de la mer\n").content.decode()

    edition = TableEdition.objects.get()
    assert (edition.number, edition.row_count, edition.source) == (1, 2, "secteurs.csv")
    assert "L’édition 1 est importée" in page
    assert "secteurs.csv" in page


def test_a_file_with_a_fault_imports_nothing_and_says_where(editor):
    table = sectors().table

    response = send(editor, table, "Code;Nom\nagri;Agriculture\nagri;Encore\n")

    assert response.status_code == 422
    assert "Ligne 3" in response.content.decode()
    assert table.editions.count() == 1


def test_a_file_can_be_checked_without_importing_it(editor):
    table = sectors().table

    page = send(editor, table, "Code;Nom\nagri;Agriculture\nmer;Mer\n", check="1").content.decode()

    assert "2 lignes seraient importées" in page
    assert "Santé (sante)" in page
    assert table.editions.count() == 1


def test_the_same_rows_again_make_no_edition(editor):
    table = sectors().table
    text = "Code;Libellé;Exemple\n" + "\n".join(";".join(row) for row in SECTORS.rows)

    page = send(editor, table, text).content.decode()

    assert "Rien n’a changé" in page
    assert table.editions.count() == 1


def test_an_edition_never_changes():
    edition = sectors()
    edition.source = "autre"

    with pytest.raises(EditionNeverChanges):
        edition.save()
    with pytest.raises(EditionNeverChanges):
        TableEdition.objects.update(source="autre")


def test_the_rows_of_an_edition_are_read_searched_and_taken_out(editor):
    table = ReferenceTable.objects.create(key="metiers", name="Métiers")
    edition = operations.add_edition(table, many(250))
    url = reverse(f"{NAMESPACE}:edition", args=[table.pk, edition.number])

    assert "Page 1 sur 3" in editor.get(url).content.decode()
    found = editor.get(url, {"q": "metier 249"}).content.decode()
    assert "Métier 249" in found
    assert "Métier 1<" not in found
    out = editor.get(reverse(f"{NAMESPACE}:download", args=[table.pk, 1]))
    assert out.content.decode("utf-8-sig").splitlines()[:2] == ["Code;Nom", "m1;Métier 1"]


def test_a_table_that_a_form_uses_stays_and_says_which(editor):
    table = sectors().table
    forms.load(form_json({"key": "secteur", "type": "reference", "label": "Secteur", "table": "secteurs"}))

    page = editor.post(reverse(f"{NAMESPACE}:delete", args=[table.pk]), follow=True).content.decode()

    assert "Cette table reste" in page
    assert "«\u202fEssai\u202f»" in page or "« Essai »" in page
    assert ReferenceTable.objects.filter(pk=table.pk).exists()


def test_a_table_that_nothing_uses_is_deleted_with_its_editions(editor):
    table = sectors().table

    editor.post(reverse(f"{NAMESPACE}:delete", args=[table.pk]))

    assert not TableEdition.objects.exists()


def test_the_list_names_the_tables_of_the_house(editor):
    sectors()

    page = editor.get(reverse(f"{NAMESPACE}:list")).content.decode()

    assert "Secteurs d’activité" in page
    assert "Intercommunalités" in page


def test_no_table_takes_the_name_of_one_of_the_house(editor):
    page = editor.post(reverse(f"{NAMESPACE}:add"), {"name": "Thèmes", "key": "themes", "description": ""})

    assert "choisissez-en un autre" in page.content.decode()
    assert not ReferenceTable.objects.exists()


def test_only_those_who_may_change_tables_import(client):
    table = sectors().table
    user = get_user_model().objects.create_user("lectrice@exemple.fr")
    names = ["access_admin", "view_referencetable"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)

    response = send(client, table, "Code;Nom\na;A\n")

    assert table.editions.count() == 1
    assert response.redirect_chain  # Wagtail sends those who may not back to its home.
    with pytest.raises(PermissionDenied):
        operations.add_edition(table, many(3), by=user)


def test_what_the_house_keeps_is_a_table_too_and_is_kept_as_it_was():
    Audience.objects.create(slug="lyceens", name="Lycéens")
    before = operations.newest(["publics"])["publics"]
    operations.keep([("publics", before)])
    Audience.objects.create(slug="familles", name="Familles")

    now = operations.newest(["publics"])["publics"]

    assert now != before
    assert operations.content_of("publics", before).names == {"lyceens": "Lycéens"}
    assert operations.content_of("publics", now).names == {"familles": "Familles", "lyceens": "Lycéens"}
    assert operations.newest(["publics", "inconnue"]) == {"publics": now}
    with pytest.raises(PermissionDenied):
        operations.add_edition(ReferenceTable.objects.get(), many(3))
