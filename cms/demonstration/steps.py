"""What the demonstration is made of, in the order in which one part needs another.

Each step creates what is absent and leaves alone what is there: loading again changes nothing that a person edited.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.accounts import demonstration as people
from cms.applications import demonstration as procedures
from cms.applications import groups
from cms.demonstration import approvals
from cms.pages import moderation
from cms.pages.demonstration import comics, guides, site
from cms.snippets import demonstration as reference
from search import operations
from search.models import SearchDocument


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the demonstration, with the words that the screen shows while it loads."""

    label: str | Promise
    load: Callable[[], object]


def steps() -> Iterator[Step]:
    """Yield the steps in order."""
    yield Step(_("communes, intercommunalities and territories"), reference.load)
    yield Step(_("groups and their rights"), groups.set_up)
    yield Step(_("people"), people.load)
    yield Step(_("procedures: the label, the contest and the two calls"), procedures.load)
    yield Step(_("pages of the site"), site.load)
    yield Step(_("approval of content"), moderation.set_up)
    yield Step(_("guides"), lambda: guides.load(site.load()))
    yield Step(_("comics"), lambda: comics.load(site.load()))
    yield Step(_("applications, decisions and records"), procedures.load_applications)
    yield Step(_("a record that a reviewer approved"), approvals.approve)


def load(announce: Callable[[str], None]) -> None:
    """Load each step in a transaction of its own, after saying its name to `announce`.

    What a step publishes is found at once; what an earlier load published is written again, as an upgrade may have
    changed how.
    """
    loaded_before = SearchDocument.objects.exists()
    for step in steps():
        announce(str(step.label))
        with transaction.atomic():
            step.load()
    if loaded_before:
        announce(gettext("what was found before"))
        operations.rebuild()
