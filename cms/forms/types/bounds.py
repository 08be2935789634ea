"""Numbers between a smallest and a largest one: what whole numbers, decimals and amounts have in common."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cms.forms.types.base import FieldError, FieldType, OptionError

Bound = Decimal | int | None


@dataclass(frozen=True, slots=True)
class BoundWords:
    """What is said: `least` and `most` have a place for {least} and {most}."""

    least: str | Promise
    most: str | Promise
    crossed: str | Promise


NUMBERS = BoundWords(
    gettext_lazy("Write a number of {least} or more."),
    gettext_lazy("Write a number of {most} or less."),
    gettext_lazy("the smallest number is more than the largest"),
)


class BoundedType(FieldType):
    """Has the options `minimum` and `maximum`."""

    bound_words: ClassVar[BoundWords] = NUMBERS

    def bounds(self, field: Any) -> tuple[Bound, Bound]:
        return self.option(field, "minimum"), self.option(field, "maximum")

    def bound_in_words(self, bound: Any) -> str:
        """A bound as people write it."""
        raise NotImplementedError

    def check(self, field: Any) -> None:
        least, most = self.bounds(field)
        if least is not None and most is not None and least > most:
            raise OptionError(self.bound_words.crossed)

    def check_bounds(self, field: Any, number: Decimal) -> None:
        """Raise `FieldError` when a number that was typed is out of bounds."""
        least, most = self.bounds(field)
        if least is not None and number < least:
            raise FieldError(str(self.bound_words.least).format(least=self.bound_in_words(least)))
        if most is not None and number > most:
            raise FieldError(str(self.bound_words.most).format(most=self.bound_in_words(most)))
