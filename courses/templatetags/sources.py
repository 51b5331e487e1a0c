"""How a source is called on a page: "A/76/121, para. 18, p. 6"."""

from django import template

from courses.catalog.margins import margin_marks, mended_words
from courses.catalog.source_words import passage_words, place_words, report_words, source_words

__all__ = [
    "margin_marks",
    "mended_words",
    "passage_words",
    "place_words",
    "report_words",
    "source_words",
]

register = template.Library()
register.filter(source_words)
register.filter(place_words)
register.filter(passage_words)
register.filter(report_words)
register.filter(margin_marks)
register.filter(mended_words)
