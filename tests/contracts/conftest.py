"""The real servers that contracts are run against."""

import os
import uuid
from collections.abc import Iterator

import pytest

from search.engines.elasticsearch import ElasticsearchEngine


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of an Elasticsearch 9 whose indices tests may make and drop."""
    url = os.environ.get("PASSERELLE_TEST_ELASTICSEARCH_URL", "")
    if not url:
        reason = "PASSERELLE_TEST_ELASTICSEARCH_URL is not set: python -m scripts.elasticsearch start"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return url


@pytest.fixture(scope="session")
def elasticsearch_engine(elasticsearch_url: str) -> Iterator[ElasticsearchEngine]:
    """An engine with an index of the tests' own, in which each change is seen at once."""
    engine = ElasticsearchEngine(
        elasticsearch_url, f"passerelle-test-{uuid.uuid4().hex[:12]}", refresh=True, timeout=30
    )
    engine.rebuild([])
    yield engine
    engine.drop()
    engine.client.close()
