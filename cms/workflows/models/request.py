"""Requests for the opinion of an outside expert, and what the expert answered."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.workflows.models.case import Case


class OpinionRequestQuerySet(models.QuerySet["OpinionRequest"]):
    """Requests as steps count them and as experts find them."""

    def of_visit(self, case: Case) -> Self:
        """Those that were sent since the case came where it stands."""
        return self.filter(case=case, visit=case.revision)

    def received(self) -> Self:
        """Those that have an opinion, which was not set aside since."""
        return self.filter(revoked_at=None).exclude(received_at=None)

    def unanswered(self) -> Self:
        """Those that are neither answered, nor declined, nor revoked, nor erased; their time may be over."""
        return self.filter(received_at=None, declined_at=None, revoked_at=None, erased_at=None)

    def of_address(self, email: str) -> Self:
        """Those that were sent to one address, whatever the case of its letters."""
        return self.filter(email__iexact=email.strip())


class OpinionRequest(models.Model):
    """One expert asked for one opinion during one visit of a step, by a link that only they were sent.

    What the expert was promised (until when, who reads it) is written here: a later version of the process does not
    change it.
    """

    # What happened last, in words; `state` gives the key.
    STATES: dict[str, str | Promise] = {
        "asked": _("asked"),
        "reminded": _("reminded"),
        "received": _("received"),
        "declined": _("declined"),
        "revoked": _("revoked"),
        "expired": _("expired"),
        "closed": _("without answer"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="opinion_requests")
    # The case's revision during the visit: a case that comes back is judged afresh.
    visit = models.PositiveIntegerField()
    node = models.CharField(_("step"), max_length=60)
    form_version = models.ForeignKey("cms_forms.FormVersion", models.PROTECT, related_name="+")

    name = models.CharField(_("first name and name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    word = models.TextField(_("a word for the expert"), blank=True)

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    # The last mail, a reminder or the first; and how many reminders there were.
    sent_at = models.DateTimeField(_("last written to on"), default=timezone.now)
    reminders = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(_("open until"))
    is_confidential = models.BooleanField(_("confidential"), default=False)
    # The keys of the roles that read a confidential opinion.
    read_by = models.JSONField(default=list, blank=True)

    # {key of a question: value}, kept while the expert writes; then for good, in `answers`.
    draft = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    reason = models.TextField(_("why it was declined"), blank=True)
    received_at = models.DateTimeField(_("received on"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased on"), null=True, blank=True)

    objects = OpinionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for an expert’s opinion")
        verbose_name_plural = _("requests for experts’ opinions")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["case", "visit"], name="opinion_request_visit")]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.node} · {self.pk}"

    @property
    def called(self) -> str:
        """Who it is, for those who handle the case; an expert who was erased has no name."""
        return self.name or str(_("an expert whose data were erased"))

    @property
    def is_unanswered(self) -> bool:
        """Whether it is one of `unanswered`."""
        return not (self.received_at or self.declined_at or self.revoked_at or self.erased_at)

    def stands(self, case: Case) -> bool:
        """Whether the case is still where the opinion was asked."""
        return case.is_open and case.revision == self.visit

    def is_expired(self, now: datetime | None = None) -> bool:
        """Whether the time to answer is over."""
        return self.due_at < (now or timezone.now())

    def state(self, case: Case, now: datetime | None = None) -> str:
        """Where the request stands: one of the keys of `STATES`."""
        if self.revoked_at:
            return "revoked"
        if self.received_at:
            return "received"
        if self.declined_at:
            return "declined"
        if self.erased_at or not self.stands(case):
            return "closed"
        if self.is_expired(now):
            return "expired"
        return "reminded" if self.reminders else "asked"

    def clean_answers(self) -> dict[str, Any]:
        """What the expert has written so far: the opinion itself, or its draft."""
        return self.answers if self.received_at else self.draft
