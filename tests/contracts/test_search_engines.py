"""What every search engine does, whatever it is made of.

The embedded engine runs on the database of the tests (SQLite, then PostgreSQL when the suite is run again on it), the
other on a real Elasticsearch.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from search.engines.embedded import EmbeddedEngine
from search.models import SearchDocument, revision_now
from search.request import SearchRequest
from tests.search.factories import SearchDocumentFactory

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    "'",
    "\\",
    '"visite',
    "visite AND",
    "AND OR NOT",
    "NEAR(visite, 2)",
    "title:visite",
    "{title} : visite",
    "visite*",
    "*",
    "^visite",
    "-visite",
    "+visite -stage",
    "(visite",
    "visite))",
    "visite & ! | <-> stage:*",
    "'visite':A",
    "\\'visite",
    "'; DROP TABLE search_index; --",
    "%s %(x)s {0}",
    "<script>alert(1)</script>",
    '{"match_all": {}}',
    "\x00",
    "visite\x00stage",
    "\ud800",
    "e\u0301",
    "\u202e\u200b",
    "½ ² ᵉ",
    "🚌",
    "中文 العربية",
    "a" * 5000,
    "visite " * 500,
    "_exists_:title",
    "/vis.*/",
    "visite~2",
]


class EngineContract:
    """Every engine inherits these tests and gives the fixture `engine`."""

    @pytest.fixture
    def put(self, engine):
        """Save and index documents, one a set of fields."""

        def put(*documents: dict) -> list[SearchDocument]:
            made = [SearchDocumentFactory(**fields) for fields in documents]
            engine.index(made)
            return made

        return put

    @pytest.fixture
    def ask(self, engine):
        """Return the titles found, best first."""

        def ask(query: str = "", **options) -> list[str]:
            return [result.title for result in engine.search(SearchRequest.of(query, **options)).results]

        return ask

    # --- Words -----------------------------------------------------------------------------------------------------

    @pytest.mark.parametrize(
        ("written", "typed"),
        [
            ("Découvrir les métiers", "decouvrir metiers"),
            ("decouvrir les metiers", "Découvrir métiers"),
            ("Métier", "métiers"),
            ("métiers", "METIER"),
            ("Les chevaux", "cheval"),
            ("Visites d’entreprises", "visite entreprise"),
            ("L’entreprise", "entreprise"),
            ("L'entreprise", "l’entreprise"),
            ("Rencontre d'apprentis", "apprentis"),
            ("Ce qu’elles disent", "elles disent"),
            ("Aujourd’hui", "aujourd'hui"),
            ("Sous-traitance", "sous traitance"),
            ("sous traitance", "sous-traitance"),
            ("Infirmière", "infirmier"),
            ("Infirmiers", "infirmières"),
            ("Conductrice de ligne", "conducteur"),
            ("Vendeurs", "vendeuse"),
            ("Œuvre", "oeuvre"),
            ("Main-d’oeuvre", "œuvre"),
            ("Stage de 3ᵉ", "3e"),
            ("Été", "e\u0301te\u0301"),
            ("La visite", "la"),
        ],
    )
    def test_accents_case_elision_and_number_do_not_matter(self, put, ask, written, typed):
        put({"title": written}, {"title": "Tout autre chose"})

        assert ask(typed) == [written]

    def test_all_words_are_needed_wherever_they_stand(self, put, ask):
        put(
            {"title": "Visite", "summary": "d’un atelier", "body": "de soudure"},
            {"title": "Visite d’un atelier"},
        )

        assert ask("visite atelier soudure") == ["Visite"]

    def test_words_that_everything_contains_are_not_needed(self, put, ask):
        put({"title": "Stage en Mayenne"})

        assert ask("un stage dans la Mayenne") == ["Stage en Mayenne"]

    def test_one_word_is_enough_when_it_is_asked_so(self, engine, put):
        put({"title": "Visite d’un atelier"}, {"title": "Atelier de soudure"}, {"title": "Rien"})

        found = engine.search(SearchRequest.of("visite soudure").asking_any())

        assert found.total == 2

    # --- Order -----------------------------------------------------------------------------------------------------

    @pytest.mark.parametrize("typed", ["visites", "visite", "visiter"])
    def test_the_form_that_was_typed_comes_before_its_kin(self, put, ask, typed):
        put(*({"title": f"Une {form} ici"} for form in ("visite", "visites", "visiter")))

        assert ask(typed)[0] == f"Une {typed} ici"
        assert len(ask(typed)) == 3

    def test_the_title_counts_more_than_the_summary_and_the_summary_more_than_the_text(self, put, ask):
        filler = "autre chose que personne ne cherche ici"
        put(
            {"title": "Texte", "summary": filler, "body": f"menuiserie {filler}"},
            {"title": "Résumé", "summary": f"menuiserie {filler}", "body": filler},
            {"title": "Menuiserie", "summary": filler, "body": filler},
        )

        assert ask("menuiserie") == ["Menuiserie", "Résumé", "Texte"]

    def test_a_title_counts_more_than_many_mentions(self, put, ask):
        put(
            {"title": "Bavard", "body": "menuiserie et encore " * 6 + "autre chose " * 20},
            {"title": "Menuiserie", "body": "autre chose " * 32},
        )

        assert ask("menuiserie")[0] == "Menuiserie"

    def test_without_words_everything_is_found_newest_first(self, put, ask):
        put(
            {"title": "Ancien", "date": datetime(2024, 1, 1, tzinfo=UTC)},
            {"title": "Sans date", "date": None},
            {"title": "Récent", "date": datetime(2026, 1, 1, tzinfo=UTC)},
        )

        assert ask("") == ["Récent", "Ancien", "Sans date"]
        assert ask("   ") == ["Récent", "Ancien", "Sans date"]

    def test_what_holds_no_word_finds_nothing(self, put, ask):
        put({"title": "Visite"})

        assert ask("?!…") == []

    # --- Pages -----------------------------------------------------------------------------------------------------

    def test_pages_follow_one_another_without_gap_or_repetition(self, engine, put):
        put(*({"title": f"Visite {number}"} for number in range(23)))

        pages = [engine.search(SearchRequest.of("visite", page=page)) for page in (1, 2, 3, 4)]

        assert [len(page.results) for page in pages] == [10, 10, 3, 0]
        assert {page.total for page in pages} == {23}
        assert len({result.key for page in pages for result in page.results}) == 23

    def test_the_last_page_that_can_be_asked_for_is_answered(self, engine, put):
        put({"title": "Visite"})

        assert engine.search(SearchRequest.of("visite", page=10**12)).results == ()

    # --- Facets ----------------------------------------------------------------------------------------------------

    @pytest.fixture
    def catalogue(self, put):
        put(
            {"title": "Visite 1", "kind": "guide", "territory": "sarthe", "audiences": ("lyceens", "familles")},
            {"title": "Visite 2", "kind": "guide", "territory": "vendee", "audiences": ("lyceens",)},
            {"title": "Visite 3", "kind": "bd", "territory": "sarthe", "audiences": ("familles",)},
            {"title": "Visite 4", "kind": "bd", "territory": "mayenne", "audiences": ("familles",)},
            {"title": "Stage", "kind": "guide", "territory": "sarthe", "audiences": ("lyceens",)},
        )

    @pytest.fixture
    def counts(self, engine):
        """Return {facet: {value: count}} without the values that nothing has."""

        def counts(query: str = "", **filters: tuple[str, ...]) -> dict[str, dict[str, int]]:
            response = engine.search(SearchRequest.of(query, filters))
            return {
                name: {facet.value: facet.count for facet in values if facet.count}
                for name, values in response.facets.items()
            }

        return counts

    def test_facets_count_what_is_found(self, catalogue, counts):
        assert counts("visite") == {
            "kind": {"guide": 2, "bd": 2},
            "territoire": {"sarthe": 2, "vendee": 1, "mayenne": 1},
            "public": {"familles": 3, "lyceens": 2},
        }

    def test_a_facet_counts_as_if_nothing_of_its_own_were_chosen(self, catalogue, counts):
        assert counts("visite", territoire=("sarthe",)) == {
            "kind": {"guide": 1, "bd": 1},
            "territoire": {"sarthe": 2, "vendee": 1, "mayenne": 1},
            "public": {"familles": 2, "lyceens": 1},
        }

    def test_several_values_of_a_facet_widen_and_several_facets_narrow(self, engine, catalogue, counts):
        chosen = {"territoire": ("sarthe", "mayenne"), "public": ("familles",)}

        assert counts("visite", **chosen) == {
            "kind": {"bd": 2, "guide": 1},
            "territoire": {"sarthe": 2, "mayenne": 1},
            "public": {"familles": 3, "lyceens": 1},
        }
        assert engine.search(SearchRequest.of("visite", chosen)).total == 3

    def test_three_facets_at_once(self, catalogue, counts):
        assert counts(kind=("guide",), territoire=("sarthe",), public=("lyceens",)) == {
            "kind": {"guide": 2},
            "territoire": {"sarthe": 2, "vendee": 1},
            "public": {"lyceens": 2, "familles": 1},
        }

    def test_a_facet_says_its_label_and_what_is_chosen(self, engine, catalogue):
        response = engine.search(SearchRequest.of("", {"territoire": ("vendee",)}))

        assert {(facet.label, facet.chosen) for facet in response.facets["territoire"]} == {
            ("Vendee", True),
            ("Sarthe", False),
            ("Mayenne", False),
        }

    def test_values_come_by_falling_count_then_by_name(self, engine, catalogue):
        values = [facet.value for facet in engine.search(SearchRequest.of("visite")).facets["territoire"]]

        assert values == ["sarthe", "mayenne", "vendee"]

    @pytest.mark.parametrize("value", ["inconnu", "' OR 1=1 --", '"', "*", "%", "\x00x", "a" * 4000])
    def test_a_value_that_nothing_has_finds_nothing(self, engine, catalogue, value):
        response = engine.search(SearchRequest.of("visite", {"territoire": (value,)}))

        assert response.total == 0
        assert sum(facet.count for facet in response.facets["territoire"]) == 4

    # --- What is shown ---------------------------------------------------------------------------------------------

    def test_the_words_found_are_marked_in_any_form(self, engine, put):
        put({"title": "La visite", "summary": "Organiser des visites d’entreprise."})

        result = engine.search(SearchRequest.of("visite")).results[0]

        assert "<mark>visite</mark>" in result.title_highlight
        assert "<mark>visites</mark>" in result.highlight

    def test_the_passage_is_taken_where_the_words_are(self, engine, put):
        put({"title": "Guide", "summary": "Rien ici.", "body": "Loin. " * 200 + "Voici la soudure. " + "Loin. " * 200})

        highlight = engine.search(SearchRequest.of("soudure")).results[0].highlight

        assert "<mark>soudure</mark>" in highlight
        assert len(highlight) < 400

    def test_what_is_shown_is_safe_whatever_was_written(self, engine, put):
        put(
            {
                "title": "<script>alert('visite')</script>",
                "summary": '<img src=x onerror=alert(1)> visite & "cie" <mark>faux</mark>',
            }
        )

        result = engine.search(SearchRequest.of("visite")).results[0]

        for shown in (result.title_highlight, result.highlight):
            assert "<script" not in shown
            assert "<img" not in shown
            assert "<mark>visite</mark>" in shown
            assert "<mark>faux" not in shown
        assert result.title == "<script>alert('visite')</script>"

    def test_without_words_the_summary_is_shown(self, engine, put):
        put({"title": "Guide", "summary": "Un résumé <court>."})

        assert engine.search(SearchRequest.of("")).results[0].highlight == "Un résumé &lt;court&gt;."

    def test_a_result_has_all_that_a_page_needs(self, engine, put):
        put({"title": "Visite", "kind": "bd", "territory": "sarthe", "audiences": ("lyceens",), "url": "/bd/1/"})

        result = engine.search(SearchRequest.of("visite")).results[0]

        assert (result.url, result.kind, result.kind_label) == ("/bd/1/", "bd", "Bd")
        assert set(result.tags) == {"Sarthe", "Lyceens"}
        assert result.date == datetime(2026, 9, 1, tzinfo=UTC)

    # --- Changes ---------------------------------------------------------------------------------------------------

    def test_a_document_learnt_again_is_found_by_its_new_words_only(self, engine, put, ask):
        (document,) = put({"title": "Visite", "territory": "sarthe"})
        document.title, document.facets, document.revision = "Stage", {}, revision_now()
        document.save()
        engine.index([document])

        assert ask("visite") == []
        assert ask("stage") == ["Stage"]
        assert ask("stage", filters={"territoire": ("sarthe",)}) == []

    def test_a_document_that_is_removed_is_not_found(self, engine, put, ask):
        gone, _ = put({"title": "Visite 1"}, {"title": "Visite 2"})

        engine.remove([gone.key, "tests.thing:unknown"])

        assert ask("visite") == ["Visite 2"]

    def test_an_older_removal_leaves_a_newer_document(self, engine, put, ask):
        before = revision_now()
        (document,) = put({"title": "Visite"})

        engine.remove([document.key], before)

        assert ask("visite") == ["Visite"]

    def test_nothing_to_learn_or_to_forget_is_no_error(self, engine):
        engine.index([])
        engine.remove([])

    def test_a_rebuild_knows_what_it_is_given_and_nothing_else(self, engine, put, ask):
        _, kept = put({"title": "Visite 1"}, {"title": "Visite 2"})

        assert engine.rebuild([kept]) == 1
        assert ask("visite") == ["Visite 2"]
        assert ask("") == ["Visite 2"]

    def test_a_very_long_text_is_learnt(self, engine, put, ask):
        put({"title": "Long", "body": "mot " * 20_000 + " ".join(f"mot{n}" for n in range(15_000)) + "x" * 3000})

        assert ask("mot2926") == ["Long"]

    # --- Suggestions -----------------------------------------------------------------------------------------------

    @pytest.mark.parametrize("typed", ["vis", "Visi", "visite d’entr", "entreprise vis", "Visite d'entreprise"])
    def test_titles_are_suggested_while_one_types(self, engine, put, typed):
        put({"title": "Visite d’entreprise", "body": "stage"}, {"title": "Stage", "body": "visite entreprise"})

        assert [suggestion.title for suggestion in engine.suggest(typed)] == ["Visite d’entreprise"]

    def test_suggestions_are_as_many_as_asked_for(self, engine, put):
        put(*({"title": f"Visite {number}"} for number in range(9)))

        assert len(engine.suggest("vis", limit=4)) == 4

    def test_nothing_typed_suggests_nothing(self, engine, put):
        put({"title": "Visite"})

        assert engine.suggest("") == engine.suggest(" '") == []

    # --- Hostile input ---------------------------------------------------------------------------------------------

    @pytest.mark.parametrize("query", HOSTILE)
    def test_a_query_is_words_and_never_a_command(self, engine, put, query):
        put({"title": "Visite", "body": "stage"}, {"title": "Autre"})

        for request in (SearchRequest.of(query), SearchRequest.of(query).asking_any()):
            response = engine.search(request)
            assert 0 <= response.total <= 2
        engine.suggest(query)

    def test_signs_around_words_change_nothing(self, put, ask):
        put({"title": "Visite"}, {"title": "Stage"})

        for query in ('"visite', "visite*", "(visite", "-visite", "title^:visite".replace("title", ""), "visite'"):
            assert ask(query) == ["Visite"]

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=list(HealthCheck),  # the suite runs on several engines, each as slow as it is
    )
    @given(query=st.text(max_size=400), value=st.text(max_size=200))
    @example(query="\ud800\x00'\"", value="\udfff")
    def test_no_text_breaks_the_engine(self, engine, query, value):
        engine.search(SearchRequest.of(query, {"kind": (value,)}))
        engine.suggest(query)


class TestEmbedded(EngineContract):
    """On the database of the tests."""

    @pytest.fixture
    def engine(self):
        return EmbeddedEngine()

    def test_a_row_that_goes_takes_its_index_with_it(self, engine, put, ask):
        put({"title": "Visite"})

        SearchDocument.objects.all().delete()

        assert ask("visite") == []
        assert engine.suggest("vis") == []

    def test_a_page_costs_few_queries(self, engine, put, django_assert_num_queries):
        put(*({"title": f"Visite {number}", "territory": "sarthe"} for number in range(20)))

        with django_assert_num_queries(3):
            engine.search(SearchRequest.of("visite", {"territoire": ("sarthe",), "kind": ("guide",)}))


@pytest.mark.elasticsearch
class TestElasticsearch(EngineContract):
    """On a real server, in an index of the test's own."""

    @pytest.fixture
    def engine(self, elasticsearch_engine):
        # A new index: what is deleted from one still counts in how rare a word is, for a time that nobody knows.
        elasticsearch_engine.rebuild([])
        return elasticsearch_engine

    def test_a_late_change_does_not_undo_a_newer_one(self, engine, put, ask):
        (document,) = put({"title": "Nouveau"})
        document.title, document.revision = "Ancien", document.revision - 1

        engine.index([document])

        assert ask("nouveau") == ["Nouveau"]
        assert ask("ancien") == []
