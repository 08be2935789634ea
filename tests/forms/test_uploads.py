"""Files are judged by what is in them."""

import hashlib
import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.forms import uploads
from cms.forms.errors import FieldError
from cms.forms.spec import Field, Form
from tests.forms.samples import form_json

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def a_field(**options) -> Field:
    kind = options.pop("type", "file")
    return Form.from_json(form_json({"key": "piece", "type": kind, "label": "Pièce", **options})).field("piece")


def a_pdf(**save) -> bytes:
    content = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(content, **save)
    return content.getvalue()


def an_image(kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (30, 20), "orange").save(content, kind)
    return content.getvalue()


def an_archive(entries: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return content.getvalue()


def a_word_file(**more: bytes) -> bytes:
    return an_archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"} | more)


def an_mp4(brand: bytes = b"isom") -> bytes:
    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content) + 8) + kind + content

    return box(b"ftyp", brand + b"\0\0\2\0") + box(b"moov", b"\0" * 20) + box(b"mdat", b"\0" * 40)


def a_pixel_bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def check(content: bytes, name: str = "devis.pdf", **options) -> uploads.Checked:
    return uploads.check(a_field(**options), SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("content", "name", "options", "content_type"),
    [
        (a_pdf(), "devis.pdf", {}, "application/pdf"),
        (an_image("PNG"), "photo.png", {}, "image/png"),
        (an_image("JPEG"), "photo.JPG", {}, "image/jpeg"),
        (an_image("WEBP"), "photo.webp", {}, "image/webp"),
        (a_word_file(), "lettre.docx", {}, WORD),
        (
            an_archive({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "a.odt",
            {},
            "application/vnd.oasis.opendocument.text",
        ),
        (an_mp4(), "film.mp4", {"type": "video"}, "video/mp4"),
        (an_mp4(b"qt  "), "film.mov", {"type": "video"}, "video/quicktime"),
    ],
)
def test_a_sound_file_is_taken(content, name, options, content_type):
    checked = check(content, name, **options)

    assert checked.content_type == content_type
    if not content_type.startswith("image/"):  # pictures are drawn again
        assert checked.size == len(content)
        assert checked.sha256 == hashlib.sha256(content).hexdigest()
    assert checked.name == name


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "vide.pdf", "«\u202fvide.pdf\u202f» est vide (0 octet)"),
        (b"MZ\x90\x00" + b"\0" * 500, "devis.pdf", "est un programme, quoi que dise son nom"),
        (b"\x7fELF" + b"\0" * 500, "devis.pdf", "est un programme"),
        (b"#!/bin/sh\nrm -rf /\n", "devis.pdf", "est un programme"),
        (b"bonjour", "devis.pdf", "n’est pas d’une sorte admise ici"),
        (b"<html><script>alert(1)</script>", "photo.png", "n’est pas d’une sorte admise ici"),
        (b"%PDF-1.7\nrien de plus", "devis.pdf", "est abîmé"),
        (an_image("PNG")[:60], "photo.png", "est abîmé"),
        (an_image("JPEG")[:300], "photo.jpg", "est abîmé"),
        (an_image("GIF"), "photo.gif", "n’est pas d’une sorte admise ici"),
        (an_archive({"a.txt": b"x"}), "devis.docx", "n’est pas d’une sorte admise ici"),
        (a_word_file()[:-30], "devis.docx", "est abîmé"),
        (a_word_file(**{"word/vbaProject.bin": b"x"}), "devis.docx", "contient des macros"),
        (a_word_file(**{"word/media/a": b"\0" * 40_000_000}), "devis.docx", "se déplie bien au-delà de sa taille"),
        (a_pixel_bomb(), "photo.png", "est trop grande"),
        (a_pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "devis.pdf", "protégé par un mot de passe"),
        (an_mp4(), "film.mp4", "n’est pas d’une sorte admise ici"),
    ],
)
def test_an_unsound_file_is_refused_with_words_that_help(content, name, words):
    with pytest.raises(FieldError) as refusal:
        check(content, name)

    assert words in refusal.value.message


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(FieldError, match="pèse 1,1\u202fMo\u00a0: 1\u202fMo au plus"):
        check(a_pdf() + b"\0" * 1_100_000, max_size=1)


def test_a_film_without_its_index_is_refused():
    with pytest.raises(FieldError, match="abîmé"):
        check(an_mp4()[:24], "film.mp4", type="video")


def test_a_kind_that_the_editor_did_not_allow_is_refused():
    with pytest.raises(FieldError, match="image JPEG, PNG ou WebP"):
        check(a_pdf(), families=["image"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Ana\\devis final.pdf", "devis final.pdf"),
        ("dev\u202eis\x00.pdf", "devis.pdf"),
        (".pdf", "pdf.pdf"),
        ("devis.exe", "devis.exe.pdf"),
        ("", "fichier.pdf"),
        ("é" * 300 + ".pdf", "é" * 146 + ".pdf"),
    ],
)
def test_names_are_cleaned_and_say_what_the_file_is(typed, kept):
    uploaded = SimpleUploadedFile("x.pdf", a_pdf())
    uploaded._name = typed

    assert uploads.check(a_field(), uploaded).name == kept
