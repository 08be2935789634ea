"""What is printed: a template, what it shows and how it looks."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """A document before it is a file.

    `stylesheets` are static paths, applied in that order (`exports/print.css` first, for the project's language).
    `template` mostly extends `exports/print_base.html`. `filename` is what the reader's machine calls the file; it may
    have spaces and accents. `subject` names the thing printed, whatever its state ("pages.guidepage:12"): with it
    `exports.cache.latest` tells the size of the last file without making one.
    """

    template: str
    context: dict
    stylesheets: tuple[str, ...]
    title: str
    language: str = "fr"
    filename: str = "document.pdf"
    subject: str = ""

    def html(self) -> str:
        """The document as one HTML text; relative addresses in it are the site's own."""
        with translation.override(self.language):
            return render_to_string(
                self.template, {"title": self.title, "language": self.language, **self.context, "document": self}
            )
