"""What makes a form that holds a bad form all the same: labels that tell nothing, steps that nobody ever sees.

`SpecError` says what cannot be read at all; here is what can be read and should not be published. An editor is warned
of it at each save and refused at publication.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.forms.errors import Path, SpecFault
from cms.forms.reach import never_shown
from cms.forms.remark import Remark
from cms.forms.spec import Field, Form
from cms.forms.table_checks import Carried, table_remarks

# What editors write before they know what to ask; compared without case, accents kept, figures and signs dropped.
VAGUE = frozenset(
    {
        *("autre", "autres", "champ", "choix", "divers", "document", "donnée", "données", "fichier", "info", "infos"),
        *("information", "informations", "liste", "nouveau champ", "nouvelle question", "précisez", "question"),
        *("réponse", "sans titre", "test", "texte", "texte libre", "titre de la question", "à compléter", "à définir"),
        *("answer", "choice", "field", "file", "other", "text", "untitled"),
    }
)
# What asks for a code of a given form, which a person must be shown once.
_CODES = re.compile(r"\b(code|identifiant|immatriculation|matricule|n°|num[ée]ro|référence)\b", re.IGNORECASE)
# What the browser may fill in of somebody, in a type that is not personal by itself (`FieldType.personal`).
_PERSONAL_AUTOCOMPLETE = frozenset({"name", "given-name", "family-name", "street-address"})


def remarks(form: Form, tables: Carried | None = None) -> list[Remark]:
    """All that should keep `form` from being published, in the order of its questions; what refuses comes first.

    `tables` are those that come with the form, in a bundle that is not imported yet.
    """
    place = {one.key: number for number, one in enumerate(every_field(form))}
    found = [*_labels(form), *_hints(form), *_unreachable(form)]
    found += table_remarks(form.sections, form.rules, every_field(form), tables or {})
    found.sort(key=lambda one: (not one.refuses, place.get(one.key, -1)))
    return found


def refusals(form: Form) -> list[SpecFault]:
    """The remarks that refuse publication, each with the path that leads to its question."""
    paths: dict[tuple[str, str], Path] = {}
    for index, section in enumerate(form.sections):
        paths["section", section.key] = ("sections", index, "title")
        for place, one in enumerate(section.fields):
            here: Path = ("sections", index, "fields", place, "label")
            paths["field", one.key] = here
            paths |= {("field", inner.key): here for inner in _inside(one)}
    return [SpecFault(paths[one.part, one.key], one.message) for one in remarks(form) if one.refuses]


def every_field(form: Form) -> Iterator[Field]:
    """The fields of a form, each followed by those of its rows."""
    for one in form.fields:
        yield one
        yield from _inside(one)


def _inside(one: Field) -> Iterable[Field]:
    found: tuple[Field, ...] = getattr(one, "fields", ())
    return found


def asks_personal_data(form: Form) -> list[Field]:
    """The questions whose answers say who somebody is or how to reach them."""
    return [one for one in every_field(form) if is_personal(one)]


def is_personal(one: Field) -> bool:
    """Whether the answer says who somebody is or how to reach them: by its type, or by what the browser fills in."""
    return one.kind.personal or one.options.get("autocomplete") in _PERSONAL_AUTOCOMPLETE


def _plain(label: str) -> str:
    return " ".join(re.sub(r"[^\w\s]|[\d_]", " ", label).split()).casefold()


def _labels(form: Form) -> Iterator[Remark]:
    asked: dict[str, list[Field]] = {}
    for one in every_field(form):
        if one.kind.asks and _plain(one.label) in VAGUE:
            message = _("“%(label)s” does not say what is asked: write the question as you would say it aloud.")
            yield Remark("vague_label", "field", one.key, message % {"label": one.label})
    for one in form.fields:
        if one.kind.asks:
            asked.setdefault(" ".join(one.label.split()).casefold(), []).append(one)
    for same in asked.values():
        for one in same[1:]:
            message = _("“%(label)s” is asked twice, in “%(first)s” and in “%(second)s”: tell the two questions apart.")
            facts = {
                "label": one.label,
                "first": form.section_of(same[0].key).title,
                "second": form.section_of(one.key).title,
            }
            yield Remark("duplicate_label", "field", one.key, message % facts)


def _hints(form: Form) -> Iterator[Remark]:
    for one in every_field(form):
        if one.help or one.options.get("example"):
            continue
        names = {option.name for option in one.kind.options}
        if "pattern" in names:
            message = _("“%(label)s” imposes a form of answer: show an example, or say it in the help.")
            yield Remark("no_format_hint", "field", one.key, message % {"label": one.label})
        elif one.type == "text" and _CODES.search(one.label):
            message = _("“%(label)s” seems to ask for a code: show an example in the help.")
            yield Remark("no_format_hint", "field", one.key, message % {"label": one.label}, refuses=False)


def _unreachable(form: Form) -> Iterator[Remark]:
    sections, fields = never_shown(form)
    for section in form.sections:
        if not section.fields:
            message = _("The step “%(title)s” asks nothing: add a question, or remove it.") % {"title": section.title}
            yield Remark("empty_section", "section", section.key, message)
        elif section.key in sections:
            message = _("No answer ever shows the step “%(title)s”: change its condition.") % {"title": section.title}
            yield Remark("unreachable_section", "section", section.key, message)
            continue
        for one in section.fields:
            if one.key in fields:
                message = _("No answer ever shows “%(label)s”: change its condition.")
                yield Remark("unreachable_field", "field", one.key, message % {"label": one.label or one.key})


def place_of_fault(data: dict[str, Any], fault: SpecFault) -> tuple[str, str]:
    """The part ("field", "section", "rule" or "form") of a form in JSON that a `SpecFault` is about, and its key."""
    part, key, list_name = "form", str(data.get("key", "")), ""
    value: Any = data
    for step in fault.path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(step, int) and isinstance(value, dict) and isinstance(value.get("key"), str):
            name = {"sections": "section", "fields": "field", "rules": "rule"}.get(list_name)
            if name:
                part, key = name, value["key"]
        list_name = str(step)
    return part, key
