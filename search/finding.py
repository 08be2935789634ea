"""The search that people use: an engine's answer, made helpful when it is poor."""

from dataclasses import replace

from search import choice
from search.meaning import meant_by
from search.request import SearchRequest
from search.response import SearchResponse


def find(request: SearchRequest) -> SearchResponse:
    """Return the page asked for.

    When nothing has all the words, `meant` proposes another spelling (if it finds something), and `partial` results
    have one of the words at least.
    """
    response = choice.search(request)
    if response.total or not request.terms:
        return response
    meant = meant_by(request)
    if meant and not choice.search(replace(request, query=meant, page=1)).total:
        meant = ""
    if len(request.terms) > 1:
        response = choice.search(request.asking_any())
    return replace(response, partial=bool(response.total), meant=meant)
