"""A PostgreSQL of the tests' own, on the loopback address, from Debian's package.

    python -m scripts.postgresql start [--port 54329]    prints the address of a database to use
    python -m scripts.postgresql stop

Its data last as long as the tests: each start begins with an empty cluster.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from scripts import processes

ROOT = Path(__file__).resolve().parents[1]
# The server refuses to run as root and must reach its own files: neither is true below a home folder.
HOME = Path("/tmp/passerelle-postgresql")  # noqa: S108  # of this user, made anew and closed to others at each start
USER = "passerelle"


def binaries() -> Path:
    """Return the folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        sys.exit("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent


def run(*command: str | Path) -> None:
    """Run a command as a user that is not root."""
    options: dict[str, object] = {"cwd": "/", "capture_output": True, "text": True}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    done = subprocess.run([str(part) for part in command], **options)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr or done.stdout}")


def start(port: int) -> None:
    stop()
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(HOME, "postgres", "postgres")
    data, log = HOME / "data", HOME / "log"
    run(binaries() / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={HOME} -c fsync=off -c max_connections=300"
    )
    run(binaries() / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", options, "start")
    print(f"postgres://{USER}@127.0.0.1:{port}/postgres")


def stop() -> None:
    """End the server that `start` began; its word for an end that waits for nobody is SIGINT."""
    processes.end(HOME / "data" / "postmaster.pid", b"postgres", signal.SIGINT)


if __name__ == "__main__":
    processes.command("A PostgreSQL", 54329, start, stop)
