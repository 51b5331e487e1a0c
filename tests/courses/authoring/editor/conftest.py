"""A course that rests on a report, and its instructor, signed in."""

from pathlib import Path

import pytest
from django.test import Client

from tests.support.make import client_for
from tests.support.make_editions import Renewed, renewed


@pytest.fixture
def made(tmp_path: Path) -> Renewed:
    return renewed(tmp_path)


@pytest.fixture
def client(made: Renewed) -> Client:
    return client_for(made.teacher)
