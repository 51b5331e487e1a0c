"""PostgreSQL's own programs: found, new enough, and told where to go without a password on show."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from elearning.backup.errors import ToolMissing

FOLDERS = "/usr/lib/postgresql"
# What libpq reads from the environment, by the name of the connection's parameter.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "service": "PGSERVICE",
    "options": "PGOPTIONS",
}


@cache
def program(name: str) -> Path:
    """The newest of this name. Raises ToolMissing."""
    found = sorted(Path(FOLDERS).glob(f"*/bin/{name}"), key=major_of)
    if found:
        return found[-1]
    on_path = shutil.which(name)
    if on_path is None:
        raise ToolMissing(
            f"{name} is not installed; it comes with PostgreSQL (Debian: postgresql-client)."
        )
    return Path(on_path)


@cache
def major_of(path: Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\d+", said)
    return int(number[0]) if number else 0


def check_dump_is_new_enough(server_major: int) -> None:
    """pg_dump reads servers of its own release and older. Raises ToolMissing."""
    dump = major_of(program("pg_dump"))
    if dump < server_major:
        raise ToolMissing(
            f"pg_dump is of release {dump}, and the server of release {server_major}:"
            f" install its own (Debian: postgresql-client-{server_major})."
        )


def environment() -> dict[str, str]:
    """For a program that speaks to the site's database."""
    parameters: dict[str, Any] = connection.get_connection_params()
    known = {
        variable: str(parameters[name])
        for name, variable in VARIABLES.items()
        if parameters.get(name)
    }
    return {**os.environ, **known}
