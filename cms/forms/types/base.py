"""What every field type says about itself."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.actions import Action
from cms.forms.errors import Fault, FieldError, OptionError
from cms.forms.rules import is_empty
from cms.forms.types.options import Option
from cms.forms.types.texts import mapping, plain, within

if TYPE_CHECKING:
    from cms.forms.spec import Field

Data = MultiValueDict[str, str]
Files = MultiValueDict[str, UploadedFile]


class FieldType:
    """A kind of question. Stateless: one instance serves every field of the type.

    A value is JSON. `clean` takes any JSON and gives the value to store or raises `FieldError`; nothing answered is
    `empty`, and whether that is allowed is not the type's affair. `faults` says what a stored value still lacks (a
    partner missing, a budget out of balance): such a value is kept in a draft and refused at submission.
    """

    key: ClassVar[str]
    label: ClassVar[str | Promise]
    icon: ClassVar[str] = "pilcrow"
    # Under which heading an editor is offered the type.
    group: ClassVar[str | Promise] = gettext_lazy("Texts and numbers")
    options: ClassVar[tuple[Option, ...]] = ()
    template: ClassVar[str] = "forms/fields/text.html"
    # False for what is only read: headings, explanations.
    asks: ClassVar[bool] = True
    # False for what may go without a label of its own.
    labelled: ClassVar[bool] = True
    # Several inputs under one legend, rather than one input under its label.
    grouped: ClassVar[bool] = False
    # Parts of an answer that a rule may read: "start" of a period.
    paths: ClassVar[tuple[str, ...]] = ()
    # The answer is (partly) a file, which a higher room stores.
    takes_files: ClassVar[bool] = False
    # The answer is made from others and never typed.
    derived: ClassVar[bool] = False
    # The answer is rows of fields: `field.fields`.
    holds_fields: ClassVar[bool] = False
    # May be asked inside of a row.
    nests: ClassVar[bool] = True
    # The answer says who somebody is or how to reach them.
    personal: ClassVar[bool] = False

    @property
    def empty(self) -> Any:
        return None

    def option(self, field: "Field", name: str) -> Any:
        """The field's option, or the type's default."""
        if name in field.options:
            return field.options[name]
        return next(option.default for option in self.options if option.name == name)

    def check(self, field: "Field") -> None:
        """Raise `OptionError` when the options do not hold together."""

    def clean(self, field: "Field", raw: Any) -> Any:
        raise NotImplementedError

    def faults(self, field: "Field", value: Any) -> list[Fault]:
        """What a stored, non-empty value lacks before it can be submitted."""
        return []

    def reads(self, field: "Field") -> set[str]:
        """Keys of the fields from which a derived answer is made."""
        return set()

    def unresolved(self, field: "Field", exists: Callable[[str], bool]) -> set[str]:
        """The paths that a derived answer reads and that lead nowhere."""
        return set()

    def derive(self, field: "Field", answers: Mapping[str, Any]) -> Any:
        """The answer that the others make, to be stored; only for derived types."""
        raise NotImplementedError

    def faults_among(self, field: "Field", value: Any, answers: Mapping[str, Any]) -> list[Fault]:
        """As `faults`, for a type whose answer is judged beside the other visible answers."""
        return self.faults(field, value)

    def is_grouped(self, field: "Field") -> bool:
        """Whether the field is several inputs under a legend, rather than one under its label."""
        return self.grouped

    def needed(self, field: "Field") -> bool:
        """Whether the field must be answered whatever "required" says."""
        return False

    def missing_faults(self, field: "Field") -> list[Fault]:
        """What to say when a required answer is missing."""
        return [Fault(_("Answer this question."))]

    def is_empty(self, value: Any) -> bool:
        return is_empty(value)

    def same(self, one: Any, other: Any) -> bool:
        """Whether two stored values of such a field say the same; raises `TypeError` and such for other shapes."""
        if isinstance(one, list) and isinstance(other, list):
            return len(one) == len(other) and all(item in one for item in other)
        return bool(one == other)

    def posted(self, field: "Field", data: Data) -> bool:
        """Whether the data hold something for the field."""
        dotted = f"{field.key}."
        return field.key in data or any(name.startswith(dotted) for name in data)

    def from_post(self, field: "Field", data: Data, files: Files | None = None) -> Any:
        """What was typed, in the shape that `clean` takes."""
        return data.get(field.key, "")

    def merge(self, field: "Field", raw: Any, current: Any) -> Any:
        """What was typed, with what the stored answer has besides (files)."""
        return raw

    def act(self, field: "Field", raw: Any, action: Action) -> Any:
        """What was typed, after a button inside the field was pressed."""
        return raw

    def shown(self, field: "Field", value: Any) -> Any:
        """The value or, when refused, what was typed, as the input shows it."""
        return "" if value is None else value

    def context(self, field: "Field", value: Any) -> dict[str, Any]:
        """What the template needs besides the field and `value` (stored, or as typed)."""
        return {"shown": self.shown(field, value)}

    def display(self, field: "Field", value: Any) -> str:
        """The answer in words; several lines are parted by a line break. Empty when nothing is answered."""
        return "" if value is None else str(value)

    def public_display(self, field: "Field", value: Any) -> str:
        """As `display`, where anybody may read it."""
        return self.display(field, value)

    def search_text(self, field: "Field", value: Any) -> str:
        """What the search finds the answer by."""
        return ""

    def rule_value(self, field: "Field", value: Any) -> Any:
        """The value of a rule on such a field, in canonical form; raises `OptionError` when it can never be met."""
        return value

    def rule_operand(self, field: "Field", operator: str, value: Any) -> Any:
        """As `rule_value`, for an operator that may take several values or look into the answer."""
        if operator == "one_of":
            return [self.rule_value(field, one) for one in value]
        return value if operator in ("contains", "lacks") else self.rule_value(field, value)

    def value_schema(self, field: "Field") -> dict[str, Any]:
        """JSON Schema of a stored value."""
        return {}

    def with_file(self, field: "Field", value: Any, stored: dict[str, Any]) -> Any:
        """The answer with one more stored file, for `clean`; only for types that take files."""
        raise NotImplementedError

    def with_file_at(self, field: "Field", value: Any, stored: dict[str, Any], part: str) -> Any:
        """As `with_file`; `part` says where in an answer of several parts, as `sent` gave it."""
        return self.with_file(field, value, stored)

    def wants_files(self, field: "Field") -> bool:
        """Whether files may be sent as an answer to this field."""
        return self.takes_files

    def sent(self, field: "Field", files: Files) -> Iterator[tuple[str, "Field", UploadedFile]]:
        """Each file sent for the field: the part of the answer where it goes, the field that judges it, the file."""
        if self.takes_files:
            for uploaded in files.getlist(field.key):
                yield "", field, uploaded

    def item(self, field: "Field", place: int) -> str:
        """What the row at `place` (from 0) is called; only for types that hold fields."""
        raise NotImplementedError

    def families(self, field: "Field") -> tuple[str, ...]:
        """The families of files that may be sent; only for types that take files."""
        return ()

    def files(self, value: Any) -> list[dict[str, Any]]:
        """The stored files in a value: `[{"id", "name", "size", "type"}]`."""
        return []


__all__ = ["Data", "Fault", "FieldError", "FieldType", "Files", "Option", "OptionError", "mapping", "plain", "within"]
