"""What is published is found, what is not is not: page signals keep the search up to date.

And a picture made from a drawing has a size in whole pixels.
"""

from django.db.models.signals import post_delete, post_save
from wagtail import signals
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition
from wagtail.models import Page, PageViewRestriction

from cms.pages.models.base import SitePage
from search import operations


def connect() -> None:
    """Listen to Wagtail's signals."""
    signals.page_published.connect(_published, dispatch_uid="pages.search.published")
    signals.page_unpublished.connect(_unpublished, dispatch_uid="pages.search.unpublished")
    signals.post_page_move.connect(_moved, dispatch_uid="pages.search.moved")
    signals.page_slug_changed.connect(_moved, dispatch_uid="pages.search.slug")
    post_delete.connect(_deleted, dispatch_uid="pages.search.deleted")
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="pages.search.restricted")
    post_save.connect(_whole_pixels, sender=get_image_model().get_rendition_model(), dispatch_uid="pages.images.made")
    post_delete.connect(_restricted, sender=PageViewRestriction, dispatch_uid="pages.search.unrestricted")


def _published(sender: type[Page], instance: Page, **kwargs: object) -> None:
    page = instance.specific
    if isinstance(page, SitePage):
        operations.update(page)


def _unpublished(sender: type[Page], instance: Page, **kwargs: object) -> None:
    page = instance.specific
    if isinstance(page, SitePage):
        operations.remove(page)


def _deleted(sender: type, instance: object, **kwargs: object) -> None:
    if isinstance(instance, SitePage):
        operations.remove(instance)


def _moved(sender: type[Page], instance: Page, **kwargs: object) -> None:
    """The addresses of the page and of all below it have changed."""
    _update_branch(instance)


def _restricted(sender: type[PageViewRestriction], instance: PageViewRestriction, **kwargs: object) -> None:
    """A private page takes all below it out of the search; an open one brings it back."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _update_branch(page)


def _whole_pixels(sender: type[AbstractRendition], instance: AbstractRendition, **kwargs: object) -> None:
    """An SVG is measured in fractions: until read back from the database it says `width="800.0"`, which is no HTML."""
    instance.width, instance.height = round(instance.width), round(instance.height)


def _update_branch(root: Page) -> None:
    for page in Page.objects.descendant_of(root, inclusive=True).specific().iterator():
        if isinstance(page, SitePage):
            operations.update(page)
