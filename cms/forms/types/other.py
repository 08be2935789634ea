"""An answer that is not on the list: "Other", with the words of the person.

Stored as `{"code": "_other", "text": words}`, beside answers of the list, which stay plain texts: rules read the code
("is _other"), and whatever was answered before the option was set stays what it was.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.errors import Fault, FieldError
from cms.forms.types.base import plain, within
from cms.forms.types.options import Option, SwitchOption

OTHER = "_other"
LONGEST = 200

OTHER_OPTIONS = (
    SwitchOption("other", gettext_lazy("Also offer “Other”, with a text")),
    Option("other_label", gettext_lazy("Words of “Other”"), help=gettext_lazy("“Other” when empty.")),
)

Other = dict[str, str]


def is_other(value: Any) -> bool:
    """Whether a stored answer, or one of several, is not on the list."""
    return isinstance(value, Mapping) and value.get("code") == OTHER


def other_of(text: Any) -> Other:
    """The answer in the words of the person; raises `FieldError` when they are too long, or no text."""
    try:
        return {"code": OTHER, "text": within(LONGEST, plain(text))}
    except FieldError as error:
        raise FieldError(error.message, "text") from None


def other_faults(value: Any) -> list[Fault]:
    """What an answer that is not on the list still lacks."""
    if is_other(value) and not value.get("text"):
        return [Fault(_("Say which, in your words."), "text")]
    return []


def other_label(field: Any) -> str:
    """The words before the text: "Other", or those of the editor."""
    return str(field.option("other_label") or _("Other"))


def other_in_words(field: Any, value: Any) -> str:
    """ "Other: street theatre"."""
    text = value.get("text") if isinstance(value, Mapping) else ""
    label = other_label(field)
    return _("{label}: {text}").format(label=label, text=text) if text else label
