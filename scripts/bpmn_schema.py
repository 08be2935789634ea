"""Fetches the OMG's schema of BPMN 2.0 into the cache folder and prints where it is.

It comes out of Camunda's model library (Apache 2.0), since the OMG's terms do not let a repository hand it on.
"""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".cache" / "bpmn"
ARTIFACT = "org.camunda.bpm.model:camunda-bpmn-model:7.22.0"
INSIDE = "org/camunda/bpm/model/bpmn/schema/"


def main() -> None:
    schema = FOLDER / "BPMN20.xsd"
    if not schema.exists():
        if not shutil.which("mvn"):
            sys.exit("Maven is not installed: apt-get install maven")
        FOLDER.mkdir(parents=True, exist_ok=True)
        plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
        options = [f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={FOLDER}", "-Dmdep.useBaseVersion=true"]
        done = subprocess.run(["mvn", "-q", "-B", plugin, *options], cwd=FOLDER, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"The schema could not be fetched: {(done.stdout or done.stderr).strip()[-500:]}")
        jar = next(FOLDER.glob("camunda-bpmn-model-*.jar"))
        with zipfile.ZipFile(jar) as archive:
            for name in archive.namelist():
                if name.startswith(INSIDE) and name.endswith(".xsd"):
                    (FOLDER / Path(name).name).write_bytes(archive.read(name))
        jar.unlink()
    print(schema)


if __name__ == "__main__":
    main()
