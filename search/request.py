"""What is asked: words, chosen values of facets, a page. Cleaned once, here, whatever a person or a robot sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from search import folding
from search.stemming import stem

FACETS = ("kind", "territoire", "public")
PAGE_SIZE = 10
# An engine that is asked for its millionth result sorts a million; nobody reads that far.
LAST_RESULT = 10_000
_LONGEST_QUERY = 300
_MOST_TERMS = 16
_MOST_VALUES = 50
_LONGEST_VALUE = 150

# Words that everything contains: they count only when nothing else is typed.
_COMMON_WORDS = """
    a ai au aux avec ce ces cet cette comme comment dans de des du elle elles en est et eux il ils je la le les leur
    leurs lui ma mais me mes moi mon ne nos notre nous on ou par pas pour qu que quel quelle quelles quels qui sa se
    ses si son sont sur ta te tes toi ton tu un une vos votre vous y
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Term:
    """One word that is looked for: as it was typed (folded) and by its stem."""

    exact: str
    stem: str


def terms(text: str) -> tuple[Term, ...]:
    """Return the words of `text` that are worth looking for, each once, in the order typed."""
    found = dict.fromkeys(word.folded for word in folding.read(text))
    kept = [word for word in found if word not in _COMMON] or list(found)
    return tuple(Term(word, stem(word)) for word in kept[:_MOST_TERMS])


def _plain(text: str) -> str:
    """Return `text` without control characters or halves of characters, which databases refuse."""
    return (
        "".join(char if char.isprintable() or char.isspace() else " " for char in text)
        .encode("utf-8", "ignore")
        .decode()
    )


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question to an engine. `filters` holds, by facet, the values of which one must be met.

    `page` begins at 1. With `any_term`, a result needs one of the words instead of all.
    """

    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    size: int = PAGE_SIZE
    any_term: bool = False

    @classmethod
    def of(
        cls, query: str = "", filters: Mapping[str, Iterable[str]] | None = None, page: int = 1, size: int = PAGE_SIZE
    ) -> Self:
        """Return a request from raw input: too long is cut, unknown facets and empty values are left out."""
        chosen = {}
        for name in FACETS:
            values = (_plain(value).strip()[:_LONGEST_VALUE] for value in (filters or {}).get(name, ()))
            kept = tuple(dict.fromkeys(value for value in values if value))[:_MOST_VALUES]
            if kept:
                chosen[name] = kept
        last = max(1, LAST_RESULT // size)
        return cls(" ".join(_plain(query[:_LONGEST_QUERY]).split()), chosen, min(max(1, page), last), size)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words to look for; none means all that can be found."""
        return terms(self.query)

    @property
    def unreadable(self) -> bool:
        """Whether something was typed in which there is no word: nothing can be found then."""
        return bool(self.query) and not self.terms

    @property
    def offset(self) -> int:
        """How many results stand before this page."""
        return (self.page - 1) * self.size

    def asking_any(self) -> Self:
        """Return the same question, content with one of the words."""
        return replace(self, any_term=True)
