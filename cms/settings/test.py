"""Tests: real engines, fast hashing, files in a folder that pytest gives."""

import os

from cms.settings.base import *  # noqa: F403
from cms.settings.base import CACHES, DATABASES, STORAGES

SECRET_KEY = "tests only: this key protects nothing"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
SITE_URL = "http://testserver"
SERVE_MEDIA = True
PAGE_CACHE_SECONDS = 0
CACHES = CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# A browser asks several things at once: a SQLite database in memory would answer "locked" to some of them.
if "sqlite3" in DATABASES["default"]["ENGINE"] and (name := os.environ.get("PASSERELLE_TEST_SQLITE_FILE")):
    DATABASES["default"]["TEST"] = {"NAME": name}
