"""How long engines take to answer, measured on made documents, far from the real ones."""

import random
import re
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import batched
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import Engine
from search.models import SearchDocument
from search.request import SearchRequest

_COMMON = """
    visite entreprise métier stage lycée collège atelier soudure infirmière conducteur vendeuse menuiserie chantier
    orientation territoire initiative classe élève parent enseignant professionnel guide fiche activité découverte
    apprentissage alternance formation diplôme industrie naval aéronautique tourisme artisanat bâtiment agriculture
    numérique énergie transition climat laboratoire hôpital soin école université concours vidéo récit bande dessinée
    planche équipe projet budget partenaire commune département région Nantes Angers Laval Mans Vendée Sarthe Mayenne
"""
_WORDS = _COMMON.split()
_SYLLABLES = re.findall("..", "babécodafigajukalimaménopiquerusatétivavixo")
_TERRITORIES, _AUDIENCES, _KINDS = 18, 10, ("guide", "bd", "initiative", "page", "video")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one engine, in milliseconds."""

    engine: str
    documents: int
    queries: int
    median: float
    p95: float

    def __str__(self) -> str:
        return (
            f"search, {self.engine}, {self.documents} documents, {self.queries} queries: "
            f"median {self.median:.1f} ms, p95 {self.p95:.1f} ms"
        )


def made_documents(number: int, seed: int = 1) -> Iterator[SearchDocument]:
    """Yield unsaved documents, always the same: each speaks of a few common things, in words that are mostly rare."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    rare = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(8_000)]

    def text(words: int, subjects: list[str]) -> str:
        return " ".join(chance.choice(subjects if chance.random() < 0.4 else rare) for _ in range(words))

    for index in range(number):
        kind = chance.choice(_KINDS)
        territory = chance.randrange(_TERRITORIES)
        subjects = chance.sample(_WORDS, k=12)
        audiences = chance.sample(range(_AUDIENCES), k=chance.randint(1, 3))
        yield SearchDocument(
            key=f"bench.thing:{index}",
            title=text(6, subjects).capitalize(),
            summary=text(20, subjects),
            body=text(chance.randint(50, 350), subjects),
            kind=kind,
            kind_label=kind.capitalize(),
            facets={
                "territoire": [{"value": f"t{territory}", "label": f"Territoire {territory}"}],
                "public": [{"value": f"p{audience}", "label": f"Public {audience}"} for audience in audiences],
            },
            url=f"/bench/{index}/",
            date=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=index),
        )


def made_requests(number: int, seed: int = 2) -> list[SearchRequest]:
    """Return varied questions: one to three words, exact or inflected, with and without facets, later pages, none."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    requests = []
    for index in range(number):
        words = chance.sample(_WORDS, k=index % 4)
        query = " ".join(word + chance.choice(("", "", "s")) for word in words)
        filters: dict[str, list[str]] = {}
        if chance.random() < 0.5:
            filters["territoire"] = [f"t{n}" for n in chance.sample(range(_TERRITORIES), k=chance.randint(1, 3))]
        if chance.random() < 0.3:
            filters["kind"] = [chance.choice(_KINDS)]
        requests.append(SearchRequest.of(query, filters, page=chance.choice((1, 1, 1, 2, 5))))
    return requests


@contextmanager
def empty_tables() -> Iterator[None]:
    """Give, for a while, search tables of their own to this connection: the real ones are neither read nor written."""
    with _aside():
        MigrationExecutor(connection).migrate([("search", "0100_embedded_index")])
        yield


@contextmanager
def _aside() -> Iterator[None]:
    if connection.vendor == "postgresql":
        schema = f"bench_{uuid.uuid4().hex[:12]}"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {schema}")
            cursor.execute(f"SET search_path TO {schema}")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {schema} CASCADE")
                cursor.execute("SET search_path TO DEFAULT")
        return
    with tempfile.TemporaryDirectory(prefix="passerelle-bench-") as folder:
        connection.close()
        real = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = str(Path(folder) / "bench.sqlite3")
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = real


def measure(engine: Engine, name: str, documents: int, requests: Iterable[SearchRequest]) -> Figures:
    """Return how long `engine` takes to answer each request; the first ones, unmeasured, warm it."""
    asked = list(requests)
    for request in asked[:20]:
        engine.search(request)
    times = []
    for request in asked:
        began = time.perf_counter()
        engine.search(request)
        times.append((time.perf_counter() - began) * 1000)
    return Figures(name, documents, len(times), statistics.median(times), statistics.quantiles(times, n=20)[-1])


def run(documents: int, queries: int) -> Iterator[Figures]:
    """Yield the figures of the embedded engine, then of Elasticsearch when it is set."""
    requests = made_requests(queries)
    with empty_tables():
        for batch in batched(made_documents(documents), 1000, strict=False):
            EmbeddedEngine().index(SearchDocument.objects.bulk_create(batch))
        yield measure(EmbeddedEngine(), f"embedded ({connection.vendor})", documents, requests)
        if settings.ELASTICSEARCH_URL:
            alias = f"passerelle-bench-{uuid.uuid4().hex[:12]}"
            engine = ElasticsearchEngine(settings.ELASTICSEARCH_URL, alias, refresh=True, timeout=30)
            engine.rebuild(SearchDocument.objects.iterator(chunk_size=1000))
            try:
                yield measure(engine, "Elasticsearch", documents, requests)
            finally:
                engine.drop()
                engine.client.close()
