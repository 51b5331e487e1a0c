"""What a start loads stays for good: the collector of garbage need not go through it.

While some thousand modules are imported it would, again and again, for a sixth of the time of the
start; and later at each full collection, in the middle of a request.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Around what a process that serves imports before it serves."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
