"""Reading what was mailed."""

from django.db.models import Q, QuerySet

from courses.mail.models import Message


def messages_listed(*, text: str = "", state: str = "", kind: str = "") -> QuerySet[Message]:
    """Newest first, without the bodies; `text` is looked for in address and subject."""
    wanted = Q()
    if text:
        wanted &= Q(to__icontains=text) | Q(subject__icontains=text)
    if state:
        wanted &= Q(state=state)
    if kind:
        wanted &= Q(kind=kind)
    return Message.objects.filter(wanted).defer("text", "html").order_by("-created_at", "-pk")


def mail_kinds() -> list[str]:
    return list(Message.objects.order_by("kind").values_list("kind", flat=True).distinct())


def newest_to(address: str) -> Message | None:
    return Message.objects.filter(to__iexact=address).order_by("-created_at", "-pk").first()
