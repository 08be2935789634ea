"""The outcome “publish”: an accepted application becomes a record of its procedure's collection.

What is public is what the procedure lists, in its release: title, summary and published fields. Nothing else leaves
the application.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext, gettext_lazy
from PIL import Image, ImageOps
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.blocks import StructBlock
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.applications.models import Application, Attachment
from cms.applications.scanning.operations import only_open
from cms.forms import answers as form_answers
from cms.pages.models import CollectionPage, RecordPage
from cms.snippets import keys
from cms.snippets.models import Audience
from cms.workflows.effects import register_effect

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.forms.spec import Field
    from cms.workflows.models import Effect

_TITLE = 200
_SUMMARY = 400


class NoCollection(Exception):
    """The procedure publishes, but no page is there to hold what it publishes."""


def register() -> None:
    """Offer “publish” to the processes."""
    register_effect("publish", gettext_lazy("Publish a page"), run, check)
    register_effect(
        "unpublish", gettext_lazy("Take the page off line"), withdraw, block=StructBlock([], icon="download-alt")
    )


def check(params: dict[str, Any]) -> str | None:
    """Return what is wrong with the parameters of the effect, or None."""
    return None if isinstance(params.get("live", False), bool) else gettext("“Publish at once” is yes or no.")


def run(effect: "Effect") -> dict[str, Any]:
    """Do the effect of one move of a case."""
    application = cast(Application, effect.case.subject)
    page = publish(application, live=bool(effect.params.get("live")), actor=effect.entry.actor)
    return {"page": page.pk, "live": page.live}


@transaction.atomic
def withdraw(effect: "Effect") -> dict[str, Any]:
    """Effect "unpublish": takes the record of the application off line, if there is one; it stays as a draft.

    A draft that waits for approval waits no more.
    """
    page = RecordPage.objects.filter(application=cast(Application, effect.case.subject)).first()
    if page is None:
        return {"page": None}
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=effect.entry.actor)
    if page.live:
        # The process said who may: an applicant who withdraws has no rights on pages, and the clock is nobody.
        action = UnpublishPageAction(page, user=effect.entry.actor)
        action.execute(skip_permission_checks=True)
    return {"page": page.pk}


@transaction.atomic
def publish(application: Application, *, live: bool, actor: "User | None") -> RecordPage:
    """Return the record of `application`: made when there is none yet, one an application.

    With `live` it is public at once; else it is a draft that waits for the approval of content. Raises `NoCollection`.
    """
    page = RecordPage.objects.filter(application=application).first()
    if page is None:
        page = _make(application, actor)
        if not live:
            _ask_for_approval(page, actor)
    if live and not page.live:
        (page.get_latest_revision() or page.save_revision(user=actor)).publish(user=actor, skip_permission_checks=True)
        page.refresh_from_db()
    return page


def _make(application: Application, actor: "User | None") -> RecordPage:
    release = application.release
    says = release.content.get("procedure", {})
    shown = {
        one.key: (one, text)
        for _section, rows in form_answers.shown(release.form, application.answers, public=True)
        for one, text in rows
        if text
    }
    collection = collection_for(application)
    title = _words(shown, says.get("title_field")) or application.title or release.procedure.title
    page = RecordPage(
        title=Truncator(title).chars(_TITLE),
        slug=_free_slug(collection, title),
        summary=Truncator(_words(shown, says.get("summary_field"))).chars(_SUMMARY),
        application=application,
        territory=application.territory,
        owner=actor,
        live=False,
        has_unpublished_changes=True,
    )
    published = [shown[key] for key in says.get("published_fields", []) if key in shown]
    already = {says.get("title_field"), says.get("summary_field")}
    facts: list[dict[str, str]] = []
    for one, text in published:
        value = application.answers.get(one.key)
        picture = _picture(application, one, value) if page.image is None else None
        if picture is not None:
            page.image = picture
        elif one.key not in already:
            facts += _facts(application, one, value, text)
    page.audiences = Audience.objects.filter(slug__in=_choices(application, published))
    page.facts = [("fact", fact) for fact in facts]
    collection.add_child(instance=page)
    page.save_revision(user=actor)
    return page


def collection_for(application: Application) -> CollectionPage:
    """Return the page that holds the records of the application's procedure; the release may name one of several."""
    procedure = application.release.procedure
    found = CollectionPage.objects.filter(procedure=procedure).order_by("path")
    slug = application.release.content.get("procedure", {}).get("collection")
    chosen = (found.filter(slug=slug).first() if slug else None) or found.first()
    if chosen is None:
        raise NoCollection(
            gettext("No collection page shows what “%(procedure)s” publishes: create one, then try again.")
            % {"procedure": procedure}
        )
    return chosen


