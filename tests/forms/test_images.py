"""Pictures with their texts, notes and models: what is asked for those who do not see, what is there to download."""

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from wagtail.documents import get_document_model

from cms.forms import answers, operations
from cms.forms.errors import SpecError
from cms.forms.models import FormDefinition
from cms.forms.rendering import section_context
from cms.forms.spec import Form
from tests.forms.samples import form_json
from tests.forms.types_table import FILE, ID

IMAGES = {"key": "photos", "type": "images", "label": "Photos", "maximum": 3}
PICTURE = FILE | {"name": "pont.jpg", "type": "image/jpeg", "alt": ""}


def a_form(*fields) -> Form:
    return Form.from_json(form_json(*(fields or [IMAGES])))


def page(form: Form, given=None, problems=()) -> str:
    return render_to_string("forms/section.html", section_context(form, form.sections[0], given or {}, problems))


def read(form: Form, data: dict, stored: dict) -> answers.Reading:
    return answers.read(form, form.sections[0], answers.posted(data), stored)


@pytest.fixture
def document():
    return get_document_model().objects.create(title="Budget type", file=ContentFile(b"x" * 2000, "budget.ods"))


def test_each_image_needs_a_text_before_it_is_sent():
    form = a_form()
    (problem,) = answers.problems(form, {"photos": [PICTURE]})

    assert problem.id == f"f-photos.{ID}.alt"
    assert f'id="{problem.id}"' in page(form, {"photos": [PICTURE]}, [problem])
    assert answers.problems(form, {"photos": [PICTURE | {"alt": "Un pont"}]}) == []


def test_a_text_is_stored_beside_its_image_and_a_file_cannot_be_made_up():
    made_up = "3f2c1a6e-54b0-4d4f-9c5e-0a8a0b7f6d99"
    reading = read(
        a_form(),
        {"_field": "photos", f"photos.{ID}.alt": "Un pont", f"photos.{made_up}.alt": "x"},
        {"photos": [PICTURE]},
    )

    assert reading.values == {"photos": [PICTURE | {"alt": "Un pont"}]}


def test_an_image_is_removed_by_its_button():
    second = PICTURE | {"id": "3f2c1a6e-54b0-4d4f-9c5e-0a8a0b7f6d12"}
    data = {"_field": "photos", "_remove:photos.0": "1", f"photos.{second['id']}.alt": "Deux"}

    assert read(a_form(), data, {"photos": [PICTURE, second]}).values == {"photos": [second | {"alt": "Deux"}]}


def test_images_are_told_in_words():
    field = a_form().field("photos")

    assert answers.in_words(field, [PICTURE | {"alt": "Un pont"}]) == "pont.jpg (1,2\u202fko)\u00a0: Un pont"


@pytest.mark.django_db
def test_a_note_and_a_file_offer_their_document(document):
    named = {"id": document.pk, "title": "Budget type"}
    note = {"key": "note", "type": "note", "text": "À lire d’abord.", "document": named}
    file = {"key": "budget", "type": "file", "label": "Budget", "model": named}

    html = page(a_form(note, file))

    assert html.count(f'href="{document.url}"') == 2
    assert "Télécharger le modèle à remplir\u00a0: Budget type" in html


@pytest.mark.django_db
def test_a_document_is_found_by_its_title_on_another_site_and_is_left_out_when_there_is_none(document):
    elsewhere = {"key": "note", "type": "note", "text": "À lire", "document": {"id": 9999, "title": "Budget type"}}
    nowhere = elsewhere | {"document": {"id": document.pk, "title": "Autre chose"}}

    assert document.url in page(a_form(elsewhere))
    assert "href" not in page(a_form(nowhere))


@pytest.mark.django_db
def test_a_document_stays_when_the_editor_is_opened_and_saved(document):
    named = {"id": document.pk, "title": "Budget type"}
    data = form_json({"key": "budget", "type": "file", "label": "Budget", "model": named})
    operations.load(data)

    assert operations.dump(FormDefinition.objects.get())["sections"] == data["sections"]


@pytest.mark.parametrize("wrong", ["12", {"id": "12", "title": "x"}, {"id": 12}, {"id": -1, "title": "x"}, [12]])
def test_what_names_no_document_is_refused(wrong):
    with pytest.raises(SpecError, match="un document avec son numéro"):
        a_form({"key": "note", "type": "note", "document": wrong})
