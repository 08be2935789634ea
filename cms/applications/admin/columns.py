"""Columns of the inbox: what they show of an application, on a wide screen and on a phone."""

from typing import cast

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column, StatusTagColumn

from cms.applications.models import Application
from cms.workflows.models import Case


class LabelledColumn(Column):
    """A column whose cells carry its name: on a phone, where a row is a card, nothing else would tell."""

    cell_template_name = "applications/admin/labelled_cell.html"


class DayColumn(LabelledColumn):
    """A day in words: Wagtail's own column tells how long ago, which says nothing of a day to come."""

    def get_value(self, instance: Application) -> str:
        moment = super().get_value(instance)
        return date_format(timezone.localtime(moment), "j N Y") if moment else ""


class StepColumn(StatusTagColumn):
    """The step where a case stands; marked when it should be over, and when it waits for the reader."""

    cell_template_name = "applications/admin/step_cell.html"

    def get_value(self, instance: Application) -> str:
        return cast(Case, instance.case).current_node.label


class UnreadColumn(LabelledColumn):
    """How many messages of the applicants the reader has not read: a number in the list, words for who hears it."""

    cell_template_name = "applications/admin/unread_cell.html"
