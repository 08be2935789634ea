"""Files that were made, kept until what goes into them changes.

They lie below PRIVATE_ROOT, named by the digest of all that went in: whoever may see the document is for the caller to
say, and a draft's file has no address of its own.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from exports.documents import PrintDocument
from exports.models import Printing
from exports.pdf import render_source
from exports.sources import Source, gather

DAY = 86_400


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file on the disk. `fresh` says that this call made it."""

    path: Path
    digest: str
    size: int
    pages: int
    fresh: bool = False


def made(document: PrintDocument) -> MadeFile:
    """The document's file, rendered only when what goes in has changed since the last time. Two callers at once render
    once: the second waits for the first. Raises RenderFailed."""
    source = gather(document)
    file = _found(_path(source)) or _make(source, document)
    if document.subject:
        _remember(document.subject, file)
    return file


def latest(subject: str) -> Printing | None:
    """Pages and size of the latest file of this subject, or None when none was made."""
    return Printing.objects.filter(subject=subject).first()


def prune(days: int = 60) -> int:
    """Removes the files that nobody has asked for in so many days. Returns how many."""
    removed = 0
    for path in _folder().glob("*/*.pdf"):
        if path.stat().st_atime < time.time() - days * DAY:
            for each in (path, path.with_suffix(".json"), path.with_suffix(".lock")):
                each.unlink(missing_ok=True)
            removed += 1
    return removed


def _folder() -> Path:
    return Path(settings.PRIVATE_ROOT) / "exports"


def _path(source: Source) -> Path:
    digest = source.digest("pdf/ua-1", version("weasyprint"))
    return _folder() / digest[:2] / f"{digest}.pdf"


def _found(path: Path, *, fresh: bool = False) -> MadeFile | None:
    try:
        state = path.stat()
        pages = json.loads(path.with_suffix(".json").read_bytes())["pages"]
        # Reading a file does not always tell the disk: `prune` needs to know that somebody asked.
        os.utime(path, (time.time(), state.st_mtime))
    except FileNotFoundError:
        return None
    return MadeFile(path, path.stem, state.st_size, pages, fresh)


def _make(source: Source, document: PrintDocument) -> MadeFile:
    path = _path(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.with_suffix(".lock")):
        if file := _found(path):
            return file
        rendered = render_source(source, document.title)
        # The figures first: the file's presence says that all is there.
        _write(path.with_suffix(".json"), json.dumps({"pages": rendered.pages}).encode())
        _write(path, rendered.data)
    file = _found(path, fresh=True)
    assert file is not None  # noqa: S101 just written
    return file


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(data)
    aside.replace(path)


def _remember(subject: str, file: MadeFile) -> None:
    if not Printing.objects.filter(subject=subject, digest=file.digest).exists():
        Printing.objects.update_or_create(
            subject=subject, defaults={"digest": file.digest, "pages": file.pages, "size": file.size}
        )
