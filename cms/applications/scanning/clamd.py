"""clamd, ClamAV's service, asked by its INSTREAM protocol over TCP or a socket of the machine."""

import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urlsplit

_CHUNK = 1 << 16
_LONGEST_ANSWER = 4096


class ScannerDown(Exception):
    """clamd did not answer, or could not analyse the file: nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found; `threat` is empty for a file in which nothing was."""

    threat: str = ""


def scan(url: str, file: BinaryIO, patience: float = 60) -> Verdict:
    """Have the whole of `file` analysed by the clamd at `url` (tcp://host:port or unix:///path).

    `patience` is in seconds, for each exchange. Raises ScannerDown.
    """
    try:
        with _connect(url, patience) as line:
            line.sendall(b"zINSTREAM\0")
            _send(line, file)
            return _read(_answer(line))
    except (OSError, ValueError) as error:
        raise ScannerDown(str(error)) from error


def _connect(url: str, patience: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(patience)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    if parts.scheme != "tcp" or not parts.hostname:
        raise ValueError(f"CLAMAV_URL is neither tcp://host:port nor unix:///path: {url}")
    return socket.create_connection((parts.hostname, parts.port or 3310), timeout=patience)


def _send(line: socket.socket, file: BinaryIO) -> None:
    try:
        while chunk := file.read(_CHUNK):
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has answered already: the file is longer than it takes, which the answer says


def _answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        part = line.recv(1024)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _read(answer: str) -> Verdict:
    """`stream: OK`, `stream: Name FOUND`, or something else, which is no verdict."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Verdict()
    if said.endswith(" FOUND"):
        return Verdict(said.removesuffix(" FOUND")[:200])
    raise ScannerDown(answer or "no answer")
