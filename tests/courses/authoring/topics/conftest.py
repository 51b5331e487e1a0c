"""An instructor, signed in."""

import pytest
from django.test import Client

from courses.people.models import User
from tests.support.make import client_for, instructor


@pytest.fixture
def teacher() -> User:
    return instructor()


@pytest.fixture
def client(teacher: User) -> Client:
    return client_for(teacher)
