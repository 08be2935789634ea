"""A file is made once for what goes in, then served."""

import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory

import exports.cache
from exports.cache import latest, made, prune
from exports.pdf import RenderFailed, render_source
from exports.responses import pdf_response
from tests.exports.documents import written

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def renders(monkeypatch):
    """The titles rendered for real, in order: the renderer is the real one, only counted."""
    titles: list[str] = []

    def counted(source, title):
        titles.append(title)
        return render_source(source, title)

    monkeypatch.setattr(exports.cache, "render_source", counted)
    return titles


def test_the_second_time_costs_no_render(renders):
    first, second = made(written()), made(written())

    assert (first.fresh, second.fresh) == (True, False)
    assert renders == ["Un été à l’atelier"]
    assert first.path == second.path
    assert second.size == first.path.stat().st_size
    assert second.pages == 1


def test_another_text_makes_another_file():
    assert made(written("<h1>Un</h1>")).digest != made(written("<h1>Deux</h1>")).digest


def test_other_stylesheets_make_another_file():
    assert made(written()).digest != made(written(stylesheets=())).digest


def test_a_media_file_that_changes_makes_another_file():
    name = default_storage.save("dessin.svg", ContentFile(SQUARE))
    document = written(f'<h1>Dessin</h1><img src="{default_storage.url(name)}" alt="Un carré">')
    before = made(document).digest
    with default_storage.open(name, "w") as file:
        file.write(SQUARE.replace("h9v9", "h9v8"))

    assert made(document).digest != before


def test_two_first_readers_at_once_cost_one_render(renders):
    files: list[exports.cache.MadeFile] = []
    threads = [threading.Thread(target=lambda: files.append(made(written("<h1>Deux</h1>")))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(renders) == 1
    assert sorted(file.fresh for file in files) == [False, True]


def test_a_failed_render_leaves_nothing_to_serve(settings):
    document = written('<img src="/media/absent.png" alt="x">')
    for _ in range(2):
        with pytest.raises(RenderFailed):
            made(document)

    assert not list(settings.PRIVATE_ROOT.rglob("*.pdf"))


@pytest.mark.django_db
def test_the_figures_of_the_latest_file_are_known_without_making_it():
    assert latest("guide:1") is None
    file = made(written(subject="guide:1"))
    known = latest("guide:1")
    assert (known.pages, known.size, known.digest) == (1, file.size, file.digest)

    changed = made(written("<h1>Un</h1><h1 style='break-before: page'>Deux</h1>", subject="guide:1"))

    assert latest("guide:1").digest == changed.digest
    assert latest("guide:1").pages == 2


def test_files_that_nobody_asks_for_are_removed():
    file = made(written())
    assert prune(days=1) == 0
    assert prune(days=-1) == 1
    assert not file.path.exists()


@pytest.mark.django_db
def test_the_file_is_served_with_its_name_and_is_known_to_the_browser_afterwards():
    document = written(filename="Un été à l’atelier.pdf")
    response = pdf_response(document, download=True, request=RequestFactory().get("/"))
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Un%20%C3%A9t%C3%A9")
    assert response["Cache-Control"] == "private, no-cache"
    assert int(response["Content-Length"]) == made(document).size
    response.close()

    again = RequestFactory().get("/", headers={"if-none-match": response["ETag"]})

    assert pdf_response(document, download=False, request=again).status_code == 304
