"""Markdown to sanitised HTML, whole or cut into keyed blocks. Pure: no Django."""

from content.markup.errors import BadFormula, MarkupError, TooDeep, TooLong, TooSlow
from content.markup.keying import with_key
from content.markup.keys import align_keys
from content.markup.render import MAX_BYTES, render, render_blocks, render_inline
from content.markup.terms import link_terms, linked_terms, terms_in, without_terms
from content.markup.values import Block
from content.markup.words import count_words

__all__ = [
    "MAX_BYTES",
    "BadFormula",
    "Block",
    "MarkupError",
    "TooDeep",
    "TooLong",
    "TooSlow",
    "align_keys",
    "count_words",
    "link_terms",
    "linked_terms",
    "render",
    "render_blocks",
    "render_inline",
    "terms_in",
    "with_key",
    "without_terms",
]
