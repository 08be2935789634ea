"""Measures the PDF of a guide: the bare renderer, the first download through the site, the second one."""

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test import Client, override_settings

from cms.pages.guide_print import print_document
from cms.pages.models import GuidePage
from exports.pdf import render_source
from exports.sources import gather
from exports.worker import make


class Command(BaseCommand):
    help = "Compares the bare render of a guide by WeasyPrint with its first and second download."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", default="organiser-une-visite-d-entreprise")
        parser.add_argument("--rounds", type=int, default=3)

    def handle(self, *args: Any, slug: str, rounds: int, **options: Any) -> None:
        guide = GuidePage.objects.live().filter(slug=slug).first()
        if guide is None:
            raise CommandError(f"No published guide is called {slug}.")
        source = gather(print_document(guide))
        job = asdict(source)
        # Once for nothing: both renderers then have their libraries and the machine's fonts in memory, and what is
        # measured is the work that each download costs.
        pages = make(job)[1]
        render_source(source, guide.title)
        bare, first, second = [], [], []
        for _ in range(rounds):
            bare.append(_seconds(lambda: make(job)))
            with tempfile.TemporaryDirectory() as folder, override_settings(PRIVATE_ROOT=folder, ALLOWED_HOSTS=["*"]):
                first.append(_seconds(lambda: _download(guide)))
                second.append(_seconds(lambda: _download(guide)))
        ratio = statistics.median(one / other for one, other in zip(first, bare, strict=True))
        self.stdout.write(
            f"PDF of the guide ({pages} pages): bare render {statistics.median(bare):.2f} s, "
            f"first download {statistics.median(first):.2f} s ({ratio:.2f} of the bare render), "
            f"second download {statistics.median(second) * 1000:.0f} ms (no render)"
        )


def _download(guide: GuidePage) -> None:
    response = Client().get(f"{guide.url}pdf/")
    if response.status_code != 200:
        raise CommandError(f"The download answered {response.status_code}.")
    response.getvalue()
    response.close()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
