"""Sets everything up on a Debian 12 that has git, make and a python3; done again, it takes a second.

    python3 scripts/setup.py            what the site needs
    python3 scripts/setup.py --tests    and what the tests and the checks need
    python3 scripts/setup.py --lock     writes requirements/*.txt again

Runs on the system's own Python (3.11 or newer) and the standard library alone.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
UV = CACHE / "uv" / "bin" / "uv"

SITE_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
TEST_PACKAGES = (
    "chromium",
    "postgresql",
    "clamav-daemon",
    "poppler-utils",
    "gettext",
    "maven",
    "openjdk-17-jre-headless",
    "npm",
)
# A command that shows that the package is there already, however it came.
COMMANDS = {
    "maven": "mvn",
    "openjdk-17-jre-headless": "java",
    "npm": "npm",
    "gettext": "msgfmt",
    "chromium": "chromium",
}


class SetupFailed(Exception):
    """What is missing, in one sentence that says what to do."""


def say(text: str) -> None:
    print(f"· {text}", flush=True)


def run(*command: str | Path, **options: object) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT, **options)


def is_installed(package: str) -> bool:
    if package in COMMANDS and shutil.which(COMMANDS[package]):
        return True
    answer = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", package], capture_output=True, text=True)
    return answer.stdout.endswith(" installed")


def install_system_packages(packages: Iterable[str]) -> None:
    """Install the Debian packages that are missing, or say the exact line to run."""
    if not shutil.which("dpkg-query"):
        say("not a Debian system: install by hand what matches " + " ".join(packages))
        return
    missing = [package for package in packages if not is_installed(package)]
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.geteuid() == 0:
        prefix = []
    elif shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        prefix = ["sudo", "-n"]
    else:
        raise SetupFailed(f"These system packages are missing. Run: sudo {line}")
    say(f"installing {' '.join(missing)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], line.split()):
        done = subprocess.run([*prefix, *command], env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SetupFailed(f"Could not install the system packages. Run: sudo {line}\n{done.stderr[-2000:]}")


def install_uv() -> None:
    """Put uv, at the version and hash of requirements/uv.txt, in a folder of its own."""
    if UV.exists() and is_fresh("uv", [ROOT / "requirements/uv.txt"]):
        return
    if importlib.util.find_spec("ensurepip") is None:
        install_system_packages(["python3-venv"])
    say("installing uv")
    run(sys.executable, "-m", "venv", "--clear", CACHE / "uv")
    pip = [CACHE / "uv" / "bin" / "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    run(*pip, "-r", "requirements/uv.txt")
    mark_fresh("uv", [ROOT / "requirements/uv.txt"])


def python_313() -> str:
    """Return a Python of `.python-version`: one that is here, else one that uv fetches."""
    wanted = (ROOT / ".python-version").read_text().strip()
    found = subprocess.run([UV, "python", "find", wanted], capture_output=True, text=True, cwd=CACHE)
    if found.returncode == 0:
        return found.stdout.strip()
    for candidate in sorted(Path.home().glob(f".pyenv/versions/{wanted}*/bin/python3"), reverse=True):
        return str(candidate)
    say(f"fetching Python {wanted}")
    try:
        run(UV, "python", "install", wanted)
    except subprocess.CalledProcessError as error:
        raise SetupFailed(f"Python {wanted} is not here and could not be fetched: install it and run again.") from error
    return wanted


def install_dependencies(lock: str) -> None:
    """Make the virtual environment hold exactly what `requirements/<lock>` says."""
    files = files_of(lock)
    python = VENV / "bin" / "python"
    if python.exists() and (is_fresh("dev.txt", files_of("dev.txt")) or is_fresh(lock, files)):
        return
    if not python.exists():
        run(UV, "venv", "-q", "--clear", "--python", python_313(), VENV)
    say(f"installing the dependencies of requirements/{lock}")
    run(UV, "pip", "sync", "-q", "--require-hashes", "--python", python, files[0])
    mark_fresh(lock, files)


def files_of(lock: str) -> list[Path]:
    return [ROOT / "requirements" / lock, ROOT / ".python-version"]


def compile_catalogues() -> None:
    """Compile the French catalogues that changed."""
    sources = sorted(ROOT.glob("**/locale/*/LC_MESSAGES/django.po"))
    sources = [source for source in sources if VENV not in source.parents]
    stale = [po for po in sources if is_older(po.with_suffix(".mo"), po)]
    if stale:
        say("compiling the French catalogues")
    for po in stale:
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        run(VENV / "bin" / "pybabel", "compile", "-i", po, "-o", po.with_suffix(".mo"), "-l", "fr", **options)


def is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def lock_dependencies() -> None:
    """Write requirements/*.txt from requirements/*.in, with hashes and without any address."""
    options = ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "-q", "--upgrade"]
    for name in ("base", "dev"):
        source, target = f"requirements/{name}.in", f"requirements/{name}.txt"
        run(UV, "pip", "compile", *options, "--python", VENV / "bin" / "python", source, "-o", target)


def fingerprint(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def is_fresh(name: str, files: Iterable[Path]) -> bool:
    stamp = CACHE / "stamps" / name
    return stamp.exists() and stamp.read_text() == fingerprint(files)


def mark_fresh(name: str, files: Iterable[Path]) -> None:
    stamp = CACHE / "stamps" / name
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint(files))


def main() -> None:
    parser = argparse.ArgumentParser(description="Sets everything up.")
    parser.add_argument("--tests", action="store_true", help="also what the tests and the checks need")
    parser.add_argument("--lock", action="store_true", help="lock the dependencies again")
    options = parser.parse_args()
    CACHE.mkdir(exist_ok=True)
    install_uv()
    if options.lock:
        lock_dependencies()
        return
    install_system_packages(SITE_PACKAGES + (TEST_PACKAGES if options.tests else ()))
    install_dependencies("dev.txt" if options.tests else "base.txt")
    compile_catalogues()


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  # the one file that runs on the system's Python
        sys.exit("This needs a python3 of version 3.11 or newer.")
    try:
        main()
    except SetupFailed as failure:
        sys.exit(str(failure))
    except subprocess.CalledProcessError as failure:
        sys.exit(f"This command failed: {' '.join(map(str, failure.cmd))}")
