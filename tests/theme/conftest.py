"""The frame of pages is kept in the cache: each test starts with an empty one."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()
