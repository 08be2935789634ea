"""Everything that goes into one file, gathered before it is rendered: the child process can read nothing else."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

from exports.documents import PrintDocument
from exports.files import static_file

# An address ends where its quotation mark, its bracket or the tag ends.
_ADDRESS = r"[^\s\"'()<>\\]+"


@dataclass(frozen=True, slots=True)
class Source:
    """What one render reads. Addresses are absolute; `media` maps each to its file, `static` gives the folders."""

    html: str
    base_url: str
    stylesheets: tuple[str, ...]
    static_url: str
    static_folders: tuple[tuple[str, str], ...]
    media: dict[str, str]

    def digest(self, *parts: str) -> str:
        """A name for the file that these bytes (and `parts`) make, equal only when all that goes in is equal."""
        total = hashlib.sha256()
        for part in (*parts, self.html, self.base_url):
            total.update(part.encode() + b"\0")
        for address in (*self.stylesheets, *sorted(self._static_in_html())):
            path = static_file(address.removeprefix(self.static_url), self.static_folders)
            total.update(address.encode() + b"\0" + (path.read_bytes() if path else b"") + b"\0")
        for address, path_text in sorted(self.media.items()):
            state = Path(path_text).stat()
            total.update(f"{address}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
        return total.hexdigest()

    def _static_in_html(self) -> set[str]:
        return set(_addresses_below(settings.STATIC_URL, self.html, self.base_url))


def gather(document: PrintDocument) -> Source:
    """Renders the template and finds the files that it names. Files that are not ours are left out, so that the
    render then fails with their address."""
    html = document.html()
    base_url = f"{settings.SITE_URL}/"
    static_url = urljoin(base_url, settings.STATIC_URL)
    return Source(
        html=html,
        base_url=base_url,
        stylesheets=tuple(urljoin(static_url, path) for path in document.stylesheets),
        static_url=static_url,
        static_folders=_static_folders(),
        media={
            address: str(path)
            for address in _addresses_below(settings.MEDIA_URL, html, base_url)
            if (path := _media_file(address, urljoin(base_url, settings.MEDIA_URL)))
        },
    )


def _static_folders() -> tuple[tuple[str, str], ...]:
    """The folders of the finders, then the collected files, whose names carry their hash."""
    folders = [
        (getattr(storage, "prefix", "") or "", storage.location)
        for finder in finders.get_finders()
        for storage in getattr(finder, "storages", {}).values()
    ]
    if settings.STATIC_ROOT and Path(settings.STATIC_ROOT).is_dir():
        folders.append(("", str(settings.STATIC_ROOT)))
    return tuple(folders)


def _addresses_below(prefix: str, html: str, base_url: str) -> list[str]:
    absolute = urljoin(base_url, prefix)
    spellings = sorted({prefix, absolute}, key=len, reverse=True)
    pattern = rf"[\"'(]((?:{'|'.join(map(re.escape, spellings))}){_ADDRESS})"
    return sorted({urljoin(base_url, address.replace("&amp;", "&")) for address in re.findall(pattern, html)})


def _media_file(address: str, media_url: str) -> Path | None:
    name = unquote(address.removeprefix(media_url).split("?")[0].split("#")[0])
    try:
        path = Path(default_storage.path(name)).resolve()
    except (SuspiciousFileOperation, NotImplementedError, ValueError):
        return None
    inside = path.is_relative_to(Path(default_storage.path("")).resolve())
    return path if inside and path.is_file() else None
