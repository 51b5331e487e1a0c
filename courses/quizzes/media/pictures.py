"""Pictures in questions: each is one of the course's own, takes its place before it is loaded, and
opens large by a link."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from courses.catalog.models import Course, Picture
from courses.quizzes.bank.errors import NotValid
from courses.quizzes.media.models import QuestionPicture
from courses.quizzes.media.texts import HTML, html_of, place_of
from courses.quizzes.models import QuestionVersion
from courses.quizzes.types.base import Problem

Prepared = dict[str, dict[str, Any]]  # {language: spec}

_IMAGE = re.compile(r'<img(?:\s+[\w-]+="[^"]*")*\s*>')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_SOURCE = re.compile(r'src="/pictures/([^"]+)"')
# A link inside a label or another link would take the click that chooses.
_IN_LABELS = ("text_html", "left_html", "right_html")


def with_pictures(course: Course, prepared: Prepared) -> Prepared:
    """The specs with the size of each picture. Raises NotValid for one that is not the course's.

    One query where there are pictures, none where there are none.
    """
    named = {language: list(dict.fromkeys(_named(spec))) for language, spec in prepared.items()}
    keys = {key for names in named.values() for key in names}
    if not keys:
        return prepared
    known = _known(course, keys)
    problems = {
        language: [_unknown(prepared[language], key) for key in names if key not in known]
        for language, names in named.items()
    }
    if any(problems.values()):
        raise NotValid({language: found for language, found in problems.items() if found})
    return {language: _sized(spec, known) for language, spec in prepared.items()}


def keep_pictures(version: QuestionVersion) -> None:
    """Remembers which pictures a new version shows: its learners may load them."""
    keys = {key for spec in version.specs.values() for key in _named(spec)}
    if keys:
        known = _known(version.question.course, keys).values()
        QuestionPicture.objects.bulk_create(
            QuestionPicture(version=version, picture=picture) for picture in known
        )


def line_of(picture: Picture) -> str:
    """The Markdown that shows it."""
    if not picture.alt:
        return f"![](/pictures/{picture.key}){{: .decorative }}"
    alt = re.sub(r"([\\\[\]])", r"\\\1", picture.alt)
    return f"![{alt}](/pictures/{picture.key})"


def _named(spec: Mapping[str, Any]) -> Iterator[str]:
    """Keys of pictures: in the texts, and the one that a question is about."""
    for html in html_of(spec):
        yield from _SOURCE.findall(html)
    if spec.get("picture"):
        yield str(spec["picture"])


def _known(course: Course, keys: set[str]) -> dict[str, Picture]:
    rows = Picture.objects.filter(course=course, key__in=[key for key in keys if _is_key(key)])
    return {str(picture.key): picture for picture in rows}


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _unknown(spec: Mapping[str, Any], key: str) -> Problem:
    words = _("There is no picture /pictures/%(key)s in this course. Upload it first.")
    return Problem(place_of(spec, key), words % {"key": key[:60]})


def _sized(spec: Mapping[str, Any], known: Mapping[str, Picture]) -> dict[str, Any]:
    made = {name: _sized_value(name, value, known) for name, value in spec.items()}
    if spec.get("picture"):
        picture = known[str(spec["picture"])]
        made |= {"width": picture.width, "height": picture.height}
    return made


def _sized_value(name: str, value: Any, known: Mapping[str, Picture]) -> Any:
    if isinstance(value, str):
        return _sized_html(name, value, known) if name.endswith(HTML) else value
    if isinstance(value, Mapping):
        return {key: _sized_value(key, inner, known) for key, inner in value.items()}
    return (
        [_sized_value(name, inner, known) for inner in value] if isinstance(value, list) else value
    )


def _sized_html(name: str, html: str, known: Mapping[str, Picture]) -> str:
    may_link = name not in _IN_LABELS and "<a " not in html
    return _IMAGE.sub(lambda found: _image(found[0], known, may_link=may_link), html)


def _image(tag: str, known: Mapping[str, Picture], *, may_link: bool) -> str:
    given = dict(_ATTRIBUTE.findall(tag))  # escaped already
    picture = known[given["src"].removeprefix("/pictures/")]
    given |= {"width": str(picture.width), "height": str(picture.height), "loading": "lazy"}
    made = "".join(f' {name}="{value}"' for name, value in given.items())
    if not may_link or not given.get("alt"):
        return f"<img{made}>"
    address = escape(given["src"])
    return f'<a class="zoom" href="{address}" target="_blank" rel="noopener"><img{made}></a>'
