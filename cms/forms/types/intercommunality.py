"""Intercommunalities of the region, found by name."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy

from cms.forms.types.options import NumberOption
from cms.forms.types.places import MOST_CANDIDATES, Place, PlacesType, Words
from cms.snippets.models import Intercommunality
from cms.snippets.names import comparable


class IntercommunalityType(PlacesType):
    key = "intercommunality"
    label = gettext_lazy("Intercommunalities")
    icon = "globe"
    options = (
        NumberOption("minimum", gettext_lazy("Smallest number of intercommunalities")),
        NumberOption("maximum", gettext_lazy("Largest number of intercommunalities")),
    )
    code_form = re.compile(r"[0-9]{9}", re.ASCII)
    words = Words(
        search=gettext_lazy("Name"),
        tick=gettext_lazy("Tick the intercommunalities that you mean."),
        none=gettext_lazy("No intercommunality of the region is called so. Check the spelling."),
        missing=gettext_lazy("Choose at least one intercommunality."),
        of_list=gettext_lazy("Choose intercommunalities of the list."),
        unknown=gettext_lazy("There is no intercommunality with the number {code} in the region. Search by name."),
        several=gettext_lazy("“{name}” may mean several intercommunalities: tick those you mean in the list."),
        no_such=gettext_lazy("No intercommunality of the region is called “{name}”. Check the spelling."),
    )

    def named(self, field: Any, codes: list[str]) -> dict[str, str]:
        return dict(Intercommunality.objects.filter(siren__in=codes).values_list("siren", "name"))

    def matching(self, field: Any, text: str) -> Iterator[Place]:
        """Those that have a word beginning with each typed word; they are few enough to be compared here."""
        typed = comparable(text).split()
        if not typed:
            return
        found = []
        for one in Intercommunality.objects.all():
            words = comparable(one.name).split()
            if all(any(word.startswith(part) for word in words) for part in typed):
                found.append((words != typed, -one.population, one))
        ordered = sorted(found, key=lambda row: row[:2])
        for _other, _size, one in islice(ordered, MOST_CANDIDATES + 1):
            yield Place(one.siren, one.name, one.kind)
