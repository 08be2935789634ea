"""Blocks of questions that several forms ask."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.forms.blocks import field
from cms.forms.blocks.body import QUESTIONS
from cms.forms.fields import OpenStreamField
from cms.forms.sharing import Content, Expansion, expand, used


class SharedBlockQuerySet(models.QuerySet["SharedBlock"]):
    """Blocks, and forms that use them."""

    def expand(self, form: dict[str, Any]) -> Expansion:
        """The form in JSON with the questions of its blocks, as they now are; asks nothing when it has no block."""
        wanted = used(form)
        found = self.filter(pk__in=wanted) if wanted else ()
        return expand(form, {one.pk: one.content for one in found})


class SharedBlock(models.Model):
    """Questions written once; each form that uses them publishes a copy.

    Has no drafts: what forms publish are copies, so that a change reaches nobody before.
    """

    key = models.SlugField(_("short name"), max_length=100, unique=True)
    title = models.CharField(_("name"), max_length=200)
    questions = OpenStreamField(QUESTIONS, verbose_name=_("questions"))

    objects = SharedBlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared block of questions")
        verbose_name_plural = _("shared blocks of questions")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def content(self) -> Content:
        """What the block says, not yet checked."""
        raw = self.questions.stream_block.get_prep_value(self.questions)
        return Content(self.pk, self.title, [field.from_block(one["type"], one["value"]) for one in raw])
