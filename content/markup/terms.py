"""Links the words of a glossary where a lesson first uses them. Pure, on sanitised HTML."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from content.markup.values import Block

# A link within a link, code and formulas stay as they are; headings are not for looking up.
SKIPPED = {"a", "abbr", "code", "dfn", "h2", "h3", "h4", "math", "pre", "th"}
# What is closed until a reader opens it is no place for a first use; a diagram has no text.
UNLINKED = ("code", "diagram", "distressing", "figure", "heading")
# Words there are written without spaces between them.
UNSPACED = ("zh", "ja")
PLURALS = {"en": "(?:s|es)?", "fr": "[sx]?", "es": "(?:s|es)?"}
PIECES = re.compile(r"(<[^>]*>)")
TAG = re.compile(r"<(/?)(\w+)")
KEY = re.compile(r"[A-Za-z0-9][\w-]{0,79}")
LINKED = re.compile(r'<a class="term" id="t-([\w-]+)"')
LINK = re.compile(r'<a class="term" id="t-([\w-]+)"[^>]*>(.*?)</a>', re.DOTALL)


def link_terms(
    blocks: Sequence[Block], terms: Mapping[str, str], language: str
) -> tuple[Block, ...]:
    """Blocks in which the first use of each term ({key: term}) leads to `#term-<key>`.

    Singular and plural are one where the language is known; capitals tell nothing apart, except
    in an abbreviation. A key that is no slug links nothing: it would stand in an attribute.
    """
    terms = {key: term for key, term in terms.items() if KEY.fullmatch(key)}
    pattern = _pattern(terms, language)
    if pattern is None:
        return tuple(blocks)
    open_keys = dict(enumerate(_by_length(terms)))
    return tuple(
        block
        if block.kind in UNLINKED
        else replace(block, html="".join(_linked(block.html, pattern, open_keys)))
        for block in blocks
    )


def linked_terms(html: str) -> list[str]:
    """The keys of the terms that HTML links to, in their order."""
    return LINKED.findall(html)


def without_terms(html: str, *, keeping: Collection[str] = ()) -> str:
    """HTML as it was before link_terms, but for links to the terms with the keys in `keeping`."""
    return LINK.sub(lambda link: link[0] if link[1] in keeping else link[2], html)


def terms_in(texts: Iterable[str], terms: Mapping[str, str], language: str) -> set[str]:
    """The keys of the terms ({key: term}) that plain texts use, as link_terms finds them."""
    pattern = _pattern(terms, language)
    if pattern is None:
        return set()
    keys = _by_length(terms)
    return {
        keys[(found.lastindex or 1) - 1]
        for text in texts
        for found in pattern.finditer(escape(text, quote=False))
    }


def _by_length(terms: Mapping[str, str]) -> list[str]:
    """The longest first: "beneficial owner" goes before "owner"."""
    return sorted(terms, key=lambda key: -len(terms[key]))


def _pattern(terms: Mapping[str, str], language: str) -> re.Pattern[str] | None:
    """One group for each term, numbered from 1 by _by_length."""
    spoken = language.split("-")[0]
    forms = [_form(terms[key], spoken) for key in _by_length(terms)]
    if not any(forms):
        return None
    whole = "|".join(f"({form or '(?!)'})" for form in forms)
    return re.compile(whole if spoken in UNSPACED else rf"(?<!\w)(?:{whole})(?!\w)")


def _form(term: str, language: str) -> str:
    words = [re.escape(escape(word, quote=False)) for word in term.split()]
    if not words:
        return ""
    plural = PLURALS.get(language, "")
    form = r"\s+".join(word + plural for word in words)
    return form if term.isupper() else f"(?i:{form})"


def _linked(html: str, pattern: re.Pattern[str], open_keys: dict[int, str]) -> Iterator[str]:
    """`open_keys` loses what was linked."""
    within = 0

    def link(found: re.Match[str]) -> str:
        number = (found.lastindex or 1) - 1
        key = open_keys.pop(number, "")
        if not key:
            return found[0]
        about = f'id="t-{key}" href="#term-{key}" aria-describedby="term-{key}-text"'
        return f'<a class="term" {about}>{found[0]}</a>'

    for piece in PIECES.split(html):
        tag = TAG.match(piece)
        if tag and tag[2] in SKIPPED:
            within += -1 if tag[1] else 1
        yield piece if tag or within else pattern.sub(link, piece)
