"""The allow-list: what HTML may come out of an author's text, and nothing else."""

import re

import nh3

INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "var",
}  # fmt: skip
BLOCKS = {
    "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4",
    "hr", "img", "li", "ol", "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
# MathML as browsers show it; annotations, links and actions stay out.
MATH = {
    "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
    "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub",
    "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
}  # fmt: skip
MATH_ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "columnspan", "depth", "displaystyle", "fence",
    "form", "height", "largeop", "linethickness", "lspace", "mathsize", "mathvariant", "maxsize",
    "minsize", "movablelimits", "notation", "rowalign", "rowspan", "rspace", "scriptlevel",
    "separator", "stretchy", "symmetric", "voffset", "width",
}  # fmt: skip
MATH_VALUE = re.compile(r"^[\w.%+ -]{1,40}$")
ATTRIBUTES = {
    "*": {"lang", "dir"},
    **dict.fromkeys(MATH, MATH_ATTRIBUTES),
    "math": MATH_ATTRIBUTES | {"alttext"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "abbr"},
    "time": {"datetime"},
}
VALUES = {
    "td": {"align": {"left", "right", "center"}},
    "th": {"align": {"left", "right", "center"}, "scope": {"col", "row"}},
    "div": {"role": {"note"}},
    "math": {"display": {"block", "inline"}},
}
CALLOUT_CLASSES = {
    "callout",
    *(
        f"callout-{kind}"
        for kind in ("note", "example", "warning", "key", "distressing", "instead")
    ),
}
CLASSES = {"div": CALLOUT_CLASSES, "p": {"callout-title"}, "ul": {"lettered"}}
# Ours alone: no other site learns who reads what.
OWN_PICTURE = re.compile(r"^/pictures/[\w./-]+$")
BARE_IMAGE = re.compile(r'<img(?:\s+[\w-]+="[^"]*")*\s*>')
LANGUAGE = re.compile(r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$")
NUMBER = re.compile(r"^\d{1,4}$")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if OWN_PICTURE.match(value) and ".." not in value else None
    if tag in MATH and name in MATH_ATTRIBUTES:
        return value if MATH_VALUE.match(value) else None
    if name == "href":
        # "//host" and its disguises lead to another site while they look relative.
        return None if re.match(r"^[\s\\/]*[\\/][\s]*[\\/]", value) else value
    if name in {"width", "height", "colspan", "rowspan", "start"}:
        return value if NUMBER.match(value) else None
    if name == "lang":
        return value if LANGUAGE.match(value) else None
    if name == "dir":
        return value if value in {"ltr", "rtl", "auto"} else None
    return value


def _cleaner(tags: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        attributes={k: v for k, v in ATTRIBUTES.items() if k in tags or k == "*"},
        tag_attribute_values={k: v for k, v in VALUES.items() if k in tags},
        allowed_classes={k: v for k, v in CLASSES.items() if k in tags},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


_whole = _cleaner(INLINE | BLOCKS | MATH)
_inline = _cleaner(INLINE | MATH | {"img"})
_nothing = nh3.Cleaner(tags=set())


def clean(html: str) -> str:
    """Only what the allow-list names; a picture that is not ours is left out."""
    return BARE_IMAGE.sub(_only_with_source, _whole.clean(html))


def clean_inline(html: str) -> str:
    """As `clean`, without any block; a picture may stand in a line."""
    return BARE_IMAGE.sub(_only_with_source, _inline.clean(html))


def without_tags(html: str) -> str:
    """The text of HTML, still escaped."""
    return _nothing.clean(html)


def _only_with_source(image: re.Match[str]) -> str:
    return image[0] if ' src="' in image[0] else ""
