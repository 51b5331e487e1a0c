"""What a self-check says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may lose what we acknowledge. `mend` is what to do, a command if there is one.

    `is_refusal`: nobody should be served like this.
    """

    id: str
    sentence: str
    mend: str
    is_refusal: bool = False

    def __str__(self) -> str:
        return f"{self.sentence} {self.mend}"
