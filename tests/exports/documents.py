"""Small print documents for tests, whose body is written in the test."""

from django.template import engines

from exports.documents import PrintDocument


class WrittenDocument(PrintDocument):
    """A document whose template is its text, so that a test shows what it prints."""

    def html(self) -> str:
        page = "{% extends 'exports/print_base.html' %}{% block content %}" + self.template + "{% endblock %}"
        return engines["django"].from_string(page).render({"title": self.title, "language": self.language})


def written(body: str = "<h1>Été</h1>", **changes: object) -> WrittenDocument:
    """A document with this body; `changes` are PrintDocument's other fields."""
    fields = {"template": body, "context": {}, "stylesheets": ("exports/print.css",), "title": "Un été à l’atelier"}
    return WrittenDocument(**fields | changes)
