"""The search page and its JSON: what is asked is answered, and nothing that is typed breaks them."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.embedded import EmbeddedEngine
from tests.contracts.test_search_engines import HOSTILE
from tests.search.factories import SearchDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    EmbeddedEngine().index(
        [
            SearchDocumentFactory(
                title="Organiser une visite d’entreprise",
                summary="Des visites <utiles>.",
                territory="sarthe",
                audiences=("lyceens",),
                url="/guides/visite/",
            ),
            SearchDocumentFactory(title="La visite de Léa", kind="bd", territory="vendee", url="/bd/lea/"),
            *(SearchDocumentFactory(title=f"Stage {number}", kind="page") for number in range(25)),
        ]
    )


def page(client, **parameters):
    return client.get("/recherche/", parameters)


def text(response) -> str:
    return response.content.decode()


def test_a_result_is_shown_with_its_words_marked(client, catalogue):
    shown = text(page(client, q="visites"))

    assert 'href="/guides/visite/"' in shown
    assert "<mark>visite</mark>" in shown
    assert "&lt;utiles&gt;" in shown


def test_the_title_says_what_was_looked_for_and_the_page(client, catalogue):
    assert "<title>Recherche\u00a0: visite" in text(page(client, q="visite"))
    assert "Recherche\u00a0: stage (page 2 sur 3)" in text(page(client, q="stage", page=2))


def test_the_number_of_results_is_said_in_french(client, catalogue):
    assert "2 résultats" in text(page(client, q="visite"))
    assert "1 résultat " in text(page(client, q="léa"))


def test_chosen_facets_stay_ticked_and_can_be_taken_away(client, catalogue):
    shown = text(page(client, q="visite", territoire=["sarthe", "vendee"], kind="guide"))

    assert shown.count(" checked") == 3
    assert "q=visite&amp;kind=guide&amp;territoire=vendee" in shown


def test_a_chosen_value_that_finds_nothing_keeps_its_name_and_can_be_taken_away(client, catalogue):
    shown = text(page(client, q="léa", territoire="sarthe"))

    assert "Sarthe <span" in shown
    assert "Retirer le filtre\u00a0: </span>Sarthe" in shown


def test_pages_keep_the_words_and_the_facets(client, catalogue):
    assert "kind=page" in text(page(client, q="stage", kind="page")).split('rel="next"')[0].rsplit("href=", 1)[1]


@pytest.mark.parametrize(
    ("asked", "led_to"), [("99", "page=3"), ("abc", "q=stage"), ("-1", "q=stage"), ("1e9", "q=stage")]
)
def test_a_page_that_does_not_exist_leads_to_one_that_does(client, catalogue, asked, led_to):
    response = page(client, q="stage", page=asked)

    assert response.status_code == 302
    assert response.url.endswith(led_to)


def test_nothing_found_gives_advice(client, catalogue):
    shown = text(page(client, q="zzzzzz"))

    assert "0 résultat" in shown
    assert "Utilisez moins de mots" in shown


def test_a_misspelling_is_put_right_by_one_link_that_keeps_the_facets(client, catalogue):
    shown = text(page(client, q="vistie", kind="guide"))

    assert "Vouliez-vous dire" in shown
    assert 'href="?q=visite&amp;kind=guide"' in shown


def test_without_words_all_is_shown(client, catalogue):
    assert "27 contenus" in text(page(client))


def test_what_is_typed_is_shown_as_text(client, catalogue):
    shown = text(page(client, q="<script>alert(1)</script>"))

    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_page_of_results_costs_few_queries(client, catalogue, django_assert_max_num_queries):
    page(client, q="stage")

    with django_assert_max_num_queries(15):
        page(client, q="stage", kind="page")


def test_the_json_says_what_the_contract_says(client, catalogue):
    answer = client.get("/api/search/", {"q": "visite", "territoire": ["sarthe", "mayenne"]}).json()

    assert answer == {
        "total": 1,
        "results": [
            {
                "title": "Organiser une visite d’entreprise",
                "url": "/guides/visite/",
                "kind": "guide",
                "highlight": "Des <mark>visites</mark> &lt;utiles&gt;.",
            }
        ],
        "facets": {
            "kind": [{"value": "guide", "label": "Guide", "count": 1}],
            "territoire": [
                {"value": "sarthe", "label": "Sarthe", "count": 1},
                {"value": "vendee", "label": "Vendee", "count": 1},
            ],
            "public": [{"value": "lyceens", "label": "Lyceens", "count": 1}],
        },
    }


def test_the_json_of_a_page_past_the_last_is_empty(client, catalogue):
    answer = client.get("/api/search/", {"q": "stage", "page": 9}).json()

    assert (answer["total"], answer["results"]) == (25, [])


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1.5", "²", "9" * 30, "1 OR 1"])
def test_the_json_refuses_a_page_that_is_no_number_in_french(client, number):
    response = client.get("/api/search/", {"page": number})

    assert response.status_code == 400
    assert "nombre entier" in response.json()["error"]


def test_suggestions_are_titles(client, catalogue):
    assert client.get("/recherche/suggestions/", {"q": "org"}).json() == {
        "suggestions": [{"title": "Organiser une visite d’entreprise", "url": "/guides/visite/", "kind": "Guide"}]
    }


def test_nothing_is_written_by_a_search(client):
    assert client.post("/recherche/", {"q": "visite"}).status_code == 405
    assert client.post("/api/search/", {"q": "visite"}).status_code == 405


@pytest.mark.parametrize("query", [query for query in HOSTILE if query != "\ud800"])
def test_no_query_breaks_the_json(client, catalogue, query):
    for path in ("/api/search/", "/recherche/suggestions/"):
        assert client.get(path, {"q": query, "kind": query}).status_code == 200


def test_bytes_that_are_no_text_break_nothing(client, catalogue):
    for path in ("/api/search/", "/recherche/"):
        assert client.get(path + "?q=%ff%fe%00&kind=%ed%a0%80&page=%ff").status_code in {200, 302, 400}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(
        st.sampled_from(["q", "kind", "territoire", "public", "page"]), st.text(st.characters(codec="utf-8"))
    )
)
def test_no_parameters_break_the_json(client, parameters):
    assert client.get("/api/search/?" + urlencode(parameters)).status_code in {200, 400}
