"""PURE: how far apart a card comes, by the box it lies in."""

DAYS = (1, 3, 7, 16, 35)  # box 1 first
LAST = len(DAYS)


def days_of(box: int) -> int:
    return DAYS[box - 1]


def box_after(box: int, *, is_right: bool) -> int | None:
    """Where a card goes that was answered in `box`; None once it was right in the last one."""
    if not is_right:
        return 1
    return box + 1 if box < LAST else None
