"""Fetches the W3C's HTML validator (vnu-jar, from npm) into the cache folder and prints where it is."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".cache" / "vnu"
VERSION = "26.9.27"


def main() -> None:
    jar = FOLDER / f"vnu-{VERSION}.jar"
    if not jar.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        if not shutil.which("npm"):
            sys.exit("npm is not installed: apt-get install npm")
        done = subprocess.run(
            ["npm", "pack", "--silent", f"vnu-jar@{VERSION}"], cwd=FOLDER, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(f"vnu-jar could not be fetched: {done.stderr.strip()}")
        archive = FOLDER / done.stdout.strip().splitlines()[-1]
        shutil.unpack_archive(archive, FOLDER / "unpacked", "gztar", filter="data")
        (FOLDER / "unpacked/package/build/dist/vnu.jar").rename(jar)
        shutil.rmtree(FOLDER / "unpacked")
        archive.unlink()
    print(jar)


if __name__ == "__main__":
    main()
