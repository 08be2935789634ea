"""Files that people send: judged by what is in them, never by their name."""

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from cms.forms.errors import FieldError
from cms.forms.families import CHOICES, FAMILIES, media_types
from cms.forms.opening import DAMAGED, Unsound, open_image, open_media, open_office, open_pdf
from cms.forms.parts import Field
from cms.forms.pictures import is_picture, redrawn
from cms.forms.types.file import size_in_words

CHUNK = 1 << 20
LONGEST_NAME = 150

# First bytes of what runs: Windows, Linux, macOS, Java, scripts.
PROGRAMMES = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be stored. `name` is safe to show and to give back; `size` is in bytes."""

    content_type: str
    size: int
    sha256: str
    name: str


def check(field: Field, uploaded: UploadedFile) -> Checked:
    """Judge a file sent as an answer to `field` (a file or a video); raises `FieldError` that says what to do.

    A picture is drawn again without its metadata: `uploaded` holds that one afterwards, and it is what is judged.
    """
    families = field.kind.families(field)
    name = clean_name(uploaded.name or "")
    size = uploaded.size or 0
    most = field.option("max_size") * 1_000_000
    if size == 0:
        raise FieldError(_("The file “{name}” is empty (0 bytes). Choose another.").format(name=name))
    if size > most:
        text = _("The file “{name}” is {size}: {most} at most. Make it lighter and send it again.")
        raise FieldError(text.format(name=name, size=size_in_words(size), most=size_in_words(most)))
    content_type = _content_type(uploaded, name, families)
    if is_picture(content_type):
        _redraw(uploaded, name, content_type)
        size = uploaded.size or 0
    return Checked(content_type, size, _sha256(uploaded), _named_after(name, content_type))


def _redraw(uploaded: UploadedFile, name: str, content_type: str) -> None:
    try:
        content = redrawn(cast(BinaryIO, uploaded.file), content_type)
    except (OSError, SyntaxError, ValueError, MemoryError):
        raise FieldError(DAMAGED.format(name=name)) from None
    uploaded.file = BytesIO(content)
    uploaded.size = len(content)


def _content_type(uploaded: UploadedFile, name: str, families: Any) -> str:
    file = cast(BinaryIO, uploaded.file)
    file.seek(0)
    head = file.read(4096)
    if head.startswith(PROGRAMMES):
        text = _("The file “{name}” is a programme, whatever its name says: it cannot be sent. Send {wanted}.")
        raise FieldError(text.format(name=name, wanted=_wanted(families)))
    opener = _opener(head)
    allowed = media_types(families)
    content_type = ""
    if opener is not None:
        file.seek(0)
        try:
            content_type = opener(file)
        except Unsound as problem:
            raise FieldError(problem.message(name)) from None
        finally:
            file.seek(0)
    if content_type not in allowed:
        text = _("The content of the file “{name}” is not of a kind that is accepted here. Send {wanted}.")
        raise FieldError(text.format(name=name, wanted=_wanted(families)))
    return content_type


def _opener(head: bytes) -> Callable[[BinaryIO], str] | None:
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF-"):
        return open_pdf
    if head.startswith(b"PK\x03\x04"):
        return open_office
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return open_image
    if head[4:8] == b"ftyp" or head.startswith((b"\x1aE\xdf\xa3", b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3")):
        return open_media
    return None


def _wanted(families: Any) -> str:
    return _(" or ").join(str(label) for key, label in CHOICES if key in families)


def _sha256(uploaded: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in uploaded.chunks(CHUNK):
        digest.update(chunk)
    uploaded.seek(0)
    return digest.hexdigest()


def clean_name(name: str) -> str:
    """A file's name without folders, invisible signs or anything that a system reads as a command."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    # Cc: controls; Cf: those that turn the writing round and make "fdp.exe" of "exe.pdf"; Cs: halves of a sign.
    kept = "".join(
        char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs") and char not in '<>:"|?*'
    )
    kept = " ".join(kept.split()).lstrip(".- ") or _("file")
    path = PurePath(kept)
    return f"{path.stem[: LONGEST_NAME - len(path.suffix[:20])]}{path.suffix[:20]}"


def _named_after(name: str, content_type: str) -> str:
    """The name, with the extension that says what the file is."""
    suffixes = [
        extension for of_family in FAMILIES.values() for extension, kinds in of_family.items() if content_type in kinds
    ]
    return name if PurePath(name).suffix.lower().lstrip(".") in suffixes else f"{name}.{suffixes[0]}"
