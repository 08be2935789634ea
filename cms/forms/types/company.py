"""A company: its SIREN or SIRET number, the key checked, and its name.

The name is filled in by a directory when there is one (`cms.forms.directory`), only while a section is being sent: what
is stored is judged without asking anybody.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import exceptions
from stdnum.fr import siren

from cms.forms import directory
from cms.forms.types.base import FieldError, plain
from cms.forms.types.numbers import NARROW_SPACE
from cms.forms.types.options import PickOption
from cms.forms.types.organisation import OrganisationType
from cms.forms.types.siret import siret_in_words, siret_of


def siren_of(raw: Any) -> str:
    """The nine figures, or nothing; raises `FieldError` for what is not a SIREN number."""
    text = "".join(plain(raw).split())
    if not text:
        return ""
    try:
        return str(siren.validate(text))
    except exceptions.InvalidLength:
        raise FieldError(_("A SIREN number has 9 figures. Copy it whole, with or without spaces.")) from None
    except exceptions.InvalidChecksum:
        raise FieldError(_("This SIREN number does not exist: one of its figures is wrong. Check it.")) from None
    except exceptions.ValidationError:
        raise FieldError(_("A SIREN number has only figures: 9 of them.")) from None


class CompanyType(OrganisationType):
    key = "company"
    label = gettext_lazy("Company (SIREN or SIRET number)")
    icon = "group"
    options = (
        PickOption(
            "number",
            gettext_lazy("Number asked"),
            values=(
                ("", gettext_lazy("SIREN or SIRET")),
                ("siren", gettext_lazy("SIREN, of the company")),
                ("siret", gettext_lazy("SIRET, of one of its places")),
            ),
        ),
    )

    def number_of(self, field: Any, raw: Any) -> str:
        asked = self.option(field, "number")
        text = "".join(plain(raw).split())
        if asked == "siren" or (not asked and len(text) == 9):
            return siren_of(raw)
        if asked == "siret" or not text or len(text) == 14:
            return siret_of(raw) or ""
        raise FieldError(_("A SIREN number has 9 figures, a SIRET number 14. Copy it whole."))

    def number_in_words(self, number: str) -> str:
        return siret_in_words(number) if len(number) == 14 else NARROW_SPACE.join((number[:3], number[3:6], number[6:]))

    def merge(self, field: Any, raw: Any, current: Any) -> Any:
        """What was typed, with the name that the directory knows when none was."""
        if not isinstance(raw, Mapping) or plain(raw.get("name")):
            return raw
        try:
            number = self.number_of(field, raw.get("code"))
        except FieldError:
            return raw
        return {**raw, "name": directory.name_of(number)}

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {"finds": directory.is_on()}

    def words(self, field: Any) -> Mapping[str, str]:
        asked = self.option(field, "number")
        code = {"siren": _("SIREN number"), "siret": _("SIRET number")}.get(asked, _("SIREN or SIRET number"))
        helps = {"siren": _("9 figures."), "siret": _("14 figures.")}
        return {
            "code": code,
            "code_help": helps.get(asked, _("9 figures for the company, 14 for one of its places.")),
            "name": _("Name of the company"),
            "no_code": _("Write the number of the company."),
            "no_name": _("Write the name of the company."),
        }
