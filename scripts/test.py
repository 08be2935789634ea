"""Runs every test: on SQLite with the real Elasticsearch, browser, PDF and HTML validators, then on PostgreSQL.

A part that cannot be had is named with the reason; under CI=true it is a failure. A server that runs already is used
when its variable names it (`PASSERELLE_TEST_ELASTICSEARCH_URL`, `PASSERELLE_TEST_DATABASE_URL`).
Arguments go to pytest (`make test ARGS="tests/search -k facets"`), and then only the first run takes place.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
# What the second run leaves out: it does not depend on the database.
FOR_ANY_DATABASE = "not browser and not verapdf and not elasticsearch and not validator and not clamav and not bpmn"
IN_CI = os.environ.get("CI") == "true"


def server(name: str) -> str:
    """Start the server of `scripts/<name>.py` and return its address; RuntimeError says why it cannot."""
    done = subprocess.run([PYTHON, "-m", f"scripts.{name}", "start"], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise RuntimeError((done.stderr or done.stdout).strip())
    return done.stdout.strip().splitlines()[-1]


def prepare(script: str) -> str:
    """Fetch what `scripts/<script>` keeps in the cache folder and return where it is."""
    done = subprocess.run([PYTHON, f"scripts/{script}"], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise RuntimeError((done.stderr or done.stdout).strip())
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


PARTS: dict[str, tuple[str, Callable[[], str]]] = {
    "Elasticsearch": ("PASSERELLE_TEST_ELASTICSEARCH_URL", lambda: server("elasticsearch")),
    "PostgreSQL": ("PASSERELLE_TEST_DATABASE_URL", lambda: server("postgresql")),
    "ClamAV": ("PASSERELLE_TEST_CLAMAV_URL", lambda: server("clamd")),
    "veraPDF": ("PASSERELLE_TEST_VERAPDF", lambda: prepare("verapdf.py")),
    "HTML validator": ("PASSERELLE_TEST_VNU", lambda: prepare("vnu.py")),
    "BPMN schema": ("PASSERELLE_TEST_BPMN", lambda: prepare("bpmn_schema.py")),
}


def main() -> int:
    environment = dict(os.environ)
    missing: dict[str, str] = {}
    started = time.monotonic()
    try:
        for name, (variable, get) in PARTS.items():
            try:
                environment[variable] = environment.get(variable) or get()
                print(f"· {name}: {environment[variable]}", flush=True)
            except RuntimeError as reason:
                missing[name] = str(reason)
                print(f"· {name} cannot be had: {reason}", flush=True)
        if sys.argv[1:]:
            codes = [pytest(environment, "SQLite", sys.argv[1:])]
        else:
            codes = [pytest(environment, "SQLite", ["-n", "2", "-m", "not browser"])]
            with tempfile.TemporaryDirectory() as folder:
                in_a_file = environment | {"PASSERELLE_TEST_SQLITE_FILE": str(Path(folder) / "test.sqlite3")}
                codes.append(pytest(in_a_file, "the demonstration in a browser", ["-m", "browser"]))
        if "PostgreSQL" not in missing and len(sys.argv) == 1:
            on_postgresql = environment | {"DATABASE_URL": environment["PASSERELLE_TEST_DATABASE_URL"]}
            codes.append(pytest(on_postgresql, "PostgreSQL", ["-n", "2", "-m", FOR_ANY_DATABASE]))
    finally:
        for name in ("elasticsearch", "postgresql", "clamd"):
            subprocess.run([PYTHON, "-m", f"scripts.{name}", "stop"], cwd=ROOT, capture_output=True)
    print(f"· {time.monotonic() - started:.0f} s in all")
    for name, reason in missing.items():
        print(f"· not tested with {name}: {reason}")
    return 1 if any(codes) or (missing and IN_CI) else 0


def pytest(environment: dict[str, str], database: str, arguments: list[str]) -> int:
    print(f"\n=== {database} ===", flush=True)
    return subprocess.run([PYTHON, "-m", "pytest", *arguments], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
