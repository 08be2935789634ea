"""Collections and their records: the published outcomes of one procedure."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel

from cms.pages.models.base import SitePage


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

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("procedure"),
        FieldPanel("record_kind"),
        FieldPanel("record_kind_label"),
    ]
    subpage_types = ["pages.RecordPage"]

    class Meta:
        verbose_name = _("collection")


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
    # What the procedure makes public, in the form’s order:
    # [{"label": str, "value": str, "kind": "text" | "url" | "video" | "image"}]
    facts = models.JSONField(_("facts"), default=list, blank=True, editable=False)

    parent_page_types = ["pages.CollectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("record")
