"""Opening files for good, within bounds: what cannot be opened is not what it says it is."""

import re
import warnings
import zipfile
import zlib
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

import pikepdf
import puremagic
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile

# Twice the largest photograph of a common telephone; Pillow alone would only warn.
MOST_PIXELS = 60_000_000
MOST_UNPACKED = 300_000_000
MOST_ENTRIES = 5_000
# Text in office files packs 20 to 60 times; a bomb a thousand times.
MOST_RATIO = 150
SMALL_UNPACKED = 20_000_000

OPEN_DOCUMENT = re.compile(r"application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)")
# First bytes of archives; office files are archives too, and may hold one another once.
ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"MSCF",
    b"\x28\xb5\x2f\xfd",
)
DEEPEST = 1
OFFICE = {"word/": "wordprocessingml.document", "xl/": "spreadsheetml.sheet", "ppt/": "presentationml.presentation"}


class Unsound(ValueError):
    """A file that is damaged or dangerous; the text has a place for its name."""

    def __init__(self, text: str | Promise) -> None:
        super().__init__(text)
        self.text = text

    def message(self, name: str) -> str:
        return str(self.text).format(name=name)


DAMAGED = _("The file “{name}” is damaged and cannot be opened. Save it again, then send it.")
NESTED = _("The file “{name}” holds an archive inside it. Take it out, and send what is in it by itself.")
LOCKED = _("The file “{name}” is protected by a password. Send it without.")
BOMB = _("The file “{name}” unpacks to far more than its size and may do harm. Save it in a simpler form.")
TOO_MANY_PIXELS = _("The image “{name}” is too large: 60 million points at most. Make it smaller and send it again.")
MACROS = _("The file “{name}” holds macros, small programmes. Save it without macros, then send it.")


def open_pdf(file: BinaryIO) -> str:
    try:
        with pikepdf.open(file) as document:
            if len(document.pages) == 0:
                raise Unsound(DAMAGED)
    except pikepdf.PasswordError:
        raise Unsound(LOCKED) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        if isinstance(error, Unsound):
            raise
        raise Unsound(DAMAGED) from None
    return "application/pdf"


def open_image(file: BinaryIO) -> str:
    try:
        with warnings.catch_warnings():
            # A file on the edge of a bomb, or with odd metadata, warns: neither is our caller's affair.
            warnings.simplefilter("ignore")
            with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Unsound(TOO_MANY_PIXELS)
                kind = Image.MIME[image.format or ""]
                _decode(image)
    except Image.DecompressionBombError:
        raise Unsound(TOO_MANY_PIXELS) from None
    except (OSError, SyntaxError, KeyError, ValueError, EOFError, zlib.error) as error:
        if isinstance(error, Unsound):
            raise
        raise Unsound(DAMAGED) from None
    return kind


def _decode(image: ImageFile.ImageFile) -> None:
    # A JPEG can be decoded small, to the last of its blocks all the same.
    image.draft(image.mode, (512, 512))
    image.load()


def open_office(file: BinaryIO) -> str:
    """Media type of an office file, or of a plain archive (which no family allows)."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _office_type(archive, _Budget())
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, Unsound):
            raise
        raise Unsound(DAMAGED) from None


class _Budget:
    """What may still be unpacked, of the file and of those inside it together, in bytes."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Unsound(BOMB)


def _office_type(archive: zipfile.ZipFile, budget: _Budget, depth: int = 0) -> str:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise Unsound(BOMB)
    if unpacked > SMALL_UNPACKED and unpacked / packed > MOST_RATIO:
        raise Unsound(BOMB)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unsound(LOCKED)
    names = {entry.filename for entry in entries}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unsound(MACROS)
    _unpack(archive, entries, budget, depth)
    if "mimetype" in names:
        media_type = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
        return media_type if OPEN_DOCUMENT.fullmatch(media_type) else "application/zip"
    if "[Content_Types].xml" in names:
        for folder, kind in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return f"application/vnd.openxmlformats-officedocument.{kind}"
    return "application/zip"


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], budget: _Budget, depth: int) -> None:
    """Read it all, checksums included; the sizes that the archive states are believed no further than the bound."""
    for entry in entries:
        with archive.open(entry) as packed:
            chunk = packed.read(1 << 20)
            if chunk.startswith(ARCHIVES):
                _open_nested(packed, chunk, budget, depth)
                continue
            while chunk:
                budget.take(len(chunk))
                chunk = packed.read(1 << 20)


def _open_nested(packed: IO[bytes], chunk: bytes, budget: _Budget, depth: int) -> None:
    """A table in a text document is an office file in another; any other archive inside is refused."""
    if depth >= DEEPEST or not chunk.startswith(b"PK\x03\x04"):
        raise Unsound(NESTED)
    with SpooledTemporaryFile(max_size=1 << 22) as copy:
        while chunk:
            budget.take(len(chunk))
            copy.write(chunk)
            chunk = packed.read(1 << 20)
        copy.seek(0)
        with zipfile.ZipFile(copy) as inner:
            if _office_type(inner, budget, depth + 1) == "application/zip":
                raise Unsound(NESTED)


def open_media(file: BinaryIO) -> str:
    head = file.read(4096)
    if head[4:8] == b"ftyp":
        return _open_mp4(file, head)
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        raise Unsound(DAMAGED) from None
    kinds = [match.mime_type for match in found]
    return next((kind for kind in ("audio/mpeg", "audio/ogg") if kind in kinds), "")


def _open_mp4(file: BinaryIO, head: bytes) -> str:
    """MP4 and QuickTime are boxes one after the other; without "moov" nothing can be played."""
    brand = head[8:12]
    size = file.seek(0, 2)
    place = 0
    found: set[bytes] = set()
    while place + 8 <= size and len(found) < 1000:
        file.seek(place)
        box = file.read(16)
        length = int.from_bytes(box[:4])
        found.add(box[4:8])
        if length == 1:
            length = int.from_bytes(box[8:16])
        elif length == 0:
            break
        if length < 8:
            raise Unsound(DAMAGED)
        place += length
    if b"moov" not in found or place > size:
        raise Unsound(DAMAGED)
    if brand == b"qt  ":
        return "video/quicktime"
    return "audio/mp4" if brand.startswith(b"M4A") else "video/mp4"
