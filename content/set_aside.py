"""What a person is told of text that was set aside: kind → words in their language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "barcode": _("barcode"),
    "contents": _("table of contents"),
    "distribution": _("distribution line"),
    "link": _("link line"),
    "masthead": _("head of the first page"),
    "page_number": _("page number"),
    "running_foot": _("running foot"),
    "running_head": _("running head"),
    "separator": _("line between parts"),
    "title": _("title"),
}


def kind_label(kind: str) -> str:
    """The words for a kind; the kind itself, readable, when it has none of its own."""
    return str(KINDS.get(kind) or kind.replace("_", " "))
