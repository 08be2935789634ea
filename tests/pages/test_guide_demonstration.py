"""The guides of the demonstration, as teachers print them."""

import re
import subprocess

import pytest

from cms.pages.demonstration import guides
from cms.pages.guide_print import print_document
from cms.pages.models import GuidePage
from exports.pdf import render
from tests.exports.verapdf import needed, validate
from tests.pages.factories import HomePageFactory

pytestmark = pytest.mark.django_db
VISIT = "organiser-une-visite-d-entreprise"
# A whole guide takes seconds: the tests of this module read the same files.
printed: dict[str, bytes] = {}


@pytest.fixture
def index():
    return guides.load(HomePageFactory(at_the_root=True))


@pytest.fixture
def files(index, tmp_path):
    """The printed guides, by short name."""
    paths = {}
    for guide in GuidePage.objects.all():
        if guide.slug not in printed:
            printed[guide.slug] = render(print_document(guide))
        paths[guide.slug] = tmp_path / f"{guide.slug}.pdf"
        paths[guide.slug].write_bytes(printed[guide.slug])
    return paths


def pages_of(path):
    """The text of each page, with ordinary spaces."""
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return [re.sub(r"[\u00a0\u202f ]+", " ", page) for page in text.split("\f")[:-1]]


def test_the_visit_guide_is_long_enough_to_be_of_use(files):
    assert 12 <= len(pages_of(files[VISIT])) <= 32


def test_the_table_of_contents_gives_the_right_pages(files):
    pages = pages_of(files[VISIT])
    guide = GuidePage.objects.get(slug=VISIT)
    titles = [(chapter.title, [sheet.title for sheet in chapter.sheets]) for chapter in guide.chapters()]
    assert len(titles) == 7
    for title in [each for chapter, sheets in titles for each in (chapter, *sheets)]:
        words = re.sub(r"[\u00a0\u202f ]+", " ", title)
        number = int(re.search(rf"{re.escape(words)} (\d+)\n", pages[1])[1])
        # A large title runs over two lines.
        assert words in re.sub(r"\s+", " ", pages[number - 1]), f"{words} is not on page {number}"


def test_every_page_but_the_cover_carries_its_number(files):
    for number, page in enumerate(pages_of(files[VISIT])[1:], 2):
        assert re.search(rf"(^|\s){number}\s*$", page, re.MULTILINE), f"page {number}"


def test_running_headers_name_the_chapter_and_the_guide(files):
    pages = pages_of(files[VISIT])

    assert pages[2].lstrip().startswith("1 Pourquoi y aller, et où")
    assert pages[3].lstrip().startswith("Organiser une visite d’entreprise avec sa classe")


def test_no_page_is_left_empty(files):
    for path in files.values():
        for number, page in enumerate(pages_of(path), 1):
            assert len(page.split()) > 20, f"{path.name}, page {number}"


def test_loading_again_changes_nothing_that_people_made(index):
    guide = GuidePage.objects.get(slug=VISIT)
    guide.title = "Notre titre"
    guide.save_revision().publish()

    guides.load(index.get_parent().specific)

    assert GuidePage.objects.get(slug=VISIT).title == "Notre titre"
    assert GuidePage.objects.count() == 3


@pytest.mark.verapdf
def test_the_guides_are_valid_pdf_ua(files):
    needed()

    assert validate(files.values()) == {path: [] for path in files.values()}
