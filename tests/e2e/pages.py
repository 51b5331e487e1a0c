"""The pages that `make shots` photographs: (name, role or None, path). Add yours in order.

Roles are those of the demo accounts: learner, instructor, coordinator, administrator.
"""

COURSE = "organised-crime-first-steps"

PAGES: list[tuple[str, str | None, str]] = [
    ("styleguide", None, "/styleguide/"),
    ("front", None, "/"),
    ("login", None, "/accounts/login/"),
    ("signup", None, "/accounts/signup/"),
    ("reset", None, "/accounts/password/reset/"),
    ("missing", None, "/there-is-nothing-here/"),
    ("privacy", None, "/people/legal/privacy/"),
    ("search", None, "/search/?text=crime"),
    ("course", None, f"/courses/{COURSE}/"),
    ("check-certificate", None, "/certificates/"),
    ("my-learning", "learner", "/my-learning/"),
    ("learner-course", "learner", f"/courses/{COURSE}/"),
    ("profile", "learner", "/people/settings/"),
    ("password", "learner", "/accounts/password/change/"),
    ("two-steps", "learner", "/accounts/2fa/"),
    ("studio", "instructor", "/studio/"),
    ("upload", "instructor", "/studio/reports/upload/"),
    ("studio-course", "instructor", f"/studio/courses/{COURSE}/"),
    ("studio-settings", "instructor", f"/studio/courses/{COURSE}/settings/"),
    ("studio-publish", "instructor", f"/studio/courses/{COURSE}/publish/"),
    ("bank", "instructor", f"/quizzes/{COURSE}/bank/"),
    ("pictures", "instructor", f"/quizzes/{COURSE}/bank/pictures/"),
    ("scenario", "instructor", f"/quizzes/{COURSE}/bank/new/scenario/"),
    ("cloze", "instructor", f"/quizzes/{COURSE}/bank/new/cloze/"),
    ("categorise", "instructor", f"/quizzes/{COURSE}/bank/new/categorise/"),
    ("bank-lint", "instructor", f"/quizzes/{COURSE}/bank/findings/"),
    ("bank-alike", "instructor", f"/quizzes/{COURSE}/bank/alike/"),
    ("bank-changes", "instructor", f"/quizzes/{COURSE}/bank/changes/"),
    ("bank-rules", "instructor", f"/quizzes/{COURSE}/bank/rules/"),
    ("quizzes", "instructor", f"/quizzes/{COURSE}/quizzes/"),
    ("to-mark", "instructor", f"/quizzes/{COURSE}/marking/"),
    ("cohorts", "coordinator", "/cohorts/"),
    ("manage", "administrator", "/manage/"),
    ("people", "administrator", "/people/"),
    ("invitations", "administrator", "/people/invitations/"),
    ("site", "administrator", "/people/site/"),
    ("mail", "administrator", "/mail/"),
    ("mail-wishes", "instructor", "/mail/wishes/"),
    ("mail-on-hold", "administrator", "/mail/held/"),
    ("issued", "administrator", "/certificates/issued/"),
]
