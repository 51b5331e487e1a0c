"""PostgreSQL keeps what it acknowledges only while three settings are on, for us too."""

from dataclasses import dataclass

from django.db import connection

from elearning.selfcheck.findings import Finding

SETTINGS = ("fsync", "full_page_writes", "synchronous_commit")
# As they are in force here: also what was set for our role or our database alone.
QUERY = """
    SELECT name, setting, source, current_user, current_database()
    FROM pg_settings WHERE name = ANY(%s) ORDER BY name
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of pg_settings; `source` says what set it."""

    name: str
    value: str
    source: str
    role: str
    database: str


def findings() -> list[Finding]:
    """A refusal for each setting that is off. Raises DatabaseError when it cannot be asked."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY, [list(SETTINGS)])
        settings = [Setting(*row) for row in cursor.fetchall()]
    return [_refusal(setting) for setting in settings if setting.value == "off"]


def _refusal(setting: Setting) -> Finding:
    return Finding(
        id=f"parcours.E{SETTINGS.index(setting.name) + 1:03}",
        sentence=f"PostgreSQL has {setting.name} = off: it may lose what it has acknowledged.",
        mend=f"Run: {mending(setting)}",
        is_refusal=True,
    )


def mending(setting: Setting) -> str:
    """The command that mends it where it was set, or in words where there is none."""
    name, role, database = setting.name, quoted(setting.role), quoted(setting.database)
    by_source = {
        "database": f"ALTER DATABASE {database} RESET {name};",
        "user": f"ALTER ROLE {role} RESET {name};",
        "database user": f"ALTER ROLE {role} IN DATABASE {database} RESET {name};",
        "client": f"the site again without {name} in DATABASE_URL and PGOPTIONS.",
        "command line": f"the server again without {name} on its command line.",
    }
    usual = f"ALTER SYSTEM SET {name} = on; SELECT pg_reload_conf();"
    return by_source.get(setting.source, usual)


def quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))