def _words(shown: dict[str, tuple["Field", str]], key: str | None) -> str:
    return " ".join(shown[key][1].split()) if key in shown else ""


def _facts(application: Application, one: "Field", value: Any, text: str) -> Iterator[dict[str, str]]:
    """Yield what a published answer becomes: a line of text, a link, or the files themselves."""
    files = list(_files(application, one, value))
    address = _address(value) if one.type in ("video", "link") else ""
    if address:
        yield {"label": one.public_name, "value": address, "kind": one.type, "url": address}
    for attachment in files:
        yield {"label": one.public_name, "value": attachment.name, "kind": "file", "url": _document(attachment).url}
    if not files and not address:
        yield {"label": one.public_name, "value": text, "kind": "text", "url": ""}


def _choices(application: Application, published: list[tuple["Field", str]]) -> set[str]:
    """Return what was chosen in the published lists: a choice that has the short name of an audience says for whom."""
    values = [application.answers.get(one.key) for one, _text in published if one.type in ("choice", "choices")]
    chosen = [choice for value in values for choice in (value if isinstance(value, list) else [value])]
    return {choice for choice in chosen if isinstance(choice, str) and choice}


def _address(value: Any) -> str:
    """Return the web address of an answer, when it is one."""
    address = value.get("link", "") if isinstance(value, dict) else value
    return address if isinstance(address, str) and address.startswith(("https://", "http://")) else ""


def _files(application: Application, one: "Field", value: Any) -> Iterator[Attachment]:
    """Yield the attachments of this application that an answer names."""
    keys = [part["id"] for part in one.kind.files(value)] if value and not one.kind.holds_fields else []
    if keys:
        yield from only_open(application.attachments.filter(pk__in=keys))


def _picture(application: Application, one: "Field", value: Any) -> Any:
    """Return a public copy of the first picture among the files of an answer."""
    for attachment in _files(application, one, value):
        if attachment.content_type in ("image/jpeg", "image/png", "image/webp"):
            alt = next((part.get("alt", "") for part in one.kind.files(value) if part["id"] == str(attachment.pk)), "")
            return get_image_model().objects.create(
                title=attachment.name, description=alt[:255], file=_without_metadata(attachment)
            )
    return None


def _without_metadata(attachment: Attachment) -> ContentFile:
    """Return the picture alone: a photograph tells where and by whom it was taken."""
    with attachment.file.open("rb") as source, Image.open(source) as picture:
        upright = ImageOps.exif_transpose(picture)
        made = BytesIO()
        upright.convert("RGB").save(made, "WEBP", quality=92)
    return ContentFile(made.getvalue(), f"{slugify(Path(attachment.name).stem) or 'image'}.webp")


def _document(attachment: Attachment) -> Any:
    with attachment.file.open("rb") as source:
        return get_document_model().objects.create(title=attachment.name, file=File(source, attachment.name))


def _free_slug(parent: Page, title: str) -> str:
    base = slugify(title)[:80] or "fiche"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return keys.free(base, taken)


def _ask_for_approval(page: RecordPage, actor: "User | None") -> None:
    workflow = page.get_workflow()
    if workflow is not None:
        workflow.start(page, actor)
