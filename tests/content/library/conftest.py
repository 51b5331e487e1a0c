"""Each course of the library by itself: what is wrong with one turns no other red."""

import pytest

from tests.support.library import Course, Unreadable, read_course, slugs


@pytest.fixture(params=slugs())
def course(request: pytest.FixtureRequest) -> Course:
    """A course whose files cannot be read is told of once, by test_its_files_can_be_read."""
    try:
        return read_course(request.param)
    except Unreadable as error:
        pytest.skip(str(error))
