"""What a move can set off: kinds of effects, which higher rooms register."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.blocks import StructBlock

if TYPE_CHECKING:
    from cms.workflows.models import Effect

Run = Callable[["Effect"], dict[str, Any] | None]
Check = Callable[[dict[str, Any]], str | None]


@dataclass(frozen=True, slots=True)
class EffectKind:
    """One kind of effect."""

    name: str
    label: str | Promise
    run: Run
    check: Check | None = None
    block: StructBlock | None = None
    in_trials: bool = False
    in_simulations: bool = False


class UnknownEffect(LookupError):
    """No room registered this kind of effect."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Nothing here knows how to do “%(kind)s”.") % {"kind": name})


_kinds: dict[str, EffectKind] = {}


def register_effect(
    kind: str,
    label: str | Promise,
    run: Run,
    check: Check | None = None,
    *,
    block: StructBlock | None = None,
    in_trials: bool = False,
    in_simulations: bool = False,
) -> None:
    """Add a kind of effect.

    `run(effect)` does it, inside the transaction that marks it done: what it writes to the database and the mark are
    one; what it raises is noted, and it is tried again later (unless the exception has a true `is_final`). It may
    return numbers and keys of what it made, which go
    into the journal. Keep it short: it holds the database's write lock on SQLite. `check(params)` returns what is
    wrong with what an editor chose, or None. `block` is what the editor fills in, one child block a parameter.
    In a trial the effect is only noted, unless `in_trials` says that it does no harm outside. In a simulation it is
    only told, unless `in_simulations` says that a transaction that is undone leaves nothing of it.
    """
    _kinds[kind] = EffectKind(kind, label, run, check, block, in_trials, in_simulations)


def effect_kinds() -> list[EffectKind]:
    """Return all registered kinds."""
    return list(_kinds.values())


def get(name: str) -> EffectKind:
    """Return one kind; raises `UnknownEffect`."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownEffect(name) from None


def is_known(name: str) -> bool:
    return name in _kinds
