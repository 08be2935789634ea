"""Components: few parameters, text that is escaped, states told in words and not by colour alone."""

from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.template.loader import render_to_string


def test_a_card_is_one_link_with_escaped_text():
    html = render_to_string(
        "theme/components/card.html",
        {"href": "/x/", "title": "<b>L'eau</b>", "meta": "Guide", "text": "Où ?", "heading": "h2"},
    )

    assert '<h2><a href="/x/">&lt;b&gt;L’eau&lt;/b&gt;</a></h2>' in html
    assert "<img" not in html


def test_the_summary_of_errors_counts_them_and_leads_to_each():
    problems = [
        {"id": "f-nom", "label": "Nom", "message": "Écrivez un nom."},
        {"id": "f-mail", "label": "Adresse", "message": "Écrivez une adresse entière."},
    ]

    html = render_to_string("theme/components/errors.html", {"problems": problems})

    assert "2 réponses sont à revoir" in html
    assert '<a href="#f-nom">Nom\u00a0: Écrivez un nom.</a>' in html
    assert 'role="alert"' in html


def test_no_summary_without_errors():
    assert "notice" not in render_to_string("theme/components/errors.html", {"problems": []})


def test_the_bridge_says_each_state_in_words():
    steps = [
        {"label": "Projet", "href": "/1/", "state": "done"},
        {"label": "Lieu", "href": "/2/", "state": "current"},
        {"label": "Budget", "href": "", "state": "todo"},
    ]

    html = render_to_string("theme/components/progress.html", {"steps": steps})

    assert "(fait)" in html
    assert 'aria-current="step"' in html
    assert "Étape 2 sur 3\u00a0: Lieu" in html
    assert '<a href="/1/">' in html
    assert '<a href="/2/">' not in html


def test_pagination_keeps_the_rest_of_the_address(rf):
    request = rf.get("/recherche/?q=visite&page=2")
    page_obj = Paginator(range(100), 10).page(2)
    template = Template('{% include "theme/components/pagination.html" with page_obj=page_obj only %}')

    html = template.render(RequestContext(request, {"page_obj": page_obj}))

    assert 'href="?q=visite&amp;page=3"' in html
    assert '<span aria-current="page">' in html


def test_one_page_needs_no_pagination(rf):
    template = Template('{% include "theme/components/pagination.html" with page_obj=page_obj only %}')

    html = template.render(RequestContext(rf.get("/"), {"page_obj": Paginator([1], 10).page(1)}))

    assert "<nav" not in html


def test_an_error_of_a_field_is_found_by_its_input():
    html = render_to_string("theme/components/field_error.html", {"id": "f-nom", "message": "Écrivez un nom."})

    assert 'id="f-nom-error"' in html
    assert "Erreur\u00a0: " in html
