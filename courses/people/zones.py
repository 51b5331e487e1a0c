"""Time zones as people choose them."""

import zoneinfo
from functools import cache


@cache
def zone_choices() -> list[tuple[str, str]]:
    """(name, words) of every zone of the world, UTC first."""
    names = {name for name in zoneinfo.available_timezones() if "/" in name}
    regions = (
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
    kept = sorted(name for name in names if name.startswith(regions))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in kept)]
