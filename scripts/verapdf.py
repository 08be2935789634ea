"""Gets veraPDF, the validator of PDF/UA, into .cache/verapdf/lib by Maven: `python scripts/verapdf.py`.

Needs a JDK 17 and Maven. Does nothing when it is there already. Ends with 1 and the reason when it cannot be had.
"""

import shutil
import subprocess
import sys
from pathlib import Path

VERSION = "1.28.2"
FOLDER = Path(__file__).resolve().parents[1] / ".cache" / "verapdf"
LIBRARY = FOLDER / "lib"
PROJECT = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>passerelle</groupId>
  <artifactId>verapdf</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.verapdf.apps</groupId><artifactId>greenfield-apps</artifactId><version>{VERSION}</version></dependency>
  </dependencies>
</project>
"""


def ready() -> bool:
    """Whether this version is in place."""
    return (LIBRARY / f"greenfield-apps-{VERSION}.jar").exists()


def install() -> str:
    """Gets it. Returns the reason when it cannot, else an empty text."""
    if ready():
        return ""
    if missing := [tool for tool in ("java", "mvn") if not shutil.which(tool)]:
        return f"veraPDF needs {' and '.join(missing)}: apt-get install --yes openjdk-17-jre-headless maven"
    shutil.rmtree(LIBRARY, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "pom.xml").write_text(PROJECT)
    command = [
        "mvn",
        "-B",
        "-q",
        "-f",
        str(FOLDER / "pom.xml"),
        "dependency:copy-dependencies",
        "-DoutputDirectory=lib",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode or not ready():
        return f"Maven could not get veraPDF {VERSION}:\n{(done.stdout + done.stderr)[-2000:]}"
    return ""


if __name__ == "__main__":
    if reason := install():
        sys.exit(reason)
    print(f"veraPDF {VERSION} is in {LIBRARY}")
