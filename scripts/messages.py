"""The French catalogues: one a package, gathered with gettext.

python scripts/messages.py --gather    brings the catalogues up to date
python scripts/messages.py --check     says which strings lack a translation; exit status 1 if any does
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = sorted(path.parents[2] for path in ROOT.glob("[!.]*/**/locale/fr/LC_MESSAGES") if ".venv" not in path.parts)
MANAGE = ROOT / "manage.py"
# What makemessages reads, and what it must not.
IGNORED = ("migrations", "__pycache__", "data", "vendor", "*.mo", "fonts", "art")


def catalogue_path(package: Path) -> Path:
    return package / "locale/fr/LC_MESSAGES/django.po"


def extract(package: Path, folder: Path) -> Path:
    """Return the catalogue of `package`, gathered in a copy of it below `folder`."""
    copy = folder / package.name
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns(*IGNORED))
    command = [sys.executable, MANAGE, "makemessages", "-l", "fr", "--no-location", "--no-wrap", "-v", "0"]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{package.name}: {done.stderr.strip()}")
    return catalogue_path(copy)


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="fr")
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def key(message: Message) -> tuple[str, str | None]:
    """Return what tells one string from another: its (singular) text and its context."""
    return message.id if isinstance(message.id, str) else message.id[0], message.context


def is_translated(message: Message) -> bool:
    words = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(words) and not message.fuzzy


def untranslated(package: Path, folder: Path) -> list[str]:
    """Return the strings of `package` for which its committed catalogue has no French."""
    known = {key(message) for message in read(catalogue_path(package)) if is_translated(message)}
    wanted = [key(message) for message in read(extract(package, folder)) if message.id]
    return [text for text, context in wanted if (text, context) not in known]


def gather() -> None:
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            fresh = read(extract(package, Path(folder)))
        fresh.obsolete.clear()
        with catalogue_path(package).open("wb") as file:
            write_po(file, fresh, width=100, omit_header=False, sort_output=True, ignore_obsolete=True)


def check() -> int:
    faults = 0
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            for text in untranslated(package, Path(folder)):
                faults += 1
                print(f"{package.relative_to(ROOT)}: no French for “{text}”")
    return 1 if faults else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The French catalogues.")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--gather", action="store_true")
    group.add_argument("--check", action="store_true")
    if parser.parse_args().gather:
        gather()
    else:
        sys.exit(check())
