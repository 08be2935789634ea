"""The names of companies, asked of a public directory by their number.

A directory is anything with `name_of`. Off by default: then, and whenever it does not answer in time, the person types
the name and nothing is blocked.
"""

import json
import logging
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Protocol

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)

SECONDS = 2.0
MOST_BYTES = 200_000
# How long an answer is believed, and how long a directory that failed is left in peace.
KEPT, REST = 24 * 3600, 60
_RESTING = "company-directory-rests"


class DirectoryDown(Exception):
    """The directory did not answer, or not in time, or nonsense."""


class Directory(Protocol):
    """Who bears a number."""

    def name_of(self, number: str) -> str | None:
        """The name of the company of a SIREN or SIRET number, or nothing; raises `DirectoryDown`."""
        ...


@dataclass(frozen=True, slots=True)
class NoDirectory:
    """Knows no company."""

    def name_of(self, number: str) -> str | None:
        return None


@dataclass(frozen=True, slots=True)
class WebDirectory:
    """A directory on the web that answers as the State's company search does.

    `address` has a place for the number: "https://…/search?q={number}". The answer is JSON: `{"results": [{"siren",
    "nom_complet"}]}`; only a result of the very company is believed.
    """

    address: str
    seconds: float = SECONDS

    def name_of(self, number: str) -> str | None:
        for row in self._results(number):
            if isinstance(row, dict) and row.get("siren") == number[:9]:
                name = row.get("nom_complet") or row.get("nom_raison_sociale")
                return " ".join(name.split())[:200] if isinstance(name, str) else None
        return None

    def _results(self, number: str) -> list[Any]:
        try:
            document = json.loads(self._fetched(self.address.replace("{number}", number)))
        except (OSError, HTTPException, ValueError, RecursionError) as error:
            raise DirectoryDown(str(error)) from error
        results = document.get("results") if isinstance(document, dict) else None
        if not isinstance(results, list):
            raise DirectoryDown("no results in the answer")
        return results

    def _fetched(self, address: str) -> bytes:
        """What is at the address, within a time and a size that hold for the whole of it."""
        if not address.startswith(("https://", "http://")):
            raise ValueError("not a web address")
        until = time.monotonic() + self.seconds
        request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310  # checked above
        found = b""
        with _OPENER.open(request, timeout=self.seconds) as answer:
            while part := answer.read1(65_536):
                found += part
                if len(found) > MOST_BYTES or time.monotonic() > until:
                    raise TimeoutError("the answer is too long or too slow")
        return found


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A directory answers itself: it sends our server nowhere else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def directory() -> Directory:
    """The directory that the settings name."""
    return WebDirectory(settings.COMPANY_DIRECTORY_URL) if is_on() else NoDirectory()


def is_on() -> bool:
    """Whether names are filled in."""
    return bool(settings.COMPANY_DIRECTORY_URL)


def name_of(number: str) -> str:
    """The name of a company by its number, empty when it is not known; never raises, and never waits long.

    An answer is kept for a day. A directory that failed is not asked for a minute, so that a form does not slow down.
    """
    if not number or not is_on() or cache.get(_RESTING):
        return ""
    key = f"company-name-{number}"
    known = cache.get(key)
    if known is None:
        try:
            known = directory().name_of(number) or ""
        except DirectoryDown as error:
            logger.warning("The company directory is down: %s", error)
            cache.set(_RESTING, True, REST)
            return ""
        cache.set(key, known, KEPT)
    return str(known)
