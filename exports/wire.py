"""The messages between the site and the child process: a length (8 bytes) and that many bytes."""

import json
import struct
from typing import IO, Any


def send(stream: IO[bytes], head: dict[str, Any], body: bytes | None = None) -> None:
    """Writes `head` as JSON and, when given, `body` as it is."""
    data = json.dumps(head).encode()
    stream.write(struct.pack(">Q", len(data)) + data)
    if body is not None:
        stream.write(struct.pack(">Q", len(body)) + body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next bytes. Raises EOFError when the other side has gone."""
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError
    size = struct.unpack(">Q", head)[0]
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
