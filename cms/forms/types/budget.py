"""A budget: expenses and income that balance, and what is asked for, which is part of the income."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.actions import Action
from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, mapping
from cms.forms.types.numbers import euros, euros_of, written
from cms.forms.types.options import NumberOption
from cms.forms.types.rows import Gathered, row_list, rows_in, short, typed_rows, without

SIDES = (("expenses", gettext_lazy("Expenses")), ("income", gettext_lazy("Income")))
PARTS = ("label", "amount")


class BudgetType(FieldType):
    key = "budget"
    label = gettext_lazy("Budget")
    icon = "calendar-check"
    group = gettext_lazy("Rows")
    template = "forms/fields/budget.html"
    grouped = True
    nests = False
    paths = ("asked",)
    options = (
        NumberOption("maximum_asked", gettext_lazy("Largest amount asked"), help=gettext_lazy("In euros.")),
        NumberOption(
            "maximum_share",
            gettext_lazy("Largest share asked"),
            least=1,
            maximum=100,
            help=gettext_lazy("In per cent of the total."),
        ),
    )

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        sides = {side: rows_in(data, f"{field.key}.{side}", PARTS) for side, _label in SIDES}
        return {**sides, "asked": data.get(f"{field.key}.asked", "")}

    def act(self, field: Any, raw: Any, action: Action) -> Any:
        side, *place = action.path or ("",)
        if side not in dict(SIDES):
            return raw
        if action.kind == "add":
            return raw | {side: [*raw[side], {}]}
        return raw | {side: without(raw[side], place[0])} if action.kind == "remove" and place else raw

    def clean(self, field: Any, raw: Any) -> dict[str, Any] | None:
        if raw in (None, ""):
            return None
        parts = mapping(raw)
        gathered = Gathered()
        value: dict[str, Any] = {}
        for side, _label in SIDES:
            value[side] = []
            for place, row in enumerate(row_list(parts.get(side))):
                label = gathered.take(short, row.get("label"), f"{side}.{place}.label")
                amount = gathered.take(_euros, row.get("amount"), f"{side}.{place}.amount")
                if label or amount:
                    value[side].append({"label": label, "amount": amount})
        value["asked"] = gathered.take(_euros, parts.get("asked"), "asked") or ""
        gathered.refuse()
        return value if any(value.values()) else None

    def faults(self, field: Any, value: Any) -> list[Fault]:
        found = []
        for side, _label in SIDES:
            for place, row in enumerate(value[side]):
                if not row["label"]:
                    found.append(Fault(_("Say what this amount is for."), f"{side}.{place}.label"))
                if not row["amount"]:
                    found.append(Fault(_("Write the amount."), f"{side}.{place}.amount"))
        if not value["expenses"]:
            found.append(Fault(_("Add at least one expense."), "expenses.0.label"))
        if not value["income"]:
            found.append(Fault(_("Add at least one income."), "income.0.label"))
        if not found:
            found += _balance(value)
        return found + self._asked(field, value)

    def _asked(self, field: Any, value: Any) -> list[Fault]:
        if not value["asked"]:
            return [Fault(_("Write the amount that you ask for."), "asked")]
        asked, total = Decimal(value["asked"]), total_of(value["expenses"])
        most, share = self.option(field, "maximum_asked"), self.option(field, "maximum_share")
        if asked > total:
            text = _("You ask for more than the total of the expenses ({total}).").format(total=euros(total))
        elif most is not None and asked > most:
            text = _("You can ask for {most} at most.").format(most=euros(most))
        elif share is not None and asked * 100 > total * share:
            limit = (total * share / 100).quantize(Decimal("0.01"))
            text = _("You can ask for this share of the total at most: {share} %, that is {limit}.")
            text = text.format(share=share, limit=euros(limit))
        else:
            return []
        return [Fault(text, "asked")]

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Add at least one expense."), "expenses.0.label")]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        parts = value if isinstance(value, dict) else {}
        sides = []
        for side, label in SIDES:
            rows = [row | {"amount": _shown(row.get("amount"))} for row in typed_rows(parts.get(side))] or [{}]
            sides.append(
                {
                    "name": side,
                    "label": label,
                    "rows": [{"place": place, **row} for place, row in enumerate(rows)],
                    "total": euros(_typed_total(rows)),
                }
            )
        expenses, income = (_typed_total(typed_rows(parts.get(side))) for side, _label in SIDES)
        asked = parts.get("asked")
        return {
            "sides": sides,
            "blank": {"place": "__row__"},
            "asked": _shown(asked if isinstance(asked, str | int | float) else ""),
            "state": _state(expenses, income),
        }

    def display(self, field: Any, value: Any) -> str:
        if not value:
            return ""
        lines = []
        for side, label in SIDES:
            rows = value.get(side) or []
            lines.append(_("{side}: {total}").format(side=label, total=euros(total_of(rows))))
            for row in rows:
                said = _("– {label}: {amount}")
                lines.append(said.format(label=row["label"] or "…", amount=euros(row["amount"] or 0)))
        if value.get("asked"):
            lines.append(_("Amount asked: {amount}").format(amount=euros(value["asked"])))
        return "\n".join(lines)

    def value_schema(self, field: Any) -> dict[str, Any]:
        row = {"type": "object", "properties": {part: {"type": ["string", "null"]} for part in PARTS}}
        rows = {"type": "array", "items": row}
        return {"type": "object", "properties": {"expenses": rows, "income": rows, "asked": {"type": "string"}}}


def total_of(rows: list[dict[str, Any]]) -> Decimal:
    """The sum of stored rows, in euros."""
    return sum((Decimal(row["amount"]) for row in rows if row["amount"]), Decimal(0))


def _euros(raw: Any) -> str | None:
    amount = euros_of(raw)
    return None if amount is None else f"{amount:.2f}"


def _shown(raw: Any) -> str:
    try:
        amount = euros_of(raw)
    except FieldError:
        return str(raw)
    return "" if amount is None else written(amount)


def _typed_total(rows: list[dict[str, Any]]) -> Decimal:
    """The sum of what was typed so far; what is not an amount counts for nothing."""
    total = Decimal(0)
    for row in rows:
        try:
            total += euros_of(row.get("amount")) or 0
        except FieldError:
            continue
    return total


def _balance(value: dict[str, Any]) -> list[Fault]:
    expenses, income = total_of(value["expenses"]), total_of(value["income"])
    if expenses == income:
        return []
    if expenses > income:
        text = _("The budget does not balance: {difference} of income is missing.")
    else:
        text = _("The budget does not balance: income is {difference} more than expenses.")
    return [Fault(text.format(difference=euros(abs(expenses - income))))]


def _state(expenses: Decimal, income: Decimal) -> str:
    """How the budget stands, while it is filled in; nothing while it is empty."""
    if expenses == income:
        return _("The budget balances.") if expenses else ""
    text = _("{amount} of income is missing.") if expenses > income else _("Income is {amount} more than expenses.")
    return text.format(amount=euros(abs(expenses - income)))
