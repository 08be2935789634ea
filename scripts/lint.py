"""Every check that reads the code without running it; all of them run, then the first failure decides."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"

CHECKS = {
    "style": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "import rules": [BIN / "lint-imports"],
    "types": [BIN / "mypy", "cms", "search", "exports"],
    "templates": [BIN / "djlint", "cms", "search", "exports", "--lint", "--quiet"],
    "migrations": [BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "system checks": [BIN / "python", "manage.py", "check", "--fail-level", "WARNING"],
    "French catalogue": [BIN / "python", "scripts/messages.py", "--check"],
}


def main() -> int:
    # A database that needs no folder: a fresh checkout has none yet.
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": "sqlite://:memory:"}
    failed = []
    for name, command in CHECKS.items():
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'}  {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
