"""What can go wrong with cohorts, in words that one can act on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CohortError(Exception):
    """The base of this family; `message` is shown to whoever asked."""

    message: str | Promise = _("That could not be done.")

    def __str__(self) -> str:
        return str(self.message)


class NameTaken(CohortError):
    message = _("Another cohort has this name. Choose another one.")


class AlreadyAssigned(CohortError):
    message = _("This cohort has this course already. Change its deadline instead.")


class DueInThePast(CohortError):
    message = _("This day is over. Choose today or a later day.")


class ChangedMeanwhile(CohortError):
    message = _("Somebody else added some of these people just now. Try again.")


class ArchivedCohort(CohortError):
    message = _("This cohort is archived. Bring it back first.")


class NotACoordinator(CohortError):
    message = _(
        "Nobody with this address may coordinate. Check it, or ask an administrator to make "
        "the person a coordinator first."
    )


class LastCoordinator(CohortError):
    message = _("A cohort keeps at least one coordinator. Add another one first.")


class NothingToPopulate(CohortError):
    message = _("No published course has a quiz. Load the library first (load_library).")


class PopulatedBefore(CohortError):
    message = _("These learners are here already. Choose another --seed.")
