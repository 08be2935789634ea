"""The only way by which a render reads a file."""

import mimetypes
from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from exports.files import static_file


class Refused(ValueError):
    """The address is not one of the site's own files."""


class OwnFilesFetcher(URLFetcher):
    """Gives the site's static files and the media files named in advance, from the disk.

    No network, no redirect, no `file://`, nothing outside the given folders. `data:` addresses carry their own bytes
    and are allowed.
    """

    def __init__(self, static_url: str, static_folders: list[list[str]], media: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)
        # The base class comes with handlers that open the network and the disk: only the one for data: stays.
        self.handlers: list = [handler for handler in vars(self)["handlers"] if type(handler).__name__ == "DataHandler"]
        self.handle_open = {"data": self.handlers}
        self._static_url = static_url
        self._static_folders = tuple((prefix, folder) for prefix, folder in static_folders)
        self._media = media

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        """Returns the file's bytes; raises Refused for any other address."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if url in self._media:
            return self._response(url, self._media[url])
        if url.startswith(self._static_url) and (
            path := static_file(url.removeprefix(self._static_url), self._static_folders)
        ):
            return self._response(url, str(path))
        raise Refused(f"not one of the site’s own files: {url}")

    @staticmethod
    def _response(url: str, path: str) -> URLFetcherResponse:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, open(path, "rb"), {"Content-Type": kind})  # noqa: PTH123 the caller closes it
