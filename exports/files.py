"""Static files on the disk, found without Django, so that the child process starts fast."""

from pathlib import Path
from urllib.parse import unquote


def static_file(name: str, folders: tuple[tuple[str, str], ...]) -> Path | None:
    """The static file called `name` (percent-encoded), or None; never outside `folders` (pairs of prefix, folder)."""
    name = unquote(name.split("?")[0].split("#")[0])
    if "\0" in name:
        return None
    for prefix, folder in folders:
        if prefix and not name.startswith(f"{prefix}/"):
            continue
        root = Path(folder).resolve()
        path = (root / name.removeprefix(f"{prefix}/" if prefix else "")).resolve()
        if path.is_relative_to(root) and path.is_file():
            return path
    return None
