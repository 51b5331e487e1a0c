"""What the studio does with topics."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from content.tagged import reports_to_tag
from content.topics.tagging import edition
from courses.authoring.errors import EmptyPlan
from courses.authoring.models import ImportPlan
from courses.authoring.plans.services import plan_for_passages
from courses.authoring.topics.errors import NothingTicked
from courses.authoring.topics.models import TopicChoice
from courses.authoring.topics.paragraphs import ticked_at_first
from courses.authoring.topics.queries import TopicText
from courses.outbox.services import enqueue
from courses.people.models import User

TAG_TASK = "authoring.tag_report"


def order_tagging() -> None:
    """A job for each report whose topics come from another list than today's; once for a list."""
    today = edition()
    for report in reports_to_tag():
        with transaction.atomic():
            key = f"{TAG_TASK}:{report}:{today}"
            enqueue(TAG_TASK, lane="long", dedupe_key=key, report_id=report)


@transaction.atomic
def save_choice(
    user: User, text: TopicText, *, shown: Collection[int], ticked: Collection[int]
) -> None:
    """Of the paragraphs shown, those that are ticked; the others keep what was chosen before."""
    choice, _ = TopicChoice.objects.get_or_create(owner=user, topic=text.topic.key)
    choice = TopicChoice.objects.select_for_update().get(pk=choice.pk)
    taken, left = set(choice.taken), set(choice.left)
    first = ticked_at_first(text.groups)
    for group in text.groups:
        for one in group:
            if one.id not in shown:
                continue
            at_first = one.id in first
            for kept, is_other in (
                (taken, one.id in ticked and not at_first),
                (left, one.id not in ticked and at_first),
            ):
                (kept.add if is_other else kept.discard)(one.id)
    choice.taken, choice.left = sorted(taken), sorted(left)
    choice.save(update_fields=["taken", "left", "changed_at"])


def build_plan(user: User, text: TopicText) -> ImportPlan:
    """A plan of a course from the paragraphs that are ticked. Raises NothingTicked."""
    try:
        return plan_for_passages(
            text.topic.key,
            [passage for one in text.taken for passage in one.passages],
            title=text.topic.name(text.language),
            language=text.language,
            owner=user,
        )
    except EmptyPlan as error:
        raise NothingTicked from error
