"""Collections and their records: the published outcomes of one procedure."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.pages.blocks.record import FactBlock
from cms.pages.models.base import SitePage
from cms.snippets.models import Audience, Territory

if TYPE_CHECKING:
    from wagtail.blocks import StructValue

RECORDS_A_PAGE = 12


class RecordQuerySet(PageQuerySet):
    """Records as visitors look for them."""

    def open_to_all(self) -> "RecordQuerySet":
        """Those that anybody may read, newest first, ready for a card."""
        return self.live().public().order_by("-first_published_at").select_related("territory", "image")

    def matching(self, territory: str = "", audience: str = "") -> "RecordQuerySet":
        """Those of a territory and for an audience, by their short names; an empty name asks for nothing."""
        found = self.filter(territory__slug=territory) if territory else self
        return found.filter(audiences__slug=audience) if audience else found


class CollectionPage(SitePage):
    """The published outcomes of one procedure: labelled initiatives, videos of a contest, …"""

    procedure = models.ForeignKey(
        "applications.Procedure",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="collections",
        verbose_name=_("procedure"),
    )
    record_kind = models.SlugField(
        _("kind of record"), default="initiative", help_text=_("The kind under which search shows the records.")
    )
    record_kind_label = models.CharField(_("name of the kind"), max_length=60, default="Initiative")
    invitation = models.CharField(
        _("invitation to apply"),
        max_length=120,
        blank=True,
        help_text=_("The text of the button towards the procedure."),
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("procedure"),
        FieldPanel("invitation"),
        MultiFieldPanel([FieldPanel("record_kind"), FieldPanel("record_kind_label")], heading=_("In the search")),
    ]
    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.RecordPage"]

    class Meta:
        verbose_name = _("collection")

    @property
    def records(self) -> RecordQuerySet:
        """The records that anybody may read."""
        return RecordPage.objects.child_of(self).open_to_all()

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Adds the page of records asked for (`page_obj`), and the filters with what is chosen in them."""
        chosen = {name: request.GET.get(name, "") for name in ("territoire", "public")}
        found = self.records.matching(chosen["territoire"], chosen["public"])
        page_obj: PageOfList = Paginator(found, RECORDS_A_PAGE).get_page(request.GET.get("page"))
        here = RecordPage.objects.child_of(self).live()
        return super().get_context(request, *args, **kwargs) | {
            "page_obj": page_obj,
            "chosen": chosen,
            "filtered": any(chosen.values()),
            "territories": Territory.objects.filter(pk__in=here.values("territory")),
            "audiences": Audience.objects.filter(pk__in=here.values("audiences")),
        }


class RecordPage(SitePage):
    """One published outcome, made from an application and then edited like any page."""

    application = models.OneToOneField(
        "applications.Application",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="record",
        verbose_name=_("application"),
    )
    territory = models.ForeignKey(
        "snippets.Territory", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    audiences = ParentalManyToManyField("snippets.Audience", blank=True, verbose_name=_("audiences"))
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("image")
    )
    image_alt = models.CharField(
        _("description of the image"),
        max_length=250,
        blank=True,
        help_text=_("What the image shows, for those who do not see it."),
    )
    # What the procedure makes public, in the order that it gives.
    facts = StreamField([("fact", FactBlock())], verbose_name=_("facts"), blank=True)

    objects = PageManager.from_queryset(RecordQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image")),
        FieldPanel("facts"),
        MultiFieldPanel([FieldPanel("territory"), FieldPanel("audiences")], heading=_("Sorted by")),
    ]
    parent_page_types = ["pages.CollectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("record")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Adds `collection`, the page that lists this record and its like."""
        return super().get_context(request, *args, **kwargs) | {"collection": self.get_parent()}

    @property
    def videos(self) -> list["StructValue"]:
        """Facts that lead to a video elsewhere."""
        return [fact.value for fact in self.facts if fact.value["kind"] == "video" and fact.value["url"]]

    @property
    def other_facts(self) -> list["StructValue"]:
        """Facts that are read here."""
        return [fact.value for fact in self.facts if not (fact.value["kind"] == "video" and fact.value["url"])]

    @property
    def video_host(self) -> str:
        """The site that the first video is on, said before one leaves."""
        return urlsplit(self.videos[0]["url"]).hostname or "" if self.videos else ""

    def search_body(self) -> str:
        """Return what the record makes public, one fact a line."""
        return "\n".join(f"{fact.value['label']} : {fact.value['value']}" for fact in self.facts)
