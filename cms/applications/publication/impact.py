"""What publishing a procedure would change, before it is done: for whom, which answers, which rules, which words.

Counted on the real drafts; nothing that an applicant wrote is in it.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.applications.exchange import bundles
from cms.applications.exchange.comparison import Difference, differences
from cms.applications.models import Application, Procedure, Release
from cms.applications.publication import moving, releases
from cms.applications.publication.moving import Loss, Passage
from cms.forms import answers
from cms.forms.spec import Field, Form

# The parts of a bundle, as a report groups them.
GROUPS = {
    "form": ("form", "section", "field", "rule", "table"),
    "process": ("process", "role", "node", "transition"),
    "messages": ("message",),
    "documents": ("document",),
    "procedure": ("procedure",),
}


@dataclass(frozen=True, slots=True)
class Impact:
    """What the publication of a procedure would change. Numbers are of applications."""

    # None: the first publication, which changes nothing for anybody.
    release: Release | None
    differences: list[Difference] = field(default_factory=list)
    moving: int = 0
    staying: int = 0
    # How many drafts would lose this answer, the most frequent first.
    losses: list[tuple[Loss, int]] = field(default_factory=list)
    # Questions that become required, and how many of the moving drafts do not answer them yet.
    mandatory: list[tuple[str, int]] = field(default_factory=list)
    running: int = 0

    @property
    def touches_people(self) -> bool:
        """Whether somebody has an application under way."""
        return bool(self.moving or self.staying or self.running)

    def changes(self, group: str) -> list[str]:
        """The sentences that say what changes in "form", "process", "messages", "documents" or "procedure"."""
        return [one.message for one in self.differences if one.part in GROUPS[group]]

    def people(self) -> list[str]:
        """What happens to applications under way, in sentences."""
        if self.release is None:
            return [_("This is the first publication: nobody has an application under way.")]
        return [*self._drafts(), *self._losses(), *self._mandatory(), self._cases()]

    def _drafts(self) -> list[str]:
        said = []
        if not self.moving and not self.staying:
            said.append(_("No draft is under way."))
        if self.moving:
            text = ngettext(
                "%(count)d draft moves to the new version: all its answers are kept, and its applicant is told what "
                "has changed.",
                "%(count)d drafts move to the new version: all their answers are kept, and their applicants are told "
                "what has changed.",
                self.moving,
            )
            said.append(text % {"count": self.moving})
        if self.staying:
            text = ngettext(
                "%(count)d draft stays on its version, because it would lose answers.",
                "%(count)d drafts stay on their version, because they would lose answers.",
                self.staying,
            )
            said.append(text % {"count": self.staying})
        return said

    def _losses(self) -> list[str]:
        reasons = {
            moving.REMOVED: _("the question is no longer asked"),
            moving.HIDDEN: _("its condition would hide the question"),
            moving.TYPE: _("the question changes its type"),
            moving.CHOICE: _("a choice is removed or their number changes"),
            moving.TABLE: _("it is no longer in the reference table"),
            moving.NARROWER: _("what is accepted is narrower"),
        }
        said = []
        for loss, count in self.losses:
            text = ngettext(
                "“%(label)s”: %(count)d answer would be lost (%(reason)s).",
                "“%(label)s”: %(count)d answers would be lost (%(reason)s).",
                count,
            )
            said.append(text % {"label": loss.label, "count": count, "reason": reasons[loss.reason]})
        return said

    def _mandatory(self) -> list[str]:
        said = []
        for label, count in self.mandatory:
            text = _("“%(label)s” becomes required.")
            if count:
                text = ngettext(
                    "“%(label)s” becomes required: %(count)d of the drafts that move does not answer it yet.",
                    "“%(label)s” becomes required: %(count)d of the drafts that move do not answer it yet.",
                    count,
                )
            said.append(text % {"label": label, "count": count})
        return said

    def _cases(self) -> str:
        if not self.running:
            return _("No case is running.")
        text = ngettext(
            "%(count)d running case stays on the version on which it was submitted: nothing changes for it.",
            "%(count)d running cases stay on the version on which they were submitted: nothing changes for them.",
            self.running,
        )
        return text % {"count": self.running}


def of(procedure: Procedure) -> Impact:
    """What publishing `procedure` as its editors left it would change. Raises `PublicationRefused` when it may not be.

    Reads all drafts of the procedure, and writes nothing.
    """
    refusals = [fault for fault in releases.all_faults(procedure) if fault.refuses]
    if refusals:
        raise releases.PublicationRefused(refusals)
    current = procedure.current_release
    if current is None:
        return Impact(None)
    bundle = bundles.dump(procedure)
    form = Form.from_json(bundle["form"])
    counted = _count(procedure, current, form)
    running = Application.objects.genuine().submitted().filter(release__procedure=procedure, case__closed_at=None)
    return Impact(current, differences(bundles.of_release(current), bundle), running=running.count(), **counted)


def _count(procedure: Procedure, current: Release, form: Form) -> dict[str, Any]:
    """Move every draft on paper."""
    passages: dict[int, Passage] = {}
    losses: Counter[Loss] = Counter()
    lacking: Counter[str] = Counter()
    stay = move = 0
    required = newly_required(current.form, form)
    for pk, given, typed in moving.waiting(procedure).values_list("release", "answers", "typed").iterator(500):
        if pk not in passages:
            passages[pk] = Passage(Release.objects.select_related("form_version").get(pk=pk).form, form)
        found = passages[pk].losses(given, typed)
        losses.update(found)
        stay, move = (stay + 1, move) if found else (stay, move + 1)
        if required and not found:
            shown = answers.visible(form, given)
            lacking.update(one.key for one in required if one.key in shown and one.kind.is_empty(given.get(one.key)))
    return {
        "moving": move,
        "staying": stay,
        "losses": losses.most_common(),
        "mandatory": [(one.label, lacking[one.key]) for one in required],
    }


def newly_required(old: Form, new: Form) -> list[Field]:
    """The questions of `new` that must be answered, always or sometimes, and need not in `old`."""
    before = {one.key for one in old.fields if one.kind.asks and _may_be_required(one)}
    return [one for one in new.fields if one.kind.asks and _may_be_required(one) and one.key not in before]


def _may_be_required(one: Field) -> bool:
    return one.required or one.required_when is not None or one.kind.needed(one)
