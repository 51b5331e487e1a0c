"""The collector of garbage rests while the project is loaded, and leaves alone what was loaded."""

import gc
from collections.abc import Iterator

import pytest

from elearning.loading import loading


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_the_collector_rests_while_something_is_loaded() -> None:
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_loaded_is_left_alone_afterwards() -> None:
    gc.unfreeze()
    with loading():
        loaded: list[list[object]] = [[] for _ in range(100)]
    assert gc.get_freeze_count() > len(loaded)


def test_the_collector_works_again_after_a_start_that_failed() -> None:
    with pytest.raises(ImportError), loading():
        raise ImportError
    assert gc.isenabled()
