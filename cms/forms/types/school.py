"""A school: its UAI number, the key checked, and its name in words.

A UAI number is seven figures and a letter. The letter is the remainder of the figures by 23, in an alphabet without I,
O and Q (the ministry's "code RNE").
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import FieldError, plain
from cms.forms.types.organisation import OrganisationType

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_UAI = re.compile(r"(\d{7})([A-Z])", re.ASCII)
_BETWEEN = re.compile(r"[\s\u00a0\u202f.-]+")


def uai_of(raw: Any) -> str:
    """The number that was typed, or nothing; raises `FieldError` for what is not a UAI number."""
    text = _BETWEEN.sub("", plain(raw)).upper()
    if not text:
        return ""
    found = _UAI.fullmatch(text)
    if not found:
        raise FieldError(_("A UAI number has 7 figures and a letter, for example 0440021J."))
    if found[2] != _LETTERS[int(found[1]) % 23]:
        raise FieldError(_("This UAI number does not exist: a figure or the letter is wrong. Check it."))
    return text


class SchoolType(OrganisationType):
    key = "school"
    label = gettext_lazy("School (UAI number)")
    icon = "clipboard-list"

    def number_of(self, field: Any, raw: Any) -> str:
        return uai_of(raw)

    def words(self, field: Any) -> Mapping[str, str]:
        return {
            "code": _("UAI number"),
            "code_help": _("7 figures and a letter, for example 0440021J."),
            "name": _("Name of the school"),
            "no_code": _("Write the UAI number of the school."),
            "no_name": _("Write the name of the school."),
        }
