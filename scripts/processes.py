"""Servers of the tests' own: how one is begun from the command line, and ended by its number.

A number may outlive its server (a machine that was stopped at once leaves the file behind), and another program may
have taken it since: a server is only ended while the process of that number still bears its name.
"""

import argparse
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS, LAST_PATIENCE_SECONDS = 30, 10


def end(pid_file: Path, name: bytes, gently: signal.Signals = signal.SIGTERM) -> None:
    """End the server whose number is in the first line of `pid_file` with those of its group, and forget the number.

    `name` is a word of its command line. It is asked with `gently` and waited for, then killed.
    """
    try:
        number = int(pid_file.read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        number = 0
    for force, patience in ((gently, PATIENCE_SECONDS), (signal.SIGKILL, LAST_PATIENCE_SECONDS)):
        if not runs(number, name):
            break
        try:
            os.killpg(number, force)
        except ProcessLookupError:
            break
        limit = time.monotonic() + patience
        while runs(number, name) and time.monotonic() < limit:
            time.sleep(0.2)
    pid_file.unlink(missing_ok=True)


def runs(number: int, name: bytes) -> bool:
    """Return whether the process is there and is still that server, not another that took its number."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z" and name in Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return False


def command(what: str, port: int, start: Callable[[int], None], stop: Callable[[], None]) -> None:
    """Do what the command line says: `start [--port N]` or `stop`."""
    parser = argparse.ArgumentParser(description=f"{what} of the tests' own.")
    parser.add_argument("action", choices=["start", "stop"])
    parser.add_argument("--port", type=int, default=port)
    arguments = parser.parse_args()
    if arguments.action == "start":
        start(arguments.port)
    else:
        stop()
