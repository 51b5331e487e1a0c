from pathlib import Path

import pytest

from tests.support.make_editions import Renewed, renewed


@pytest.fixture
def made(tmp_path: Path) -> Renewed:
    """A course of a report, and the report's new edition."""
    return renewed(tmp_path)
