"""Procedures: what an editor sets up so that people can apply."""

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    """Procedures as applicants and editors look for them."""

    def published(self) -> "ProcedureQuerySet":
        """Those that have a release: the others are still being prepared."""
        return self.filter(current_release__isnull=False)

    def open_on(self, moment: datetime) -> "ProcedureQuerySet":
        """Published procedures that take new applications at `moment`; an empty bound is no bound."""
        opened = Q(opens_at__isnull=True) | Q(opens_at__lte=moment)
        not_closed = Q(closes_at__isnull=True) | Q(closes_at__gt=moment)
        return self.published().filter(opened & not_closed)


class Procedure(ClusterableModel):
    """A form, a process and an outcome, with a calendar. What applicants meet is its current release."""

    slug = models.SlugField(
        _("short name"), max_length=100, unique=True, help_text=_("Part of the address; do not change it afterwards.")
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown in the list of procedures.")
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("Who may apply, for what, and what happens next. An empty line starts a paragraph."),
    )
    form = models.ForeignKey(
        "cms_forms.FormDefinition", models.PROTECT, related_name="procedures", verbose_name=_("form")
    )
    process = models.ForeignKey(
        "workflows.ProcessDefinition", models.PROTECT, related_name="procedures", verbose_name=_("process")
    )
    opens_at = models.DateTimeField(_("opens on"), null=True, blank=True, help_text=_("Empty: already open."))
    closes_at = models.DateTimeField(_("closes on"), null=True, blank=True, help_text=_("Empty: stays open."))
    # Keys of the form's fields; what they feed is said by their help text.
    title_field = models.CharField(
        _("field that names the application"),
        max_length=100,
        blank=True,
        help_text=_("The key of a field of the form."),
    )
    summary_field = models.CharField(
        _("field that sums up the application"),
        max_length=100,
        blank=True,
        help_text=_("The key of a field of the form; it becomes the summary of the public page."),
    )
    territory_field = models.CharField(
        _("field that gives the territory"),
        max_length=100,
        blank=True,
        help_text=_("The key of a field of communes; the territory with most of them receives the application."),
    )
    published_fields = models.JSONField(
        _("published fields"),
        default=list,
        blank=True,
        help_text=_("What the public page shows, in this order. What is not listed is never public."),
    )
    collection = models.SlugField(
        _("short name of the collection"),
        max_length=100,
        blank=True,
        help_text=_("The page under which the accepted applications are published, if there are several."),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months for which answers are kept"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Counted from the decision. Needed as soon as a question asks for personal data."),
    )
    current_release = models.ForeignKey(
        "applications.Release", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["title"]
        permissions = [("publish_procedure", _("Can publish procedures"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=models.F("opens_at")),
                name="a_procedure_opens_before_it_closes",
                violation_error_message=_("The procedure must close after it opens."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def is_open_on(self, moment: datetime) -> bool:
        """Whether new applications are taken at `moment`: the same rule as `ProcedureQuerySet.open_on`."""
        return (
            self.current_release_id is not None
            and (self.opens_at is None or self.opens_at <= moment)
            and (self.closes_at is None or self.closes_at > moment)
        )

    @property
    def is_open(self) -> bool:
        """Whether new applications are taken now."""
        return self.is_open_on(timezone.now())


class _Text(models.Model):
    """What messages and documents share: a key that effects name, and a place in the list."""

    key = models.SlugField(
        _("key"), max_length=60, help_text=_("The name by which the actions of the process call it.")
    )
    sort_order = models.IntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return self.key


class ProcedureMessage(_Text):
    """A mail that an action of the process sends."""

    procedure = ParentalKey(Procedure, on_delete=models.CASCADE, related_name="messages")
    to = models.CharField(
        _("to"),
        max_length=100,
        default="applicant",
        help_text=_("“applicant”, or “role:” followed by the key of a role of the process."),
    )
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), help_text=_("An empty line starts a paragraph; words in braces are replaced."))

    class Meta(_Text.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [models.UniqueConstraint(fields=["procedure", "key"], name="one_message_a_key")]


class ProcedureDocument(_Text):
    """A document that an action of the process issues."""

    procedure = ParentalKey(Procedure, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), help_text=_("An empty line starts a paragraph; words in braces are replaced."))
    signatory = models.CharField(_("signatory"), max_length=200, help_text=_("Who signs, with their title."))

    class Meta(_Text.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [models.UniqueConstraint(fields=["procedure", "key"], name="one_document_template_a_key")]
