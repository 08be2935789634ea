"""What the conditions of a process may read of a page, under the names that an editor writes."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from cms.accounts.models import User

# name of the fact: what it is, for the manual and for whoever draws a process.
FACTS: dict[str, str | Promise] = {
    "type_page": _("the type of the page, as in “contentpage”"),
    "langue": _("the language of the page, as in “fr”"),
    "rubrique": _("the short name of the section of the site"),
    "montre_mineurs": _("whether the page shows minors"),
    "autorisation_notee": _("whether the place of the authorisations is noted"),
    "nouvelle": _("whether the page was never public"),
    "champs_modifies": _("the fields that differ from the public page"),
    "auteur": _("the address of the person who asked for the approval"),
    "groupes_auteur": _("the groups of that person"),
}

# Wagtail's own bookkeeping in a revision: no editor changes it.
_BOOKKEEPING = frozenset(
    [
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "content_type",
        "draft_title",
        "latest_revision",
        "live_revision",
        "live",
        "expired",
        "owner",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "translation_key",
        "locale",
        "alias_of",
        "search_index_ignore",
        "wagtail_admin_comments",
        "comments",
    ]
)


def facts(page: Page, author: User | None) -> dict[str, Any]:
    """Return {name of the fact: value} for `page`, a draft as its latest revision has it (see `FACTS`)."""
    section = page.get_ancestors(inclusive=True).filter(depth=3).values_list("slug", flat=True).first()
    return {
        "type_page": page._meta.model_name,
        "langue": page.locale.language_code,
        "rubrique": section or "",
        "montre_mineurs": bool(getattr(page, "shows_minors", False)),
        "autorisation_notee": bool(getattr(page, "consent_reference", "").strip()),
        "nouvelle": page.first_published_at is None,
        "champs_modifies": changed_fields(page.live_revision, page.latest_revision),
        "auteur": author.email if author else "",
        "groupes_auteur": sorted(author.groups.values_list("name", flat=True)) if author else [],
    }


def changed_fields(public: Revision | None, draft: Revision | None) -> list[str]:
    """Return the sorted names of the fields that differ; none when the page is not public or has no draft."""
    if public is None or draft is None or public.pk == draft.pk:
        return []
    names = (set(public.content) | set(draft.content)) - _BOOKKEEPING
    return sorted(name for name in names if public.content.get(name) != draft.content.get(name))
