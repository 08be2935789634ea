"""Who else has an application open: told with the page and with each save, so that two people see each other."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cms.accounts.models import User
from cms.applications.models import Application, Presence
from cms.forms.spec import Section

# Pages say that they are there twice in this time.
FRESH_FOR = timedelta(seconds=75)


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has the application open; `here`: the same section."""

    name: str
    section: str
    here: bool


def arrive(application: Application, user: User, section: Section) -> list[Other]:
    """Note that `user` has the section open and return the others who have the application open now.

    Two queries, once the person has been there. Call it for people with a place on the application only.
    """
    now = timezone.now()
    if not application.presences.filter(user=user).update(section=section.key, seen_at=now):
        # Two pages of one person may arrive at once: the second writes over the first.
        Presence.objects.bulk_create(
            [Presence(application=application, user=user, section=section.key, seen_at=now)],
            update_conflicts=True,
            unique_fields=["application", "user"],
            update_fields=["section", "seen_at"],
        )
    others = application.presences.filter(seen_at__gte=now - FRESH_FOR).exclude(user=user).select_related("user")
    titles = {one.key: one.title for one in application.release.form.sections}
    found = [
        Other(str(one.user), titles.get(one.section, ""), one.section == section.key)
        for one in others.order_by("user__last_name", "user__email")
    ]
    return sorted(found, key=lambda other: not other.here)
