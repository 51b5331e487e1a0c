"""The load of `make load`, small enough for every run of the tests."""

import pytest

from tests.bench.load import Pace, put_under_load
from tests.bench.site import measured_site
from tests.support.pace import slowness
from tests.support.servers import Missing
from tests.support.services import not_here


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_forty_attempts_at_once_are_saved_and_graded_without_an_error() -> None:
    try:
        with measured_site("scaled") as site:
            # A machine may stand still for as long as all of it takes.
            pace = Pace(seconds=10 * slowness(), think=(1, 3), starting=3, least=3)
            found = put_under_load(site, attempts=40, pace=pace)
    except Missing as missing:
        not_here(str(missing))
    assert found.errors == []
    assert found.ledger == {
        "graded": 40,
        "mailed": 40,
        "lost": 0,
        "doubled": 0,
        "never_sent": 0,
        "ungraded": 0,
        "graded_twice": 0,
        "dead_letters": 0,
    }
    assert found.saves > 80
