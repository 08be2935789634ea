"""What somebody who handles applications has not read yet, counted for a whole list at once."""

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from cms.accounts.models import User
from cms.applications.models import Message, MessageMark


def unread_by(user: User) -> Coalesce:
    """How many messages of its people `user`, who handles applications, has not read: to annotate applications with."""
    read = MessageMark.objects.filter(application=OuterRef("application"), user=user).values("last_read")
    sent = Message.objects.filter(application=OuterRef("pk"), side=Message.Side.APPLICANTS).exclude(author=user)
    new = sent.annotate(read=Coalesce(Subquery(read), 0)).filter(pk__gt=F("read"))
    return Coalesce(Subquery(new.order_by().values("application").annotate(number=Count("pk")).values("number")), 0)
