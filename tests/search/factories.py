"""Search documents for tests."""

from datetime import UTC, datetime

import factory

from search.models import SearchDocument


class SearchDocumentFactory(factory.django.DjangoModelFactory):
    """A saved row; an engine has still to index it."""

    class Meta:
        model = SearchDocument

    class Params:
        # Short names of facets: "sarthe" stands for the value "sarthe" under the label "Sarthe".
        territory = ""
        audiences = ()

    key = factory.Sequence(lambda number: f"tests.thing:{number}")
    title = factory.Sequence(lambda number: f"Document {number}")
    summary = ""
    body = ""
    kind = "guide"
    kind_label = factory.LazyAttribute(lambda self: self.kind.capitalize())
    url = factory.LazyAttribute(lambda self: f"/{self.key.partition(':')[2]}/")
    date = datetime(2026, 9, 1, tzinfo=UTC)

    @factory.lazy_attribute
    def facets(self):
        facets = {}
        if self.territory:
            facets["territoire"] = [{"value": self.territory, "label": self.territory.capitalize()}]
        if self.audiences:
            facets["public"] = [{"value": value, "label": value.capitalize()} for value in self.audiences]
        return facets
