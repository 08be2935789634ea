"""The history of a case in sentences, with what each move set off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.accounts.models import User
from cms.applications.admin import experts
from cms.applications.models import Application, Message, Release
from cms.applications.publication.ruling import Ruling, release_at
from cms.workflows import effects
from cms.workflows.graph import Graph
from cms.workflows.models import Case, Effect, JournalEntry

_Kind = JournalEntry.Kind
# What the outbox writes is shown with the effect itself, under the move that set it off.
_SHOWN_ELSEWHERE = (_Kind.EFFECT, _Kind.EFFECT_FAILED)


# What changed about the people of an application, as the journal notes it.
_PEOPLE = {
    "invited": gettext_lazy("Co-author invited"),
    "changed": gettext_lazy("Role of a co-author changed"),
    "removed": gettext_lazy("Co-author removed"),
    "transferred": gettext_lazy("Application handed over to another person"),
}


# What happened to the request for an expert's opinion; who it is comes from the request, which may be erased.
_EXPERTS = {
    "asked": gettext_lazy("Opinion asked of %(name)s"),
    "reminded": gettext_lazy("Reminder to %(name)s, whose opinion is awaited"),
    "received": gettext_lazy("Opinion received from %(name)s"),
    "declined": gettext_lazy("%(name)s gives no opinion"),
    "revoked": gettext_lazy("Request to %(name)s revoked"),
    "expired": gettext_lazy("No opinion from %(name)s in time"),
}


@dataclass(frozen=True, slots=True)
class ShownEffect:
    """One thing that a move set off, and how it went."""

    effect: Effect
    text: str
    problem: str

    @property
    def tone(self) -> str:
        """The word that the stylesheet knows: "done", "failed" or "waiting"."""
        if self.problem:
            return "failed"
        return "done" if self.effect.state == Effect.State.DONE else "waiting"


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry of the journal."""

    entry: JournalEntry
    text: str
    effects: list[ShownEffect] = field(default_factory=list)
    # The absent person for whom it was done; empty when there is none.
    on_behalf_of: str = ""


def entries(application: Application) -> list[ShownEntry]:
    """The journal of the application's case, newest first."""
    ruling = Ruling(application)
    journal = cast(Case, application.case).journal.exclude(kind__in=_SHOWN_ELSEWHERE).select_related("actor")
    found = list(journal.prefetch_related("effects").order_by("-pk"))
    names = _names(found)
    return [
        ShownEntry(
            entry,
            _text(ruling.at(entry.pk).graph, entry, names),
            [describe(application, effect, ruling.at(entry.pk)) for effect in entry.effects.all()],
            names.get(entry.data.get("for", 0), ""),
        )
        for entry in found
    ]


# {number of a person, or of a request to an expert: their name}
Names = Mapping[int | str, str]


def _names(found: list[JournalEntry]) -> Names:
    """The people whom entries name by their numbers, and the experts by those of their requests."""
    names: dict[int | str, str] = {}
    names.update(experts.names(found))
    numbers = {entry.data[name] for entry in found for name in ("person", "for") if entry.data.get(name)}
    names.update({person.pk: str(person) for person in User.objects.filter(pk__in=numbers)} if numbers else {})
    return names


def describe(application: Application, effect: Effect, release: Release | None = None) -> ShownEffect:
    """An effect in words, with what kept it from running in the words of whoever refused it."""
    problem = ""
    if effect.error and effect.state != Effect.State.DONE:
        # The outbox notes "NameOfTheError: message"; agents read the message.
        problem = effect.error.partition(": ")[2] or effect.error
    return ShownEffect(effect, effect_text(application, effect.kind, effect.params, release), problem)


