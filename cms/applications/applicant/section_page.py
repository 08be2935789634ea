"""The page of one section: its questions, what is wrong, who else is there, what has to be chosen."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.applications.applicant import steps
from cms.applications.applicant.own import person
from cms.applications.models import Application
from cms.applications.people import presence
from cms.applications.people.access import Right, may
from cms.applications.scanning import marks as scanned
from cms.applications.writing import corrections, meeting
from cms.applications.writing.completeness import remaining
from cms.applications.writing.drafts import Saved
from cms.forms import answers, rendering
from cms.forms.answers import Problem
from cms.forms.spec import Section


def said(request: HttpRequest, application: Application, section: Section) -> list[Problem]:
    """What is wrong in a section that is opened: all of it when one comes from the review, else what was refused."""
    everything = "verifier" in request.GET
    return [
        problem
        for problem in remaining(application)
        if problem.section_key == section.key and (everything or problem.field_key in application.typed)
    ]


def page(
    request: HttpRequest,
    application: Application,
    section: Section,
    *,
    problems: Sequence[Problem] = (),
    raw: dict[str, Any] | None = None,
    shown: dict[str, Any] | None = None,
    stale: str = "",
    saved: Saved | None = None,
    status: int = 200,
) -> HttpResponse:
    """The section as a page; `raw` is what was typed and refused, `shown` what was typed and is not stored."""
    part = corrections.open_part(application, section)
    mine = saved.mine if saved else {}
    conflicts = saved.conflicts if saved else []
    given = {**application.working_answers, **(shown or {}), **mine}
    typed = {**{key: value for key, value in application.typed.items() if key not in mine}, **(raw or {})}
    marks = meeting.marks(application, part)
    before = meeting.read(request.POST)
    if before is not None:
        # Until the person has chosen, the page goes on from what it had seen.
        marks |= {one.key: before.marks[one.key] for one in conflicts if one.key in before.marks}
    context = {
        "application": application,
        "section": section,
        "problems": [one for one in problems if not one.excludes],
        "ineligible": [
            (one, reverse("applications:step", args=[application.pk, one.section_key]))
            for one in answers.ineligible(application.release.form, given)
        ],
        "status": status,
        "stale": stale,
        "conflicts": conflicts,
        "marks": json.dumps(marks),
        "others": people_there(request, application, section),
        "is_shared": getattr(application, "is_shared", False),
        "bridge": steps.bridge(application, section.key, may_send=may(person(request), application, Right.MANAGE)),
        "previous": steps.previous(application, section.key),
        "is_correction": not application.is_draft,
        "comment": corrections.comment_on(application) if not application.is_draft else "",
        "fixed": _fixed(application, section),
        **fields(application, part, given, problems, typed),
    }
    return render(request, "applications/applicant/step.html", context, status=status)


def after(
    request: HttpRequest, saved: Saved, section: Section, problems: Sequence[Problem], status: int
) -> HttpResponse:
    """The section again after it was sent, with what was typed and what has to be mended or chosen."""
    return page(request, saved.application, section, problems=problems, raw=saved.raw, saved=saved, status=status)


def fields(
    application: Application,
    part: Section,
    given: dict[str, Any],
    problems: Sequence[Problem],
    typed: dict[str, Any],
) -> dict[str, Any]:
    """The context of the questions of a section."""
    return rendering.section_context(
        application.release.form,
        part,
        given,
        problems,
        typed,
        file_url=lambda pk: reverse("applications:attachment", args=[pk]),
        file_marks=scanned.marks(application) if any(one.kind.takes_files for one in part.fields) else None,
        refresh_url=reverse("applications:questions", args=[application.pk, part.key]),
    )


def stale_page(request: HttpRequest, application: Application, section: Section) -> HttpResponse:
    """The section with what was typed, over what was saved elsewhere: the person compares and decides."""
    part = corrections.open_part(application, section)
    reading = answers.read(application.release.form, part, request.POST, application.working_answers)
    reason = _("This application was changed in another tab or on another device.")
    return page(
        request,
        application,
        section,
        problems=reading.problems,
        raw=reading.raw,
        shown=reading.values,
        stale=reason,
        status=409,
    )


def _fixed(application: Application, section: Section) -> list[tuple[str, str]]:
    """In a correction, the answers of the section that stay as they are: (label, answer in words)."""
    if application.is_draft:
        return []
    return [
        (field.label, text)
        for one, rows in answers.shown(application.release.form, application.working_answers)
        if one.key == section.key
        for field, text in rows
        if not corrections.is_open(application, field)
    ]


def people_there(request: HttpRequest, application: Application, section: Section) -> list[presence.Other]:
    """Who else is there; nobody can be on an application that is not shared."""
    return presence.arrive(application, person(request), section) if getattr(application, "is_shared", False) else []
