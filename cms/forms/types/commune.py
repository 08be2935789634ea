"""Communes of the region, found by name or postcode."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from cms.forms.types.options import NumberOption
from cms.forms.types.places import MOST_CANDIDATES, Place, PlacesType, Words
from cms.snippets.models import Commune


class CommuneType(PlacesType):
    key = "commune"
    label = gettext_lazy("Communes")
    icon = "globe"
    options = (
        NumberOption("minimum", gettext_lazy("Smallest number of communes")),
        NumberOption("maximum", gettext_lazy("Largest number of communes")),
    )
    code_form = re.compile(r"[0-9AB]{5}", re.ASCII)
    words = Words(
        search=gettext_lazy("Name or postcode"),
        tick=gettext_lazy("Tick the communes that you mean."),
        none=gettext_lazy("No commune of the region is called so. Check the spelling or try the postcode."),
        missing=gettext_lazy("Choose at least one commune."),
        of_list=gettext_lazy("Choose communes of the list."),
        unknown=gettext_lazy("There is no commune with the code {code} in the region. Search for it by name."),
        several=gettext_lazy("“{name}” may mean several communes: tick those you mean in the list."),
        no_such=gettext_lazy("No commune of the region is called “{name}”. Check the spelling or try the postcode."),
    )

    def named(self, field: Any, codes: list[str]) -> dict[str, str]:
        return dict(Commune.objects.filter(insee_code__in=codes).values_list("insee_code", "name"))

    def matching(self, field: Any, text: str) -> Iterator[Place]:
        for one in Commune.objects.matching(text)[: MOST_CANDIDATES + 1]:
            yield Place(one.insee_code, one.name, one.postcodes[0] if one.postcodes else "")
