"""The handle on the child process that renders."""

import atexit
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.wire import receive, send

ROOT = Path(__file__).resolve().parents[1]
# Enough for fonts and language; no key, no database address.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "SOURCE_DATE_EPOCH")


class ProcessEnded(Exception):
    """The child went away before it answered; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    problems: list[str]
    pages: int
    data: bytes


class Renderer:
    """One child process, one job at a time, replaced after `jobs` of them because its memory creeps.

    It starts at the first job, or before it with `start()`, which does not wait: loading the renderer takes about a
    second, and the process is then ready for the next jobs.
    """

    def __init__(self, jobs: int = 30) -> None:
        self._jobs = jobs
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._owner = 0
        self._left = 0

    def start(self) -> None:
        """Starts the child if there is none. Returns at once."""
        if self._lock.acquire(blocking=False):
            try:
                self._ensure()
            finally:
                self._lock.release()

    def run(self, job: dict[str, Any], seconds: float) -> Answer:
        """Sends one job and waits for its answer. Raises ProcessEnded when the child dies or takes too long."""
        if not self._lock.acquire(timeout=seconds):
            raise ProcessEnded("too many documents are waiting to be made")
        try:
            process = self._ensure()
            overdue = threading.Event()

            def give_up() -> None:
                overdue.set()
                process.kill()

            timer = threading.Timer(seconds, give_up)
            timer.start()
            try:
                return self._exchange(process, job)
            except (EOFError, BrokenPipeError) as error:
                self._stop()
                reason = f"took more than {seconds:.0f} s" if overdue.is_set() else "ended before it answered"
                raise ProcessEnded(f"the rendering process {reason}") from error
            except BaseException:
                # What is left in the pipes belongs to this job: the next one needs clean ones.
                self._stop()
                raise
            finally:
                timer.cancel()
                self._left -= 1
                if self._left <= 0:
                    self._stop()
        finally:
            self._lock.release()

    def stop(self) -> None:
        with self._lock:
            self._stop()

    @staticmethod
    def _exchange(process: "subprocess.Popen[bytes]", job: dict[str, Any]) -> Answer:
        assert process.stdin and process.stdout  # noqa: S101 pipes were asked for
        send(process.stdin, job)
        head = json.loads(receive(process.stdout))
        data = b"" if head["problems"] else receive(process.stdout)
        return Answer(head["problems"], head.get("pages", 0), data)

    def _ensure(self) -> "subprocess.Popen[bytes]":
        # After a fork the child belongs to the parent, which goes on to use it.
        if self._process and self._owner == os.getpid() and self._process.poll() is None:
            return self._process
        if self._owner == os.getpid():
            self._stop()
        self._folder = tempfile.mkdtemp(prefix="passerelle-print-")
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment |= {"TMPDIR": self._folder, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "exports.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self._folder,
            env=environment,
            start_new_session=True,
        )
        self._owner, self._left = os.getpid(), self._jobs
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process and self._owner == os.getpid():
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()
            shutil.rmtree(self._folder, ignore_errors=True)


renderer = Renderer()
atexit.register(renderer.stop)
