"""The inputs that questions of every type have: one block each, whatever the number of types.

The page of the editor describes each block once, and refers to it where the same one comes back; a block made anew for
each type is described anew, which made the page twice as long.
"""

from functools import cache

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.forms.blocks.conditions import ConditionBlock

KEY_HELP = _("Names the answer in mails and exports. Made from the label when empty, then never changes.")
PUBLIC_HELP = _("How a published page names the answer: “Trade” rather than “Your trade”. The label when empty.")


@cache
def label(required: bool) -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Label"), max_length=255, required=required)


@cache
def help_text() -> blocks.TextBlock:
    return blocks.TextBlock(label=_("Help"), required=False, rows=2)


@cache
def required() -> blocks.BooleanBlock:
    return blocks.BooleanBlock(label=_("Must be answered"), required=False)


@cache
def key() -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Short name"), max_length=100, required=False, help_text=KEY_HELP)


@cache
def public_label() -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Name for the public"), max_length=255, required=False, help_text=PUBLIC_HELP)


@cache
def show_when() -> ConditionBlock:
    return ConditionBlock(label=_("Shown when"))


@cache
def required_when() -> ConditionBlock:
    return ConditionBlock(label=_("Must be answered when"))
