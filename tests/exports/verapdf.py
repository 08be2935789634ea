"""veraPDF, the reference validator of PDF/UA, asked about files."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest

LIBRARY = Path(__file__).resolve().parents[2] / ".cache/verapdf/lib"


def needed() -> None:
    """Skips the test, with the reason, where veraPDF is not there; in CI that is a failure."""
    if not any(LIBRARY.glob("greenfield-apps-*.jar")):
        reason = "veraPDF is not there: python scripts/verapdf.py gets it"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


def validate(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """What keeps each file from being valid PDF/UA-1: an empty list for a valid one."""
    paths = list(paths)
    command = ["java", "-cp", f"{LIBRARY}/*", "org.verapdf.apps.GreenfieldCliWrapper", "-f", "ua1", "--format", "xml"]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, timeout=300)
    jobs = ElementTree.fromstring(done.stdout).findall("./jobs/job")  # noqa: S314 our own program's answer
    assert len(jobs) == len(paths), done.stderr
    return dict(zip(paths, map(_failures, jobs), strict=True))


def _failures(job: ElementTree.Element) -> list[str]:
    report = job.find("validationReport")
    if report is None:
        return ["could not be read"]
    rules = [
        f"{rule.get('clause')}-{rule.get('testNumber')}: {rule.findtext('description')}"
        for rule in report.iter("rule")
        if rule.get("status") == "failed"
    ]
    return rules or ([] if report.get("isCompliant") == "true" else ["not compliant"])
