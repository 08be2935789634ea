"""On the screen of a process each fault leads to its row."""

import re

import pytest
from django.urls import reverse

from cms.workflows import operations
from cms.workflows.models import ProcessDefinition
from tests.workflows.factories import UserFactory, straight_process

pytestmark = pytest.mark.django_db


def test_each_fault_links_to_the_row_where_it_is_put_right(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    process = straight_process({"key": "accept", "target": "nowhere"})
    process["nodes"][1] |= {"deadline_days": 5}
    definition = operations.load(process)
    name = ProcessDefinition.snippet_viewset.get_url_name("edit")
    page = client.get(reverse(name, args=[definition.pk])).content.decode()
    faults = re.search(r'<ul class="process-faults">.*?</ul>', page, re.DOTALL)
    anchors = set(re.findall(r'href="#(inline_child_[\w-]+)"', faults[0]))
    assert {"inline_child_transitions-1", "inline_child_nodes-1"} <= anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)
