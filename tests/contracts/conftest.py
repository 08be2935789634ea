"""The real servers that contracts are run against."""

import os

import pytest


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of an Elasticsearch 9 whose indices tests may make and drop."""
    url = os.environ.get("PASSERELLE_TEST_ELASTICSEARCH_URL", "")
    if not url:
        reason = "PASSERELLE_TEST_ELASTICSEARCH_URL is not set: python scripts/elasticsearch.py start"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return url
