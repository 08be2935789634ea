"""What makes a procedure unfit to be published, beyond the faults of its form and of its process alone."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from cms.applications.decisions import tags
from cms.applications.publication import agreements
from cms.applications.publication.surroundings import surroundings
from cms.forms import operations as forms
from cms.forms.errors import SpecError
from cms.forms.models import FormDefinition
from cms.forms.sharing import in_block
from cms.forms.soundness import asks_personal_data, place_of_fault, remarks
from cms.forms.spec import Form
from cms.forms.table_checks import Carried, carried
from cms.workflows import checks
from cms.workflows.checks import Fault, Surroundings
from cms.workflows.graph import Graph


def faults_of(form: Form, graph: Graph, content: dict[str, Any]) -> list[Fault]:
    """Every fault of a whole procedure, in the order in which an editor meets its parts.

    `content` is what a release keeps: {"procedure", "messages", "documents"}, with the "tables" of a bundle that is not
    imported yet. The parts named by faults are
    "procedure", "message" and "document", those of the form ("form", "section", "field", "rule") and those of the
    process ("process", "role", "node", "transition").
    """
    fields = {field.key: field.type for field in form.fields}
    own = {str(row["key"]): str(row["type"]) for row in graph.fields}
    documents = {document["key"] for document in content["documents"]}
    return [
        *_form(form, carried(content.get("tables", []))),
        *_retention(content["procedure"], form),
        *_mapping(content["procedure"], fields),
        *_process(graph, surroundings(form, graph, content)),
        *_grants(graph, fields | own | dict.fromkeys(_sums(form), "amount")),
        *_messages(content["messages"], graph, fields | own, documents),
        *_documents(content["documents"], fields | own),
    ]


def faults_of_draft(data: dict[str, Any], error: SpecError) -> list[Fault]:
    """What keeps a form in JSON from being read at all, each with the step or the question where it is mended."""
    return [Fault("form", *place_of_fault(data, fault), fault.message) for fault in error.faults]


def faults_of_form(definition: FormDefinition) -> list[Fault]:
    """What is wrong with the draft of a form alone, before any procedure asks it."""
    draft = forms.draft_of(definition)
    try:
        return naming_blocks(draft, _form(draft.spec))
    except SpecError as error:
        return faults_of_draft(draft.draft_json(), error)


def naming_blocks(draft: FormDefinition, faults: list[Fault]) -> list[Fault]:
    """The faults of a form that can be read; each of a question of a shared block says which block."""
    if not any(fault.part == "field" for fault in faults):
        return faults
    blocks = draft.expansion().blocks
    return [
        replace(fault, message=in_block(block.title, fault.message))
        if fault.part == "field" and (block := blocks.get(fault.key))
        else fault
        for fault in faults
    ]


def _form(form: Form, tables: Carried | None = None) -> list[Fault]:
    found = [
        Fault(one.kind, one.part, one.key, one.message, checks.ERROR if one.refuses else checks.WARNING)
        for one in remarks(form, tables)
    ]
    return found + agreements.faults(form)


def _process(graph: Graph, around: Surroundings) -> list[Fault]:
    """The faults of the process; an unknown tag is told once, with the mail or the document that has it."""
    return [fault for fault in checks.faults(graph, around) if fault.kind != "unknown_tag"]


def _retention(procedure: dict[str, Any], form: Form) -> list[Fault]:
    """Personal data are kept for a time that is said beforehand (GDPR, article 5.1.e and article 13.2.a)."""
    asked = asks_personal_data(form)
    if not asked or procedure.get("retention_months"):
        return []
    labels = [one.label for one in asked]
    shown = ", ".join(f"« {label} »" for label in labels[:3]) + ("…" if len(labels) > 3 else "")
    message = _("Personal data are asked for (%(questions)s): say for how many months the answers are kept.")
    return [Fault("no_retention", "procedure", "retention_months", message % {"questions": shown})]


def _mapping(procedure: dict[str, Any], fields: dict[str, str]) -> list[Fault]:
    found = []
    for setting in ("title_field", "summary_field", "territory_field"):
        key = procedure[setting]
        if key and key not in fields:
            found.append(
                Fault("unknown_field", "procedure", setting, _("The form has no field “%(key)s”.") % {"key": key})
            )
    territory = procedure["territory_field"]
    if fields.get(territory, "commune") != "commune":
        message = _("The territory is found from communes: “%(key)s” is not a field of communes.") % {"key": territory}
        found.append(Fault("wrong_type", "procedure", "territory_field", message))
    found += [
        Fault("unknown_field", "procedure", "published_fields", _("The form has no field “%(key)s”.") % {"key": key})
        for key in procedure["published_fields"]
        if key not in fields
    ]
    return found


def _sums(form: Form) -> list[str]:
    """The keys of the calculated values that are amounts in euros."""
    return [one.key for one in form.fields if one.type == "calculated" and one.kind.option(one, "shown_as") == "amount"]


def _grants(graph: Graph, fields: dict[str, str]) -> list[Fault]:
    found = []
    for transition in graph.transitions:
        for effect in transition.effects:
            if effect["kind"] != "grant":
                continue
            key = effect.get("amount_field", "")
            if fields.get(key.partition(".")[0]) not in ("amount", "budget"):
                message = _(
                    "The amount of the grant must come from a field of amount or of budget, or from a calculated "
                    "value shown as an amount: “%(key)s” is not one."
                )
                found.append(Fault("wrong_type", "transition", transition.key, message % {"key": key}))
    return found


def _messages(messages: list[dict[str, str]], graph: Graph, fields: dict[str, str], documents: set[str]) -> list[Fault]:
    found = []
    roles = {role.key for role in graph.roles}
    for message in messages:
        to = message["to"]
        if to != "applicant" and to.removeprefix("role:") not in roles:
            text = _("“%(to)s” is neither “applicant” nor “role:” and a role of the process.") % {"to": to}
            found.append(Fault("unknown_role", "message", message["key"], text))
        found += _wrong_tags("message", message["key"], message["subject"] + "\n" + message["body"], fields, documents)
    return found


def _documents(documents: list[dict[str, str]], fields: dict[str, str]) -> list[Fault]:
    found = []
    for document in documents:
        # A document cannot point to documents: it is itself being issued.
        found += _wrong_tags("document", document["key"], document["title"] + "\n" + document["body"], fields, set())
    return found


def _wrong_tags(part: str, key: str, text: str, fields: dict[str, str], documents: set[str]) -> list[Fault]:
    return [
        Fault("unknown_tag", part, key, _("Nothing can replace the tag %(tag)s.") % {"tag": tag})
        for tag in tags.unknown(text, fields=fields, documents=documents)
    ]
