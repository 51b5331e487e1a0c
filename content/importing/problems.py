"""Why a report could not be read. The code is stable; the message says what to do next."""

from __future__ import annotations


class ProblemWithReport(Exception):
    code = "damaged"
    message = "The file is damaged. Save it again from the program that made it, then upload it."

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.message)
        self.detail = detail


class EmptyReport(ProblemWithReport):
    code = "empty"
    message = "The file is empty. Choose a file that holds the report."


class TooLarge(ProblemWithReport):
    code = "too_large"
    message = "The file is larger than 20 MB. Upload the report in parts, or without its pictures."


class WrongType(ProblemWithReport):
    code = "wrong_type"
    message = (
        "This is not a report that can be read. Upload a PDF, a Word document (.docx), "
        "Markdown, HTML or plain text."
    )


class Encrypted(ProblemWithReport):
    code = "encrypted"
    message = (
        "The file is locked with a password. Save a copy without the password and upload that."
    )


class NoText(ProblemWithReport):
    code = "no_text"
    message = (
        "There is no text in the file, only pictures of pages. "
        "Run text recognition (OCR) on it, then upload the result."
    )


class Damaged(ProblemWithReport):
    pass


class TooSlow(ProblemWithReport):
    code = "too_slow"
    message = "Reading the file took too long. Upload the report in smaller parts."


class TooMuchMemory(ProblemWithReport):
    code = "too_much_memory"
    message = "Reading the file took too much memory. Upload the report in smaller parts."


class UnpacksTooLarge(ProblemWithReport):
    code = "unpacks_too_large"
    message = (
        "The file unpacks to far more than its size, as no real report does. "
        "Save the report again as a new file, then upload it."
    )


class TooManyParts(ProblemWithReport):
    code = "too_many_parts"
    message = (
        "The file is packed from far too many parts. "
        "Save the report again as a new file, then upload it."
    )


PROBLEMS: tuple[type[ProblemWithReport], ...] = (
    EmptyReport,
    TooLarge,
    WrongType,
    Encrypted,
    NoText,
    Damaged,
    TooSlow,
    TooMuchMemory,
    UnpacksTooLarge,
    TooManyParts,
)


def problem_for(code: str, detail: str = "") -> ProblemWithReport:
    """The problem with this code, as it comes back over the border of a process."""
    return next((p for p in PROBLEMS if p.code == code), Damaged)(detail)
