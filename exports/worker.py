"""The child process that renders: `python -m exports.worker`, without Django and without the site's secrets.

It reads jobs from its input and answers on its output: JSON, then the file's bytes when there is one. It ends when its
input does.
"""

import gc
import json
import logging
import os
import resource
import sys
from typing import Any, BinaryIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from exports.fetcher import OwnFilesFetcher
from exports.wire import receive, send

MEGABYTE = 1024 * 1024


class Complaints(logging.Handler):
    """Keeps what WeasyPrint warns of: an image that is missing or a rule that it does not know makes a bad file."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def limit(memory_megabytes: int, seconds: int) -> None:
    """No more memory than this for the process, no more processor time than this for the next job."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_megabytes * MEGABYTE, memory_megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def make(job: dict[str, Any]) -> tuple[bytes, int]:
    """The file and its number of pages, tagged and in PDF/UA-1."""
    fetcher = OwnFilesFetcher(job["static_url"], job["static_folders"], job["media"])
    fonts = FontConfiguration()
    sheets = [CSS(url=url, url_fetcher=fetcher, font_config=fonts) for url in job["stylesheets"]]
    page = HTML(string=job["html"], base_url=job["base_url"], url_fetcher=fetcher)
    document = page.render(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1")
    return document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages)


def answer(job: dict[str, Any], output: BinaryIO) -> None:
    complaints = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        limit(job["memory_megabytes"], job["seconds"])
        data, pages = make(job)
    except MemoryError:
        send(output, {"problems": ["the document needs more memory than it may have"]})
    except Exception as error:
        send(output, {"problems": [f"{type(error).__name__}: {error}", *complaints.messages]})
    else:
        if complaints.messages:
            send(output, {"problems": complaints.messages})
        else:
            send(output, {"problems": [], "pages": pages}, data)
    finally:
        logger.removeHandler(complaints)


def main() -> None:
    # What a library prints must not get into the answers.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # Rendering makes few cycles and many objects: collecting between jobs only is a tenth faster.
    gc.disable()
    gc.freeze()
    while True:
        try:
            job = json.loads(receive(sys.stdin.buffer))
            answer(job, output)
        except (EOFError, BrokenPipeError):
            # The site has gone, and with it anyone to answer or to write to.
            os._exit(0)
        gc.collect()


if __name__ == "__main__":
    main()
