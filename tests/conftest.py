"""What every test shares: a writable place of its own and nothing else."""

from pathlib import Path

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import expect

from tests.workflows.flush import journal_can_be_flushed  # noqa: F401  # a fixture for the whole session

# Machines differ: no property fails for being slow to try.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")
# Nor does a screen for being slow to come.
expect.set_options(timeout=15_000)


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: object) -> None:
    """Uploads and made files of a test go to a folder that ends with it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        }
    }


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """No test sees what another one left in the cache."""
    cache.clear()
