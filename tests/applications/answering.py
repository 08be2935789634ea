"""Answers as a person gives them: what a saved run says, posted section by section, with files and partners."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from PIL import Image

from cms.accounts.models import User
from cms.applications.commitments import answering, asking, offers
from cms.applications.models import Application, Procedure
from cms.applications.models.commitment import fingerprint
from cms.applications.writing import drafts
from cms.forms import answers
from tests.applications.factories import pdf

_FILES = ("file", "images")


def draft_of(procedure: Procedure, applicant: User, said: Mapping[str, Any]) -> Application:
    """A draft of which every step was filled in and saved; each file that is asked is sent."""
    draft = drafts.start(procedure, applicant)
    form = draft.release.form
    visible = answers.visible(form, dict(said))
    for section in form.sections:
        asked = [field for field in section.fields if field.key in visible]
        data = dict(pair for field in asked if field.key in said for pair in _posted(field, field.key, said[field.key]))
        files = {field.key: [_file(field)] for field in asked if field.type in _FILES}
        saved = drafts.save(draft, applicant, section, answers.posted(data), MultiValueDict(files))
        pictures = [field for field in asked if field.type == "images"]
        if pictures:
            draft.refresh_from_db()
            for field in pictures:
                data |= {f"{field.key}.{one['id']}.alt": "Une cour vide." for one in draft.answers[field.key]}
            saved = drafts.save(draft, applicant, section, answers.posted(data))
        assert not saved.problems and not saved.refused_files, (section.key, saved.problems, saved.refused_files)
    draft.refresh_from_db()
    _confirm(draft, applicant)
    return draft


def _posted(field: Any, name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The inputs of a page, for an answer as it is stored."""
    match field.type:
        case "group":
            yield f"{name}._rows", [row["id"] for row in value]
            for row in value:
                for inner in field.fields:
                    if inner.key in row:
                        yield from _posted(inner, f"{name}.{row['id']}.{inner.key}", row[inner.key])
        case "partners":
            yield from _rows(name, value)
        case "budget":
            yield f"{name}.asked", value["asked"]
            for side in ("expenses", "income"):
                yield from _rows(f"{name}.{side}", value[side])
        case "commune" | "departement" | "intercommunality":
            yield name, [one["code"] for one in value]
        case "yesno" | "commitment":
            yield name, "true" if value else "false"
        case "address" | "period" | "school" | "company" | "linkedchoices" | "video":
            for part, text in value.items():
                if isinstance(text, str):
                    yield f"{name}.{part}", text
        case _:
            yield name, value if isinstance(value, list) else str(value)


def _rows(name: str, rows: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows):
        for part, text in row.items():
            yield f"{name}.{number}.{part}", text


def _file(field: Any) -> SimpleUploadedFile:
    if field.type == "file" and "document" in field.option("families"):
        return pdf("piece.pdf")
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "PNG")
    return SimpleUploadedFile("photo.png", made.getvalue(), content_type="image/png")


def _confirm(draft: Application, applicant: User) -> None:
    """Every partner who is asked confirms."""
    fresh = Application.objects.with_standing().get(pk=draft.pk)
    if not any(field.type == "partners" and field.option("confirmation") for field in fresh.release.form.fields):
        return
    asking.ask(fresh, applicant)
    for one in fresh.commitments.alive():
        offer = offers.offer(fresh, fresh.release.form.field(one.field_key), one.name)
        answering.answer(
            one.pk, confirms=True, signatory="Jeanne Martin", position="Directrice", seen=fingerprint(offer)
        )
