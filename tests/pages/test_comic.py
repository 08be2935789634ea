"""Albums: the collection, the presentation, the plates one by one, and their transcripts."""

import html
import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.pages.demonstration import comics
from cms.pages.models import ComicIndexPage, ComicPage, HomePage
from cms.snippets.models import Audience

# Wagtail leaves the temporary file of a rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")


@pytest.fixture
def home(db: None) -> HomePage:
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Accueil", slug="accueil-bd"))
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home, "hostname": "testserver"})
    return home


@pytest.fixture
def album(home: HomePage) -> ComicPage:
    Audience.objects.get_or_create(slug="collegiens", defaults={"name": "Collégiennes et collégiens"})
    comics.load(home)
    return ComicPage.objects.get()


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_collection_lists_published_albums_only(client: Client, album: ComicPage) -> None:
    index = ComicIndexPage.objects.get()
    index.add_child(instance=ComicPage(title="Un brouillon", slug="brouillon", live=False))

    page = read(client, index.url)

    assert album.title in page
    assert "Un brouillon" not in page


def test_a_draft_album_is_not_read_by_its_plates_either(client: Client, album: ComicPage) -> None:
    first = album.first_plate_url
    album.unpublish()

    assert client.get(album.url).status_code == 404
    assert client.get(first).status_code == 404


def test_the_presentation_leads_to_the_first_plate(client: Client, album: ComicPage) -> None:
    page = read(client, album.url)

    assert f'href="{album.url}page/1/"' in page
    assert "8 planches" in page
    assert album.cover.file.url in page


def test_each_plate_has_its_address_its_picture_and_its_words(client: Client, album: ComicPage) -> None:
    for number, block in enumerate(album.plates, start=1):
        page = read(client, f"{album.url}page/{number}/")

        assert block.value["image"].file.url in page
        assert f"Planche {number} sur 8" in page
        assert page.count('<li data-zone="') == len(block.value["panels"])


def test_plates_are_chained_by_links_that_need_no_script(client: Client, album: ComicPage) -> None:
    seen, url = [], album.first_plate_url
    while url:
        seen.append(url)
        following = re.search(r'<link rel="next" href="([^"]+)"', read(client, url))
        url = following.group(1) if following else ""

    assert seen == [f"{album.url}page/{number}/" for number in range(1, 9)]


def test_the_first_plate_has_no_plate_before_it_and_the_last_none_after(client: Client, album: ComicPage) -> None:
    first, last = read(client, album.plate_url(1)), read(client, album.plate_url(8))

    assert 'rel="prev"' not in first
    assert 'rel="next"' in first
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last


@pytest.mark.parametrize("number", ["0", "9", "999999999999999999999", "-1", "un"])
def test_a_plate_that_does_not_exist_is_a_page_not_found(client: Client, album: ComicPage, number: str) -> None:
    assert client.get(f"{album.url}page/{number}/").status_code == 404


def test_an_album_without_plates_is_presented_and_offers_nothing_to_read(client: Client, album: ComicPage) -> None:
    album.plates = []
    album.save_revision().publish()

    assert "page/1/" not in read(client, album.url)
    assert client.get(f"{album.url}page/1/").status_code == 404


def test_pictures_have_a_short_description_and_the_rest_is_in_the_transcript(client: Client, album: ComicPage) -> None:
    block = album.plates[3].value
    page = html.unescape(read(client, album.plate_url(4)))

    assert f'alt="{block["alt"]}"' in page
    assert len(block["alt"]) <= 150
    assert "Un portique rouge immense enjambe la coque blanche" in page


def test_search_reads_every_panel(album: ComicPage) -> None:
    body = album.search_body()

    for block in album.plates:
        for panel in block.value["panels"]:
            assert panel["description"] in body
            for line in panel["lines"]:
                assert line["text"] in body


def test_search_sorts_albums_by_audience(album: ComicPage) -> None:
    assert [facet.value for facet in album.search_facets()["public"]] == ["collegiens"]


def test_each_panel_of_the_album_has_its_place_inside_the_plate(album: ComicPage) -> None:
    for block in album.plates:
        for panel in block.value["panels"]:
            left, top, width, height = (float(number) for number in panel.zone.split(" "))
            assert 0 <= left < left + width <= 100
            assert 0 <= top < top + height <= 100


def test_a_panel_without_place_has_no_zone(album: ComicPage) -> None:
    panel = album.plates[0].value["panels"][0]
    panel["left"] = None

    assert panel.zone == ""


def test_loading_twice_changes_nothing_that_a_person_edited(album: ComicPage, home: HomePage) -> None:
    album.title = "Un autre titre"
    album.save_revision().publish()

    comics.load(home)

    assert ComicPage.objects.get().title == "Un autre titre"


def test_a_plate_is_read_with_few_queries(client: Client, album: ComicPage, django_assert_max_num_queries) -> None:
    client.get(album.plate_url(2))
    with django_assert_max_num_queries(25):
        client.get(album.plate_url(2))


def test_an_editor_previews_the_presentation_and_each_plate_of_a_draft(album: ComicPage) -> None:
    album.title = "Titre pas encore publié"
    modes = [mode for mode, _ in album.preview_modes]

    presentation = album.make_preview_request(preview_mode="")
    plate = album.make_preview_request(preview_mode="plate-8")

    assert modes == ["", *(f"plate-{number}" for number in range(1, 9))]
    assert "Titre pas encore publié" in presentation.rendered_content
    assert "Titre pas encore publié" in plate.rendered_content
    assert 'data-plate="8"' in plate.rendered_content


def test_the_preview_of_a_plate_that_is_gone_shows_the_presentation(album: ComicPage) -> None:
    assert "data-plate" not in album.make_preview_request(preview_mode="plate-99").rendered_content


@pytest.mark.django_db
def test_a_drawing_is_shown_with_a_size_in_whole_pixels():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="301" viewBox="0 0 400 301"></svg>'
    image = get_image_model().objects.create(title="Dessin", file=ContentFile(drawing, "dessin.svg"))

    tag = image.get_rendition("width-800|preserve-svg").img_tag()

    assert 'width="400"' in tag
    assert 'height="301"' in tag
