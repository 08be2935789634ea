"""What a procedure will ask, told before one begins."""

from dataclasses import dataclass
from math import ceil

from cms.forms.spec import Field, Form

# Minutes that an answer takes, found by watching people fill in forms like these; one minute for the other types.
_MINUTES = {
    "longtext": 4,
    "files": 3,
    "file": 3,
    "video": 5,
    "partners": 6,
    "budget": 8,
    "group": 5,
    "commitment": 0.5,
    "yesno": 0.5,
}


@dataclass(frozen=True, slots=True)
class Outline:
    """A form from the outside: its steps, the files to have at hand, the time it takes."""

    steps: list[tuple[str, list[str]]]
    to_prepare: list[Field]
    minutes: int


def outline(form: Form) -> Outline:
    """Return the outline of `form`; the minutes are rounded up to five."""
    asked = [field for field in form.fields if field.kind.asks]
    minutes = sum(_MINUTES.get(field.type, 1) for field in asked)
    return Outline(
        steps=[
            (section.title, [field.label for field in section.fields if field.kind.asks]) for section in form.sections
        ],
        to_prepare=[field for field in asked if field.kind.wants_files(field)],
        minutes=max(5, ceil(minutes / 5) * 5),
    )
