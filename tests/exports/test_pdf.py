"""What is rendered, and what is refused."""

import io
import subprocess
import threading

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from exports.pdf import RenderFailed, render
from exports.qr import qr_svg
from tests.exports.documents import written
from tests.exports.verapdf import needed, validate

FRENCH = (
    "<h1>Œuvre d’été</h1>"
    "<p>« L’affluence est à l’œuvre ! » Un sou\u202f? Škoda, coût : 12\u202f€, ½, 3<sup>e</sup>.</p>"
)


def text_of(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def fonts_of(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return {
            str(font.BaseFont).rpartition("+")[2]
            for page in file.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        }


def test_a_document_is_tagged_has_a_title_and_a_language():
    with pikepdf.open(io.BytesIO(render(written()))) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "fr"
        assert str(file.docinfo.Title) == "Un été à l’atelier"


def test_french_text_is_set_in_the_projects_fonts_only():
    pdf = render(written(FRENCH))

    assert "« L’affluence est à l’œuvre" in text_of(pdf)
    assert fonts_of(pdf)
    assert all(name.startswith(("/Print-Text", "/Print-Display", "Print-")) for name in fonts_of(pdf)), fonts_of(pdf)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/a.png",
        "https://exemple.invalid/a.png",
        "ftp://127.0.0.1/a.png",
        "/static/../manage.py",
        "/static/%2e%2e/%2e%2e/manage.py",
        "/static/exports/..%2f..%2f..%2fmanage.py",
        "/media/../passerelle.sqlite3",
        "/media/%2e%2e/secret-key",
        "/media/absent.png",
        "/guides/",
    ],
)
@pytest.mark.parametrize("way", ['<img src="{}" alt="x">', '<link rel="attachment" href="{}">'])
def test_only_the_sites_own_files_are_read(address, way):
    with pytest.raises(RenderFailed) as failure:
        render(written(way.format(address)))

    assert any("not one of the site’s own files" in problem for problem in failure.value.problems)


def test_a_link_out_of_the_media_folder_is_not_followed(tmp_path, settings):
    (tmp_path / "secret.png").write_bytes(b"secret")
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "a.png").symlink_to(tmp_path / "secret.png")

    with pytest.raises(RenderFailed):
        render(written('<img src="/media/a.png" alt="x">'))


def test_a_media_image_is_printed():
    data = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(data, "PNG")
    name = default_storage.save("été bleu.png", ContentFile(data.getvalue()))

    pdf = render(written(f'<h1>Image</h1><img src="{default_storage.url(name)}" alt="Un carré rouge">'))

    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert list(file.pages[0].get_images())


def test_a_rule_that_is_not_understood_makes_no_file():
    with pytest.raises(RenderFailed, match="unknown property"):
        render(written("<style>p { no-such-rule: 1 }</style><p>Texte</p>"))


def test_a_document_that_takes_too_long_is_given_up_and_the_next_one_is_made(settings):
    settings.EXPORTS_SECONDS = 2
    endless = "<p>" + "<span style='display:inline-block'>mot <b>gras</b></span> " * 60_000 + "</p>"
    with pytest.raises(RenderFailed, match=r"took more than 2 s|ended before"):
        render(written(endless))
    settings.EXPORTS_SECONDS = 60

    assert render(written()).startswith(b"%PDF")


def test_a_document_that_takes_too_much_memory_is_given_up_and_the_next_one_is_made(settings):
    settings.EXPORTS_MEMORY_MEGABYTES = 150
    with pytest.raises(RenderFailed):
        render(written("<p>" + "<span>mot</span> " * 20_000 + "</p>"))
    settings.EXPORTS_MEMORY_MEGABYTES = 2048

    assert render(written()).startswith(b"%PDF")


def test_several_threads_print_at_once():
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda n=n: made.append(render(written(f"<h1>{n}</h1>")))) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(text_of(pdf).split()[0] for pdf in made) == ["0", "1", "2"]


def test_a_code_says_in_words_where_it_leads():
    assert "<title>Vérifier &amp; lire</title>" in qr_svg("https://exemple.invalid/é?a=1", "Vérifier & lire")


@pytest.mark.verapdf
def test_the_base_document_is_valid_pdf_ua(tmp_path):
    needed()
    code = qr_svg("https://exemple.invalid/", "Code QR")
    path = tmp_path / "base.pdf"
    path.write_bytes(
        render(
            written(
                f'{FRENCH}<dl class="facts"><div><dt>Nom</dt><dd>Lou</dd></div></dl>'
                f'<div class="box"><p>{code}</p></div>'
                "<table><caption>Un</caption><thead><tr><th scope=col>A</th></tr></thead>"
                "<tbody><tr><td>1</td></tr></tbody></table>"
                '<p><a href="/guides/">Les guides</a></p>'
            )
        )
    )

    assert validate([path]) == {path: []}
