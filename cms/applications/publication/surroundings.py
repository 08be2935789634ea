"""What the process of a procedure refers to: its form, its mails and documents, the people of its territories."""

from collections.abc import Iterable
from typing import Any

from cms.applications.decisions import tags
from cms.applications.models import Procedure
from cms.forms import operations as forms
from cms.forms.errors import SpecError
from cms.forms.spec import Form
from cms.snippets.models import Territory
from cms.workflows.checks import Surroundings, Text
from cms.workflows.graph import Graph


def surroundings(form: Form, graph: Graph, content: dict[str, Any]) -> Surroundings:
    """What the checks of a process need to know of a procedure; `content` is what a release keeps beside them."""
    own = {str(row["key"]) for row in graph.fields}
    readable = form.keys | own
    documents = frozenset(document["key"] for document in content["documents"])
    finders = {role.finder for role in graph.roles}
    has_territory = bool(content["procedure"]["territory_field"])
    return Surroundings(
        fields=frozenset(field.key for field in form.fields),
        messages=frozenset(message["key"] for message in content["messages"]),
        documents=documents,
        form=form,
        mails={
            row["key"]: _text(row["subject"], row["body"], readable, documents, to_applicant=row["to"] == "applicant")
            for row in content["messages"]
        },
        # A document cannot point to documents: it is itself being issued.
        papers={row["key"]: _text(row["title"], row["body"], readable, frozenset()) for row in content["documents"]},
        deserted=_deserted(finders) if has_territory else {},
        blind=frozenset() if has_territory else frozenset({"referents"}),
        opinion_forms={row["key"]: Form.from_json(row) for row in content.get("opinion_forms", ())},
    )


def of_definition(definition: Any) -> Iterable[Surroundings]:
    """The surroundings of a process in each procedure that follows it, as their editors last left them."""
    from_drafts = Procedure.objects.filter(process=definition.pk).select_related("form") if definition.pk else ()
    for procedure in from_drafts:
        try:
            form = forms.draft_of(procedure.form).spec
        except SpecError:
            continue
        yield surroundings(form, definition.graph, procedure_content(procedure))


def procedure_content(procedure: Procedure) -> dict[str, Any]:
    """The parts of a procedure's content that a process refers to."""
    return {
        "procedure": {"territory_field": procedure.territory_field},
        "messages": [
            {"key": row.key, "to": row.to, "subject": row.subject, "body": row.body} for row in procedure.messages.all()
        ],
        "documents": [{"key": row.key, "title": row.title, "body": row.body} for row in procedure.documents.all()],
    }


def _text(title: str, body: str, fields: set[str], documents: frozenset[str], *, to_applicant: bool = False) -> Text:
    whole = f"{title}\n{body}"
    unknown = tuple(dict.fromkeys(tags.unknown(whole, fields=fields, documents=documents)))
    return Text(to_applicant, tuple(dict.fromkeys(tags.used(whole))), unknown)


def _deserted(finders: set[str]) -> dict[str, tuple[str, ...]]:
    """The territories without active referents, when the process has roles that find them so."""
    if "referents" not in finders:
        return {}
    peopled = Territory.objects.filter(referents__is_active=True)
    lonely = Territory.objects.exclude(pk__in=peopled.values("pk"))
    return {"referents": tuple(lonely.values_list("name", flat=True))}
