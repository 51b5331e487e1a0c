"""What can go wrong in the studio, in words that an instructor can act on."""

from django.utils.translation import gettext_lazy as _


class StudioError(Exception):
    """`message` is shown as it is; `status` is the answer's."""

    message = _("This could not be done. Load the page again and try once more.")
    status = 409

    def __init__(self) -> None:
        super().__init__(str(self.message))


class PlanMoved(StudioError):
    message = _(
        "This plan was changed in another tab or by another step. "
        "You see it as it stands now; your last step was not taken."
    )


class PlanAccepted(StudioError):
    message = _("A course was already made from this plan. Go on in the course.")


class StepNotPossible(StudioError):
    message = _("This step is not possible here. The plan is as it was.")
    status = 422


class NothingToUndo(StudioError):
    message = _("There is nothing to undo.")


class NothingToRedo(StudioError):
    message = _("There is nothing to do again.")


class EmptyPlan(StudioError):
    message = _("The plan holds no lesson. Take in at least one section first.")
    status = 422


class NoSuchLanguage(StudioError):
    message = _("There are no courses in this language here. Use en, fr, es, ar, ru or zh.")
    status = 422
