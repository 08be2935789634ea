"""A short text of an imposed form: a simple mask that anybody can pick, a pattern, or both.

Patterns are matched by re2, whose time grows with the text and never explodes: none can hold a request.
"""

import re
from functools import lru_cache
from typing import Any

import re2
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.forms.types.base import FieldError, FieldType, OptionError, plain, within
from cms.forms.types.options import NumberOption, Option, PickOption, SwitchOption

LONGEST = 200
FIGURES, LETTERS, BOTH = "figures", "letters", "letters_figures"
_MEMORY = 1 << 20
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")


class FormattedType(FieldType):
    key = "formatted"
    label = gettext_lazy("Text of an imposed form")
    icon = "regex"
    template = "forms/fields/formatted.html"
    options = (
        PickOption(
            "made_of",
            gettext_lazy("Made of"),
            values=(
                ("", gettext_lazy("Anything that the pattern allows")),
                (FIGURES, gettext_lazy("Figures")),
                (LETTERS, gettext_lazy("Letters")),
                (BOTH, gettext_lazy("Letters and figures")),
            ),
        ),
        NumberOption("minimum", gettext_lazy("Smallest number of characters"), maximum=LONGEST),
        NumberOption("maximum", gettext_lazy("Largest number of characters"), least=1, maximum=LONGEST),
        SwitchOption("capitals", gettext_lazy("Put in capitals")),
        Option("example", gettext_lazy("Example"), help=gettext_lazy("Shown under the question.")),
        Option(
            "message",
            gettext_lazy("Message"),
            help=gettext_lazy("Said when the answer has another form. Made from the example when empty."),
        ),
        Option(
            "pattern",
            gettext_lazy("Pattern"),
            help=gettext_lazy("For those who know regular expressions: the whole answer must match it."),
        ),
    )

    def check(self, field: Any) -> None:
        pattern, made_of = self.option(field, "pattern"), self.option(field, "made_of")
        least, most = self.option(field, "minimum"), self.option(field, "maximum")
        if not pattern and not made_of:
            raise OptionError(_("say what the answer is made of, or give a pattern"))
        if pattern and compiled(pattern) is None:
            raise OptionError(_("the pattern is not a regular expression, or one too costly to check"))
        if least is not None and most is not None and least > most:
            raise OptionError(_("the smallest number of characters is more than the largest"))
        example = self.option(field, "example")
        try:
            found = self.clean(field, example)
        except FieldError:
            found = None
        if example and not found:
            raise OptionError(_("the example has not the form that is asked"))

    def clean(self, field: Any, raw: Any) -> str | None:
        text = within(LONGEST, self._squeezed(field, plain(raw)))
        if self.option(field, "capitals"):
            text = within(LONGEST, text.upper())
        if not text:
            return None
        if not self._fits(field, text):
            raise FieldError(self._refusal(field))
        return text

    def _squeezed(self, field: Any, text: str) -> str:
        """People part long numbers by spaces: they are no part of them."""
        return text if self.option(field, "made_of") in ("", LETTERS) else _SPACES.sub("", text)

    def _fits(self, field: Any, text: str) -> bool:
        made_of, pattern = self.option(field, "made_of"), self.option(field, "pattern")
        least, most = self.option(field, "minimum"), self.option(field, "maximum")
        if (least is not None and len(text) < least) or (most is not None and len(text) > most):
            return False
        if made_of == FIGURES and not (text.isascii() and text.isdecimal()):
            return False
        if made_of == LETTERS and not text.isalpha():
            return False
        if made_of == BOTH and not text.isalnum():
            return False
        if not pattern:
            return True
        found = compiled(pattern)
        return found is not None and found.fullmatch(text) is not None

    def _refusal(self, field: Any) -> str:
        message, example = self.option(field, "message"), self.option(field, "example")
        if message:
            return str(message)
        asked = self.asked(field)
        if asked and example:
            return _("Write {asked}, for example {example}.").format(asked=asked, example=example)
        if asked:
            return _("Write {asked}.").format(asked=asked)
        if example:
            return _("Write the answer in the form asked, for example {example}.").format(example=example)
        return _("Write the answer in the form asked.")

    def asked(self, field: Any) -> str:
        """What the mask asks for, in words: "5 figures"; empty when there is none, or when a pattern says more."""
        made_of = self.option(field, "made_of")
        if not made_of or self.option(field, "pattern"):
            return ""
        least, most = self.option(field, "minimum"), self.option(field, "maximum")
        if not least and most is None:
            return str(_ONLY[made_of])
        if most is None:
            return _counted(made_of, least, _("{counted} at least"))
        if least == most:
            return _counted(made_of, most, "{counted}")
        if not least:
            return _counted(made_of, most, _("{counted} at most"))
        return _counted(made_of, most, _("from {least} to {counted}"), least=least)

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        example = self.option(field, "example")
        return super().context(field, value) | {
            "example": example,
            "inputmode": "numeric" if self.option(field, "made_of") == FIGURES else "",
            "asked": self.asked(field),
        }

    def search_text(self, field: Any, value: Any) -> str:
        return value or ""

    def rule_value(self, field: Any, value: Any) -> Any:
        try:
            text = self.clean(field, value)
        except FieldError as error:
            raise OptionError(str(error).rstrip(".")) from None
        return text or ""

    def value_schema(self, field: Any) -> dict[str, Any]:
        length = {"minLength": self.option(field, "minimum"), "maxLength": self.option(field, "maximum") or LONGEST}
        figures = {"pattern": "^[0-9]*$"} if self.option(field, "made_of") == FIGURES else {}
        return {"type": "string", **{name: most for name, most in length.items() if most}, **figures}


_ONLY: dict[str, Promise] = {
    FIGURES: gettext_lazy("figures only"),
    LETTERS: gettext_lazy("letters only"),
    BOTH: gettext_lazy("letters and figures only"),
}


def _counted(made_of: str, number: int, form: str, **more: int) -> str:
    texts = {
        FIGURES: ngettext("{n} figure", "{n} figures", number),
        LETTERS: ngettext("{n} letter", "{n} letters", number),
        BOTH: ngettext("{n} letter or figure", "{n} letters or figures", number),
    }
    return form.format(counted=texts[made_of].format(n=number), **more)


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Any:
    """The pattern, ready to match, or nothing when re2 refuses it (look-around, back-references, too large)."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(pattern, options)
    except (re2.error, UnicodeError):
        return None
