"""Content that can be found, for tests: any model does, here the site's groups of people."""

import pytest
from django.contrib.auth.models import Group

from search import registry
from search.registry import Entry


@pytest.fixture
def groups_are_found(db, monkeypatch):
    """Registers groups alone: found by name, as guides; one whose name begins with "hidden" must not be."""
    monkeypatch.setattr(registry, "_registrations", {})
    Group.objects.all().delete()

    def build(group: Group) -> Entry | None:
        if group.name.startswith("hidden"):
            return None
        return Entry(
            title=group.name,
            summary=f"Résumé de {group.name}",
            body="",
            kind="guide",
            kind_label="Guide",
            url=f"/groupes/{group.pk}/",
        )

    registry.register(Group, build)
