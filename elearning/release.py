"""Which release this code is: the version of pyproject.toml, the one place that says it."""

import tomllib
from functools import cache

from elearning.env import BASE_DIR


@cache
def release() -> str:
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])
