"""A clamd of the tests' own, on the loopback address, from Debian's package clamav-daemon.

    python -m scripts.clamd start [--port 33109]    prints its address
    python -m scripts.clamd stop

Its signatures are made here: the EICAR test file and nothing else, so that nothing is downloaded.
"""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from scripts import processes

HOME = Path("/tmp/passerelle-clamd")  # noqa: S108  # of this user, made anew and closed to others at each start
PID = HOME / "pid"
# The 68 characters that every antivirus takes for a virus, in two parts so that none takes this file for one.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").encode()
PATIENCE_SECONDS = 30


def program() -> str:
    """Return where clamd is."""
    found = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not found:
        sys.exit("clamd is not installed: apt-get install --no-install-recommends clamav-daemon")
    return found


def signatures(folder: Path) -> None:
    """Write two signatures: the hash of the whole test file, and its words wherever they stand."""
    digest = hashlib.md5(EICAR, usedforsecurity=False).hexdigest()
    (folder / "passerelle.hdb").write_text(f"{digest}:{len(EICAR)}:Passerelle.Eicar.File\n")
    (folder / "passerelle.ndb").write_text(f"Passerelle.Eicar.Words:0:*:{EICAR[3:].hex()}\n")


def start(port: int) -> None:
    stop()
    clamd = program()
    shutil.rmtree(HOME, ignore_errors=True)
    database = HOME / "database"
    database.mkdir(parents=True, mode=0o700)
    signatures(database)
    settings = {
        "DatabaseDirectory": database,
        "TCPSocket": port,
        "TCPAddr": "127.0.0.1",
        "PidFile": PID,
        "LogFile": HOME / "log",
        "TemporaryDirectory": HOME,
        "Foreground": "yes",
        "StreamMaxLength": "4M",
        "MaxThreads": 2,
        "User": "root" if os.geteuid() == 0 else "",
    }
    configuration = HOME / "clamd.conf"
    configuration.write_text("".join(f"{name} {value}\n" for name, value in settings.items() if value != ""))
    child = subprocess.Popen(
        [clamd, "--config-file", str(configuration)],
        stdout=(HOME / "output").open("w"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if child.poll() is not None:
            sys.exit(f"clamd ended at once: {' '.join((HOME / 'output').read_text().split())[-300:]}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            PID.write_text(str(child.pid))
            print(f"tcp://127.0.0.1:{port}")
            return
    child.terminate()
    sys.exit(f"clamd did not answer within {PATIENCE_SECONDS} s.")


def stop() -> None:
    """End the clamd that `start` began."""
    processes.end(PID, b"clamd")


if __name__ == "__main__":
    processes.command("A clamd", 33109, start, stop)
