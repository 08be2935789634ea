"""The size that most pictures of the site have."""

from cms.pages.demonstration.drawing.ink import document

W, H = 900, 600


def card(*content: str, background: str) -> str:
    """A whole picture of that size."""
    return document(W, H, "".join(content), background=background)
