"""Pictures are drawn again, and archives that hide archives are refused."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from cms.forms import uploads
from cms.forms.errors import FieldError
from cms.forms.spec import Form

SECRET = b"48.8566 N, prise chez Ana"


def field(*families: str):
    data = {"key": "f", "type": "file", "label": "Fichier", "families": list(families), "maximum": 1, "max_size": 10}
    section = {"key": "s", "title": "S", "fields": [data]}
    return Form.from_json({"key": "f", "name": "F", "sections": [section]}).field("f")


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def jpeg(size=(60, 30), orientation: int = 6) -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    image = Image.new("RGB", size, "red")
    image.save(out, "JPEG", exif=exif, comment=SECRET)
    return out.getvalue() + b"\0" + SECRET


def png() -> bytes:
    out = BytesIO()
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET.decode())
    image = Image.new("RGBA", (20, 20), (0, 120, 200, 40))
    image.save(out, "PNG", pnginfo=text)
    return out.getvalue()


def palette() -> bytes:
    out = BytesIO()
    image = Image.new("P", (12, 12), 1)
    image.putpalette([0, 0, 0, 200, 10, 10])
    image.save(out, "PNG", transparency=0)
    return out.getvalue()


def webp() -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    Image.new("RGB", (20, 20), "green").save(out, "WEBP", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "kind"),
    [(jpeg, "a.jpg", "image/jpeg"), (png, "a.png", "image/png"), (webp, "a.webp", "image/webp")],
)
def test_a_picture_keeps_its_kind_and_loses_all_that_it_said_besides(make, name, kind):
    content = make()
    assert SECRET[:8] in content
    sent = upload(content, name)
    checked = uploads.check(field("image"), sent)
    sent.seek(0)
    stored = sent.read()
    assert checked.content_type == kind
    assert checked.size == sent.size == len(stored)
    assert SECRET[:8] not in stored
    with Image.open(BytesIO(stored)) as image:
        assert not image.getexif()
        assert "icc_profile" not in image.info


def test_a_photograph_stands_upright_without_its_note_of_how_it_was_held():
    sent = upload(jpeg((60, 30), orientation=6), "a.jpg")
    uploads.check(field("image"), sent)
    sent.seek(0)
    with Image.open(sent) as image:
        assert image.size == (30, 60)


@pytest.mark.parametrize("make", [png, palette])
def test_what_is_seen_through_stays_so(make):
    sent = upload(make(), "a.png")
    before = Image.open(BytesIO(make())).convert("RGBA").getpixel((5, 5))
    uploads.check(field("image"), sent)
    sent.seek(0)
    with Image.open(sent) as image:
        assert image.convert("RGBA").getpixel((5, 5)) == before


def docx(**entries: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
        for name, content in entries.items():
            archive.writestr(f"word/embeddings/{name}", content)
    return out.getvalue()


def xlsx(**entries: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<x/>")
        for name, content in entries.items():
            archive.writestr(f"xl/embeddings/{name}", content)
    return out.getvalue()


def plain_zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.exe", b"MZ")
    return out.getvalue()


def test_a_table_inside_a_text_document_is_taken():
    checked = uploads.check(field("document"), upload(docx(table=xlsx()), "a.docx"))
    assert checked.content_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    "inside",
    [
        plain_zip(),
        xlsx(deep=xlsx()),
        b"Rar!\x1a\x07\x00" + bytes(20),
        b"7z\xbc\xaf\x27\x1c" + bytes(20),
        b"\x1f\x8b\x08" + bytes(20),
        b"PK\x03\x04 cut short",
    ],
    ids=["zip", "two levels", "rar", "7z", "gzip", "broken"],
)
def test_an_archive_inside_a_document_is_refused(inside):
    with pytest.raises(FieldError, match=r"archive|abîmé"):
        uploads.check(field("document"), upload(docx(inside=inside), "a.docx"))


def test_what_documents_inside_unpack_to_counts_with_the_rest(monkeypatch):
    monkeypatch.setattr("cms.forms.opening.MOST_UNPACKED", 3_000_000)
    inside = xlsx(sheet=bytes(2_000_000))
    with pytest.raises(FieldError, match="bien au-delà"):
        uploads.check(field("document"), upload(docx(one=inside, two=inside), "a.docx"))
