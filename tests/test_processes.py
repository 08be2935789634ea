"""Ending a server of the tests by its number: the number may be stale, or another program's by now."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import processes

SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def server():
    """A process that stands for a server, in a group of its own; it is reaped at the end."""
    child = subprocess.Popen([sys.executable, "-c", SLEEP], start_new_session=True)
    yield child
    child.kill()
    child.wait()


def test_a_server_is_ended_and_its_number_forgotten(server, tmp_path: Path):
    pid_file = tmp_path / "pid"
    pid_file.write_text(f"{server.pid}\nanother line\n")
    processes.end(pid_file, b"python")
    assert server.wait(timeout=5) < 0
    assert not pid_file.exists()


def test_another_program_with_the_same_number_is_left_alone(server, tmp_path: Path):
    pid_file = tmp_path / "pid"
    pid_file.write_text(str(server.pid))
    processes.end(pid_file, b"postgres")
    assert server.poll() is None
    assert not pid_file.exists()


@pytest.mark.parametrize("words", [None, "", "not a number", "4194304999"])
def test_a_number_that_leads_to_nothing_is_no_fault(words, tmp_path: Path):
    pid_file = tmp_path / "pid"
    if words is not None:
        pid_file.write_text(words)
    processes.end(pid_file, b"postgres")
    assert not pid_file.exists()
