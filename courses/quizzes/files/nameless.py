"""Names for files that tell nothing of who sent them, for those who mark without names."""

from uuid import UUID

from courses.quizzes.types.file_answer.formats import ending_of

HIDDEN = "?names=hidden"  # of a file's address


def sign_of(attempt_id: UUID) -> str:
    """The same on every page for all answers of an attempt."""
    return str(attempt_id)[:4].upper()


def nameless(attempt_id: UUID, file_id: UUID | str, name: str) -> str:
    """ "Thesis by Ana.pdf" → "7F3A-0c21.pdf"."""
    return f"{sign_of(attempt_id)}-{str(file_id)[:4]}.{ending_of(name)}"