def effect_text(application: Application, kind: str, params: dict, release: Release | None = None) -> str:
    """What an effect does, as agents read it before and after; `release` rules it, by default the present one."""
    release = release or release_at(application)
    try:
        match kind:
            case "message":
                message = release.message(params["message"])
                return _("Message to %(who)s: “%(subject)s”") % {
                    "who": _recipient(release.graph, message["to"]),
                    "subject": _readable(message["subject"], application),
                }
            case "document":
                return _("Document issued: %(title)s") % {"title": release.document(params["document"])["title"]}
            case "remind":
                if role := params.get("role"):
                    return _("Mail to “%(role)s”: the step is late") % {"role": release.graph.role(role).label}
                return _("Reminder to those who must act")
            case "webhook":
                return _("Notice to “%(key)s”") % {"key": params["webhook"]}
            case "set_field":
                label = release.graph.own_form.field(params["field"]).label
                return _("Noted by itself: %(question)s") % {"question": label}
            case "grant":
                return _("Grant written on the territory’s fund")
            case "publish":
                return _("Public page, on line at once") if params.get("live") else _("Public page, to be approved")
        return str(effects.get(kind).label)
    except (KeyError, effects.UnknownEffect):
        return kind


def _readable(text: str, application: Application) -> str:
    return text.replace("{reference}", application.reference or "").replace("{title}", application.title)


def _recipient(graph: Graph, to: str) -> str:
    if to == "applicant":
        return _("the applicant")
    return graph.role(to.removeprefix("role:")).label


def _assigned(entry: JournalEntry, names: Names) -> str:
    person = entry.data.get("person")
    if person is None:
        return _("Given to nobody: the rule of the step found no one")
    who = {"person": names.get(person, "")}
    return (_("Given to %(person)s") if entry.data.get("assigned") else _("Taken back from %(person)s")) % who


def _text(graph: Graph, entry: JournalEntry, names: Names) -> str:
    match entry.kind:
        case _Kind.OPENED:
            return _("Application received")
        case _Kind.MOVED:
            return _move(graph, entry)
        case _Kind.MIGRATED:
            return _migrated(graph, entry)
        case _Kind.OPINION:
            return _("Opinion: %(action)s") % {"action": _label(graph, entry)}
        case _Kind.ASSIGNED:
            return _assigned(entry, names)
        case _Kind.NOTE if "people" in entry.data:
            return str(_PEOPLE.get(entry.data["people"], entry.get_kind_display()))
        case _Kind.NOTE if entry.data.get("expertise") in _EXPERTS:
            return str(_EXPERTS[entry.data["expertise"]]) % {"name": names.get(entry.data["request"], "…")}
        case _Kind.NOTE if entry.data.get("clock") == "reminder":
            days = entry.data["days"]
            return ngettext("%(days)d working day left", "%(days)d working days left", days) % {"days": days}
        case _Kind.NOTE if entry.data.get("clock") == "escalation":
            label = graph.role(entry.data["role"]).label
            return _("Late: passed on to “%(role)s”") % {"role": label}
        case _Kind.NOTE if "message" in entry.data:
            from_agents = entry.data.get("side") == Message.Side.AGENTS
            return _("Message to the applicant") if from_agents else _("Message from the applicant")
        case _Kind.NOTE if "revoked" in entry.data:
            return _("Document revoked")
        case _Kind.NOTE if "commitments" in entry.data:
            return _("Answers of the partners recorded: %(number)d") % {"number": len(entry.data["commitments"])}
    return entry.get_kind_display()


def _migrated(graph: Graph, entry: JournalEntry) -> str:
    label = graph.node(entry.target).label if graph.has_node(entry.target) else entry.target
    if "undo" in entry.data:
        return _("Taken back to the former version of the process")
    return _("Passed to the new version of the process: %(step)s") % {"step": label}


def _move(graph: Graph, entry: JournalEntry) -> str:
    step = graph.node(entry.target).label if graph.has_node(entry.target) else entry.target
    if entry.data.get("clock") == "delay":
        facts = {"action": _label(graph, entry), "step": step, "days": entry.data["days"]}
        words = ngettext(
            "After %(days)d working day: %(action)s → %(step)s",
            "After %(days)d working days: %(action)s → %(step)s",
            entry.data["days"],
        )
        return words % facts
    return _("%(action)s → %(step)s") % {"action": _label(graph, entry), "step": step}


def _label(graph: Graph, entry: JournalEntry) -> str:
    try:
        return graph.transition(entry.transition).label
    except KeyError:
        return entry.transition
