"""Starts the demonstration: loads what is absent, then runs the site and its task worker until Ctrl-C."""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PATIENCE = 90  # seconds until the site must answer

ACCOUNTS = (
    ("éditrice", "editrice@passerelle.example", "écrit des pages ; une autre personne les approuve"),
    ("relecteur", "relecteur@passerelle.example", "approuve les pages"),
    ("agente", "agente@passerelle.example", "instruit les dossiers"),
    ("membre du comité", "comite@passerelle.example", "donne son avis et décide"),
    ("territoire", "territoire@passerelle.example", "demande le label"),
)
PASSWORD = "demonstration-passerelle"  # noqa: S105  # shown on screen, of the demonstration only


def port_is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def fingerprint(port: int) -> str:
    """Return one value for the address and for the names, sizes and dates of all that the site is made of."""
    digest = hashlib.sha256(str(port).encode())
    for room in ("cms", "search", "exports", "procedures", "requirements"):
        for path in sorted((ROOT / room).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                stat = path.stat()
                digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def var() -> Path:
    return Path(os.environ.get("PASSERELLE_VAR", ROOT / "var"))


def stamp() -> Path:
    """Return where the fingerprint is kept: with the static files, so that it goes when they go."""
    return var() / "static" / "demonstration.fingerprint"


def is_loaded(port: int) -> bool:
    """Whether this very code was loaded before: then there is nothing to migrate, gather or add."""
    database = os.environ.get("DATABASE_URL") or (var() / "passerelle.sqlite3").exists()
    return bool(database) and stamp().exists() and stamp().read_text() == fingerprint(port)


def mark_loaded(port: int) -> None:
    stamp().write_text(fingerprint(port))


def wait_for(url: str, children: list[subprocess.Popen[bytes]]) -> None:
    """Return when the site answers; end with a message when it does not, or when a process has died."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if any(child.poll() is not None for child in children):
            sys.exit("A process of the demonstration ended at once: its message is above.")
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  # our own address
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    sys.exit(f"The site did not answer at {url} within {PATIENCE} s.")


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()


def welcome(url: str) -> str:
    lines = [
        "",
        f"  Le site          {url}",
        f"  L’administration {url}admin/",
        f"  Les courriels    {url}demonstration/courriels/",
        f"  La recherche     {url}recherche/",
        "",
        "  Pour se connecter : une adresse ci-dessous, puis le lien reçu (page des courriels),",
        f"  ou le mot de passe « {PASSWORD} ».",
        "",
        *(f"  {who:<17}{address:<33}{what}" for who, address, what in ACCOUNTS),
        "",
        "  Ctrl-C pour arrêter.",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Starts the demonstration.")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    if port_is_taken(port):
        sys.exit(f"Port {port} is taken. Choose another: make demo PORT={port + 1}")
    url = f"http://127.0.0.1:{port}/"
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "PASSERELLE_DEMONSTRATION": "1",
        "PASSERELLE_URL": url.rstrip("/"),
    }
    os.chdir(ROOT)
    if not is_loaded(port):
        if subprocess.run([BIN / "python", "manage.py", "load_demonstration"]).returncode:
            sys.exit("The demonstration could not be loaded: the message is above.")
        mark_loaded(port)
    commands = (
        [
            BIN / "gunicorn",
            "--config",
            "python:cms.gunicorn",
            "cms.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            "2",
        ],
        [BIN / "python", "manage.py", "db_worker", "--no-startup-delay", "--no-reload"],
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    children: list[subprocess.Popen[bytes]] = []
    try:
        children += [subprocess.Popen([*command]) for command in commands]
        wait_for(url, children)
        print(welcome(url), flush=True)
        while all(child.poll() is None for child in children):
            time.sleep(1)
        sys.exit("A process of the demonstration ended: its message is above.")
    except KeyboardInterrupt:
        print()
    finally:
        stop(children)


if __name__ == "__main__":
    main()
