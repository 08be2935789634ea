"""Sends a notice to an address of the public web, and to nothing inside our own networks.

The name is resolved here, every address that it gives is judged, and the connection is made to the very address that
was judged: a name that answers otherwise a moment later changes nothing. Redirections are not followed. All of it has
one time limit, and only the beginning of the answer is read.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from http.client import HTTPConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 8
MOST_SENT = 256 * 1024
MOST_READ = 16 * 1024
# "Wait", "too early", "too many": the only refusals that a later attempt may change.
_LATER = {408, 425, 429}


class Refused(Exception):
    """Trying again would not help: the address is not allowed, or the partner refuses the notice."""

    is_final = True


class Failed(Exception):
    """It did not work this time."""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send `body` to `url` and return the status, from 200 to 299. Raises `Refused` and `Failed`."""
    if len(body) > MOST_SENT:
        raise Refused(_("The notice is too large."))
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        raise Refused(_("The address is not valid.")) from None
    # Only tests name such targets: a server of their own on the loopback address, without a certificate.
    is_test = (host, port) in getattr(settings, "WEBHOOK_TEST_TARGETS", ())
    if not host or parts.username is not None or (parts.scheme != "https" and not is_test):
        raise Refused(_("The address is not valid."))
    deadline = time.monotonic() + SECONDS
    try:
        with _connected(host, port, deadline, is_test=is_test) as raw:
            connection = HTTPConnection(host, port)
            connection.sock = _secured(raw, host, deadline) if parts.scheme == "https" else raw
            _limit(connection.sock, deadline)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body, {**headers, "Connection": "close", "Host": parts.netloc})
            status = _status(connection.sock, deadline)
    except (OSError, ValueError) as error:
        raise Failed(f"{type(error).__name__}: {error}") from error
    if 200 <= status < 300:
        return status
    message = _("The address answered %(status)d.") % {"status": status}
    if 300 <= status < 500 and status not in _LATER:
        raise Refused(message)
    raise Failed(message)


def is_public(address: str) -> bool:
    """Return whether an IP address is of the public Internet, also as an IPv4 address inside an IPv6 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _connected(host: str, port: int, deadline: float, *, is_test: bool) -> socket.socket:
    found = [row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not is_test and not all(is_public(str(address)) for address in found):
        raise Refused(_("The address leads into a private network."))
    return socket.create_connection((str(found[0]), port), timeout=max(0.01, deadline - time.monotonic()))


def _secured(raw: socket.socket, host: str, deadline: float) -> ssl.SSLSocket:
    _limit(raw, deadline)
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host)


def _limit(sock: socket.socket, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time limit is over")
    sock.settimeout(left)


def _status(sock: socket.socket, deadline: float) -> int:
    """The status of the answer, from its first line; what follows is not read."""
    read = b""
    while b"\n" not in read and len(read) < MOST_READ:
        _limit(sock, deadline)
        chunk = sock.recv(1024)
        if not chunk:
            break
        read += chunk
    version, _space, rest = read.partition(b"\n")[0].partition(b" ")
    if not version.startswith(b"HTTP/") or not rest[:3].isdigit():
        raise ValueError("the answer is not HTTP")
    return int(rest[:3])
