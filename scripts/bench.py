"""Prints what the platform costs, as ratios of one run: machines differ, ratios less.

- requests a second of the home page and of a guide, with and without the page cache, against a bare Django view that
  gives the same bytes, on the same server with the same options;
- the first and the second download of the guide against the bare render of its PDF;
- the 95th percentile of a search among 10,000 documents, on each engine;
- the time to check and to draw a process of 60 steps and 150 actions, against the time to read it.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
VAR = ROOT / ".cache" / "bench"
PAGES = {"home": "/", "guide": "/guides/organiser-une-visite-d-entreprise/"}
CACHED, UNCACHED, BARE = 8821, 8822, 8823
ROUNDS, SECONDS = 5, 2


@contextmanager
def server(application: str, port: int, **environment: str) -> Iterator[None]:
    """Run gunicorn with one process and four threads on `port` while the block runs."""
    command = [BIN / "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4"]
    options = ["--no-control-socket", "--log-level", "error", "--chdir", str(ROOT)]
    process = subprocess.Popen([*map(str, command), *options], env=os.environ | environment)
    try:
        for _ in range(300):
            try:
                get(port, "/")
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(20)


def get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:  # loopback
        return answer.read()


def rate(port: int, path: str) -> float:
    """Return the requests a second that the server answers for some seconds."""
    command = ["wrk", "-t1", "-c4", f"-d{SECONDS}s", f"http://127.0.0.1:{port}{path}"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"{path} did not answer well:\n{output}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])  # type: ignore[index]


def measure_pages() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        site = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "PASSERELLE_VAR": str(VAR)}
        stack.enter_context(server("cms.wsgi", CACHED, **site))
        stack.enter_context(server("cms.wsgi", UNCACHED, **site, PASSERELLE_PAGE_CACHE_SECONDS="0"))
        for name, path in PAGES.items():
            Path(folder, f"{name}.html").write_bytes(get(CACHED, path))
        stack.enter_context(server("scripts.bare", BARE, BARE_PAGES=folder))
        for name, path in PAGES.items():
            cached, uncached = [], []
            for _ in range(ROUNDS):
                bare = rate(BARE, f"/{name}")
                cached.append(rate(CACHED, path) / bare)
                uncached.append(rate(UNCACHED, path) / bare)
            print(
                f"{name:<8} with the page cache {statistics.median(cached):.2f} of a bare view, "
                f"without {statistics.median(uncached):.3f}  (last bare: {bare:.0f} requests a second)",
                flush=True,
            )


def command(*words: str, **environment: str) -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "PASSERELLE_VAR": str(VAR)} | environment
    subprocess.run([BIN / "python", "manage.py", *words], cwd=ROOT, env=os.environ | environment, check=True)


def main() -> None:
    if not shutil.which("wrk"):
        subprocess.run(["apt-get", "install", "-y", "-q", "wrk"], check=False, capture_output=True)
    VAR.mkdir(parents=True, exist_ok=True)
    command("load_demonstration")
    if shutil.which("wrk"):
        measure_pages()
    else:
        print("pages: not measured, wrk is not installed (apt-get install wrk)")
    command("bench_pdf")
    settings = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "PASSERELLE_VAR": str(VAR)}
    subprocess.run([BIN / "python", "scripts/bench_process.py"], cwd=ROOT, env=os.environ | settings, check=True)
    started = subprocess.run(
        [sys.executable, "-m", "scripts.elasticsearch", "start"], cwd=ROOT, capture_output=True, text=True
    )
    try:
        if started.returncode:
            print(f"Elasticsearch: not measured, {started.stderr.strip()}")
            command("bench_search")
        else:
            command("bench_search", ELASTICSEARCH_URL=started.stdout.strip().splitlines()[-1])
    finally:
        subprocess.run([sys.executable, "-m", "scripts.elasticsearch", "stop"], cwd=ROOT, capture_output=True)


if __name__ == "__main__":
    main()
