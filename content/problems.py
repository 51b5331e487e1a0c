"""What a person is told when a report cannot be read: code → sentence in their language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Promise] = {
    "empty": _("The file is empty. Choose a file that holds the report."),
    "too_large": _(
        "The file is larger than 20 MB. Upload the report in parts, or without its pictures."
    ),
    "wrong_type": _(
        "This is not a report that can be read. Upload a PDF, a Word document (.docx), "
        "Markdown, HTML or plain text."
    ),
    "encrypted": _(
        "The file is locked with a password. Save a copy without the password and upload that."
    ),
    "no_text": _(
        "There is no text in the file, only pictures of pages. "
        "Run text recognition (OCR) on it, then upload the result."
    ),
    "damaged": _(
        "The file is damaged. Save it again from the program that made it, then upload it."
    ),
    "too_slow": _("Reading the file took too long. Upload the report in smaller parts."),
    "too_much_memory": _(
        "Reading the file took too much memory. Upload the report in smaller parts."
    ),
    "unpacks_too_large": _(
        "The file unpacks to far more than its size, as no real report does. "
        "Save the report again as a new file, then upload it."
    ),
    "too_many_parts": _(
        "The file is packed from far too many parts. "
        "Save the report again as a new file, then upload it."
    ),
}


def message_for(code: str) -> Promise:
    """The sentence for a problem's code; that of a damaged file for a code not known."""
    return MESSAGES.get(code, MESSAGES["damaged"])
