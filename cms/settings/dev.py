"""The demonstration and a developer's machine: one machine, loopback only, mails shown on a page."""

import secrets

from cms.settings.base import *  # noqa: F403
from cms.settings.base import VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
SERVE_MEDIA = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMONSTRATION = env.bool("PASSERELLE_DEMONSTRATION", default=True)
MAILERS = {"default": {"BACKEND": "cms.accounts.mailbox.MailboxBackend"}}


def _machine_secret() -> str:
    """A key of this machine's own, made once, so that nobody shares one that is written in the repository."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or _machine_secret()
