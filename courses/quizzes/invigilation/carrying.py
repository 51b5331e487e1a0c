"""What people marked before an attempt went on: it stands as long as the answer is the same."""

from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.marking.models import Marking
from courses.quizzes.models import Attempt

MARKED = (Attempt.State.MARKING, Attempt.State.GRADED)


def still_standing(attempt: Attempt) -> set[int]:
    """The slots that have a marking, done or begun, whose answer is now what it was then."""
    before = _last_marked(attempt)
    now = attempt.snapshot or {}
    slots = Marking.objects.filter(attempt=attempt).values_list("slot_id", flat=True)
    return {slot for slot in slots if before.get(str(slot)) == now.get(str(slot))}


def _last_marked(attempt: Attempt) -> dict[str, object]:
    """The snapshot that the markings there are were made of."""
    acts = AttemptAct.objects.filter(attempt=attempt).order_by("-pk")
    kept = (act.before for act in acts if act.before.get("state") in MARKED)
    return next((before.get("snapshot") or {} for before in kept), {})
