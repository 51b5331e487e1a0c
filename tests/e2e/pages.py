"""The pages that `make shots` photographs: (name, role or None, path). Add yours in order.

Roles are those of the demo accounts: learner, instructor, coordinator, administrator.
"""

PAGES: list[tuple[str, str | None, str]] = [
    ("styleguide", None, "/styleguide/"),
    ("login", None, "/accounts/login/"),
    ("signup", None, "/accounts/signup/"),
    ("reset", None, "/accounts/password/reset/"),
    ("front", None, "/"),
    ("privacy", None, "/people/legal/privacy/"),
    ("people", "administrator", "/people/"),
    ("profile", "learner", "/people/settings/"),
]
