"""A choice of two levels: a sector, then a trade of the sector.

Stored as `{"parent", "code"}`, the values of both levels; `code` is empty where the first level has no second. A rule
reads the second level, or the first by its path ("trade.parent").
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, OptionError, mapping, plain
from cms.forms.types.options import Option
from cms.forms.types.tree_option import TreeOption

PARTS = ("parent", "code")


class LinkedChoicesType(FieldType):
    key = "linkedchoices"
    label = gettext_lazy("Linked choices, of two levels")
    icon = "list-ol"
    group = gettext_lazy("Choices")
    template = "forms/fields/linkedchoices.html"
    grouped = True
    paths = PARTS
    options = (
        TreeOption(
            "tree",
            gettext_lazy("Choices"),
            help=gettext_lazy("One a line; those of the second level under theirs, after a hyphen: - Welding"),
        ),
        Option("first_label", gettext_lazy("Words of the first level"), help=gettext_lazy("Sector, category…")),
        Option("second_label", gettext_lazy("Words of the second level")),
    )

    def branches(self, field: Any) -> dict[str, dict[str, str]]:
        """For each value of the first level, `{value: label}` of the second."""
        tree = self.option(field, "tree")
        return {one["value"]: {two["value"]: two["label"] for two in one["choices"]} for one in tree}

    def check(self, field: Any) -> None:
        branches = self.branches(field)
        if len(branches) < 2:
            raise OptionError(_("at least two choices are needed"))
        if not any(branches.values()):
            raise OptionError(_("no choice has a second level: write it under its own, after a hyphen"))
        words = [label for one in self.option(field, "tree") for label in (one["label"], one["value"])]
        words += [text for one in self.option(field, "tree") for two in one["choices"] for text in two.values()]
        if any("|" in text or text.startswith("-") or "\n" in text for text in words):
            raise OptionError(_("no choice may begin with a hyphen, nor have a bar or a line break"))

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return {part: data.get(f"{field.key}.{part}", "") for part in PARTS}

    def clean(self, field: Any, raw: Any) -> dict[str, str] | None:
        """Both levels; the second alone says the first when only one first level has it."""
        if raw in (None, ""):
            return None
        parts = mapping(raw)
        parent, code = plain(parts.get("parent")), plain(parts.get("code"))
        branches = self.branches(field)
        if not parent and code:
            owners = [one for one, inner in branches.items() if code in inner]
            if len(owners) > 1:
                raise FieldError(_("Choose an answer here too."), "parent")
            parent = owners[0] if owners else ""
        if not parent and not code:
            return None
        if parent not in branches:
            raise FieldError(_("Choose one of the answers of the list."), "parent")
        if code and code not in branches[parent]:
            first = {one["value"]: one["label"] for one in self.option(field, "tree")}[parent]
            known = any(code in inner for inner in branches.values())
            said = _("Choose an answer of “{first}”.") if known else _("Choose one of the answers of the list.")
            raise FieldError(said.format(first=first), "code")
        return {"parent": parent, "code": code}

    def faults(self, field: Any, value: Any) -> list[Fault]:
        lacks = not value["code"] and self.branches(field).get(value["parent"])
        return [Fault(_("Choose an answer here too."), "code")] if lacks else []

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Choose an answer."), "parent")]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        parts = value if isinstance(value, Mapping) else {}
        chosen = {part: parts.get(part) if isinstance(parts.get(part), str) else "" for part in PARTS}
        return {
            "tree": self.option(field, "tree"),
            **chosen,
            "first_label": self.option(field, "first_label") or _("First choice"),
            "second_label": self.option(field, "second_label") or _("Second choice"),
        }

    def display(self, field: Any, value: Any) -> str:
        if not isinstance(value, Mapping):
            return ""
        tree = {one["value"]: one for one in self.option(field, "tree")}
        branch = tree.get(value.get("parent"))
        if branch is None:
            return ""
        second = self.branches(field)[branch["value"]].get(value.get("code") or "")
        return _("{first}, {second}").format(first=branch["label"], second=second) if second else branch["label"]

    def search_text(self, field: Any, value: Any) -> str:
        return self.display(field, value)

    def rule_value(self, field: Any, value: Any) -> Any:
        labels = {
            text.casefold(): two["value"]
            for one in self.option(field, "tree")
            for two in one["choices"]
            for text in (two["label"], two["value"])
        }
        if str(value).casefold() not in labels:
            example = f"{field.key}.parent"
            said = _("a choice of the second level is needed; the first is read by “{example}”")
            raise OptionError(said.format(example=example))
        return labels[str(value).casefold()]

    def value_schema(self, field: Any) -> dict[str, Any]:
        branches = self.branches(field)
        codes = list(dict.fromkeys(code for inner in branches.values() for code in inner))
        properties = {"parent": {"enum": list(branches)}, "code": {"enum": ["", *codes]}}
        return {"type": "object", "required": list(PARTS), "properties": properties}
