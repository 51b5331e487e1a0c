"""How a source is called, in the reader's language: "A/76/121, para. 18, p. 6"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from content.models import Passage, Report
from content.places import whole_number

# As catalog.passages.place_of wrote it at the end of the label when the lesson was saved.
PLACE = re.compile(r"^(?P<name>.*?) ?(?:(?P<sign>¶|n\. |p\. )(?P<what>\S+))$")


def source_words(source: Mapping[str, Any]) -> str:
    """Of a block's source: the report, the paragraph, the page, as far as they are known."""
    label = str(source["label"])
    found = PLACE.match(label) if source.get("passage") or _is_numbered(source) else None
    if found is None:
        return label
    page = source.get("page")
    what = whole_number(found["what"], str(source.get("locator") or ""))
    parts = [found["name"], _said(found["sign"], what), page_said(page) if page else ""]
    return _(", ").join(dict.fromkeys(part for part in parts if part))


def _is_numbered(source: Mapping[str, Any]) -> bool:
    """A paragraph of a source of the course's own list: of a report that is not held here."""
    return bool(source.get("source")) and str(source.get("locator") or "").isdigit()


def passage_words(passage: Passage) -> str:
    """ "A/76/121, para. 18, p. 6" of a passage, whose report is loaded."""
    return _(", ").join([passage.report.short_name, place_words(passage)])


def report_words(report: Report) -> str:
    """ "A/76/121, para. 1": an example of how sources of a report read."""
    is_paged = report.pages and not report.numbering.get("count")
    return _(", ").join([report.short_name, page_said(1) if is_paged else _said("¶", "1")])


def place_words(passage: Passage) -> str:
    """ "para. 18, p. 6" of a passage."""
    if passage.kind == "footnote":
        place = _said("n. ", passage.number or passage.key)
    elif passage.number:
        place = _said("¶", whole_number(passage.number, passage.key))
    elif passage.page:
        return page_said(passage.page)
    else:
        place = _said("¶", passage.key)
    return _(", ").join([place, page_said(passage.page)] if passage.page else [place])


def place_said(key: str) -> str:
    """ "para. 6 (a)", "note 2", as far as a passage's key tells, or numbers made of keys."""
    if key.startswith("fn"):
        return _said("n. ", key.removeprefix("fn"))
    return _said("¶", whole_number(key.rpartition(".")[2], key))


def _said(sign: str, what: str) -> str:
    if sign == "p. ":
        return page_said(what)
    words = _("note %(number)s") if sign == "n. " else _("para. %(number)s")
    return words % {"number": what}


def page_said(number: object) -> str:
    return _("p. %(number)s") % {"number": number}
