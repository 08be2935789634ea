"""Print documents to PDF: tagged, valid PDF/UA-1, made in a child process with limits."""

from dataclasses import asdict, dataclass

from django.conf import settings

from exports.documents import PrintDocument
from exports.process import ProcessEnded, renderer
from exports.sources import Source, gather

SECONDS = 90
MEMORY_MEGABYTES = 2048


class RenderFailed(Exception):
    """The document could not be made as it should be. `problems` is a list of sentences for the log."""

    def __init__(self, title: str, problems: list[str]) -> None:
        super().__init__(f"{title}: {'; '.join(problems)}")
        self.title = title
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Rendered:
    data: bytes
    pages: int


def render(document: PrintDocument) -> bytes:
    """The PDF file. Raises RenderFailed when it takes too long or too much memory, or when anything in it is missing
    or not understood: a file is right or is not made."""
    return render_source(gather(document), document.title).data


def render_source(source: Source, title: str) -> Rendered:
    """As `render`, for what was already gathered; also counts the pages."""
    seconds = getattr(settings, "EXPORTS_SECONDS", SECONDS)
    job = asdict(source) | {
        "seconds": seconds,
        "memory_megabytes": getattr(settings, "EXPORTS_MEMORY_MEGABYTES", MEMORY_MEGABYTES),
    }
    try:
        answer = renderer.run(job, seconds)
    except ProcessEnded as error:
        raise RenderFailed(title, [str(error)]) from error
    if answer.problems:
        raise RenderFailed(title, answer.problems)
    return Rendered(answer.data, answer.pages)


def warm() -> None:
    """Starts the child process without waiting, so that the first document does not wait for it."""
    renderer.start()
