"""The kinds of mail in words, for those who look through what was sent."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "account_confirm": _("Address to confirm"),
    "account_exists": _("Address with an account already"),
    "account_notice": _("News of the account"),
    "account_reset": _("New password"),
    "attempt_changed": _("Something done to an attempt"),
    "attempt_graded": _("Result of a quiz"),
    "certificate_awarded": _("Certificate ready"),
    "cohort_welcome": _("Welcome to a cohort"),
    "course_assigned": _("Course given"),
    "deadline_changed": _("Deadline changed"),
    "invitation": _("Invitation"),
    "raised_answered": _("Answer to what was raised"),
    "work_waiting": _("Something to review or mark"),
}
