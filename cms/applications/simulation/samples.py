"""Made answers to a form: for each question that is asked, the first of some usual answers that it takes."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.forms import answers, moment
from cms.forms.errors import FieldError
from cms.forms.parts import Field
from cms.forms.spec import Form
from cms.snippets.models import Commune, Departement, Intercommunality

# The numbers of La Poste and of an association that exist; an account that banks use as the example.
_SIRET, _SIREN, _RNA, _IBAN, _UAI = (
    "35600000000048",
    "356000000",
    "W442000000",
    "FR7630006000011234567890189",
    "0440021J",
)


def of_form(form: Form) -> dict[str, Any]:
    """Answers to all that these answers themselves make the form ask; files are left out, and what nothing fits."""
    given: dict[str, Any] = {}
    left_out: set[str] = set()
    while waiting := [
        one
        for one in form.fields
        if one.key in answers.visible(form, given)
        and one.kind.asks
        and not one.kind.derived
        and one.key not in {*given, *left_out}
    ]:
        for one in waiting:
            value = of_field(one, given)
            if value is None:
                left_out.add(one.key)
            else:
                given[one.key] = value
    return answers.prune(form, given)


def of_field(one: Field, given: Mapping[str, Any]) -> Any:
    """An answer to one question beside the `given` ones; None when nothing that we know fits."""
    spare = None
    for raw in _usual(one, given):
        try:
            value = one.kind.clean(one, raw)
        except (FieldError, TypeError, ValueError, KeyError):
            continue
        if one.kind.is_empty(value):
            continue
        if not one.kind.faults_among(one, value, {**given, one.key: value}):
            return value
        spare = value if spare is None else spare
    return spare


def _usual(one: Field, given: Mapping[str, Any]) -> Iterator[Any]:
    match one.type:
        case "text":
            yield from (_("Example: %(question)s") % {"question": one.label[:60]}, "Exemple", "Ex.")
        case "longtext":
            sentence = _("This is an example answer, made for a simulation.") + " "
            least = one.option("min_length") or 1
            yield (sentence * (least // len(sentence) + 1)).strip()
            yield sentence[:20].strip()
        case "formatted":
            least = one.option("minimum") or 1
            yield from (one.option("example"), "1" * least, "A" * least)
        case "integer" | "decimal" | "amount":
            bounds = [one.option("minimum"), one.option("maximum")]
            yield from (str(number) for number in (100, 10, 1000, *bounds, 1, 0) if number is not None)
        case "date" | "datetime" | "period":
            yield from _days(one, given)
        case "yesno" | "commitment":
            yield True
        case "choice":
            yield from (row["value"] for row in one.option("choices"))
        case "choices":
            values = [row["value"] for row in one.option("choices")]
            yield from (values[:count] for count in range(1, len(values) + 1))
        case "linkedchoices":
            for branch in one.option("tree"):
                yield {
                    "parent": branch["value"],
                    "code": next((leaf["value"] for leaf in branch.get("choices", [])), ""),
                }
        case "commune" | "intercommunality" | "departement":
            yield from _places(one)
        case "reference":
            content = one.kind.content(one)  # type: ignore[attr-defined]  # of the type that this is
            codes = list(content.names)[:20] if content else []
            yield from (codes[:count] for count in range(1, len(codes) + 1))
        case "group":
            yield from _group(one, given)
        case "partners":
            yield _partners(one)
        case "budget":
            yield from _budgets(one)
        case _:
            yield from _of_people(one)


def _of_people(one: Field) -> Iterator[Any]:
    match one.type:
        case "email":
            yield "camille@exemple.fr"
        case "phone":
            yield "02 61 91 00 00"
        case "link":
            hosts = one.options.get("hosts") or ["www.exemple.fr"]
            yield from (f"https://{host}/exemple" for host in hosts)
        case "video":
            hosts = one.options.get("hosts") or ["tube.exemple.fr"]
            yield from ({"link": f"https://{host}/exemple"} for host in hosts)
        case "siret":
            yield _SIRET
        case "association":
            yield _RNA
        case "iban":
            yield _IBAN
        case "school":
            yield {"code": _UAI, "name": _("Example school")}
        case "company":
            yield from ({"code": code, "name": _("Example company")} for code in (_SIRET, _SIREN))
        case "address":
            commune = Commune.objects.order_by("name").first()
            town = {"town": commune.name, "code": commune.pk} if commune else {"town": "Nantes", "code": ""}
            yield {"street": "1 rue de l’Exemple", "postcode": "44000", **town}


def _days(one: Field, given: Mapping[str, Any]) -> Iterator[Any]:
    today = moment.today()
    days = [today + timedelta(days=count) for count in (30, 90, 180, -30, -365)]
    days += [date.fromisoformat(text) for name in ("earliest", "latest") if (text := one.options.get(name))]
    for day in days:
        if one.type == "date":
            yield day.isoformat()
        elif one.type == "datetime":
            yield {"day": day.isoformat(), "hour": "10:00"}
        else:
            yield {"start": day.isoformat(), "end": (day + timedelta(days=1)).isoformat()}


def _places(one: Field) -> Iterator[list[str]]:
    models: dict[str, Any] = {"commune": Commune, "intercommunality": Intercommunality, "departement": Departement}
    if one.type == "commune":
        held = Commune.objects.filter(intercommunality__territories__isnull=False).distinct()
        codes = [str(pk) for pk in held.order_by("pk").values_list("pk", flat=True)[:20]]
    else:
        codes = []
    codes = codes or [str(pk) for pk in models[one.type].objects.order_by("pk").values_list("pk", flat=True)[:20]]
    yield from (codes[:count] for count in range(1, len(codes) + 1))


def _group(one: Field, given: Mapping[str, Any]) -> Iterator[list[dict[str, Any]]]:
    least = one.option("minimum") or 1
    rows = []
    for number in range(1, least + 1):
        row: dict[str, Any] = {"id": f"r{number}"}
        for inner in one.fields:
            value = of_field(inner, {**given, **row}) if inner.kind.asks and not inner.kind.derived else None
            row |= {} if value is None else {inner.key: value}
        rows.append(row)
    yield rows


def _partners(one: Field) -> list[dict[str, str]]:
    kinds = [kind for kind, count in one.option("minimum").items() for _number in range(count)] or ["school"]
    return [
        {
            "kind": kind,
            "name": _("Example partner %(number)d") % {"number": number},
            "contact": "Dominique Exemple",
            "email": f"partenaire-{number}@exemple.fr",
            "siret": "",
        }
        for number, kind in enumerate(kinds, start=1)
    ]


def _budgets(one: Field) -> Iterator[dict[str, Any]]:
    most, share = one.options.get("maximum_asked"), one.options.get("maximum_share")
    total = Decimal(1000)
    for asked in (total * (share or 100) / 100, most, Decimal(100)):
        if asked is not None:
            yield {
                "expenses": [{"label": _("Example expense"), "amount": f"{total:.2f}"}],
                "income": [{"label": _("Example income"), "amount": f"{total:.2f}"}],
                "asked": f"{min(Decimal(asked), Decimal(most or total)):.2f}",
            }
