"""The shapes of course.yaml and of a language's front matter (content/library/README.md)."""

import re
from collections.abc import Mapping

from content.interchange.shapes import (
    Anything,
    Either,
    Flag,
    Given,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Record,
    Shape,
    Text,
)
from content.interchange.specs import KINDS

KEY = re.compile(r"[A-Za-z0-9_][\w-]{0,79}", re.ASCII)
SHORT_KEY = re.compile(r"[A-Za-z0-9_][\w-]{0,39}", re.ASCII)
CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})?")
FILE = re.compile(r"[A-Za-z0-9_][\w.-]{0,106}", re.ASCII)
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)", re.ASCII
)
SHA256 = re.compile(r"[0-9a-f]{64}")

key = Text(80, 1, KEY)
short_key = Text(40, 1, SHORT_KEY)
line = Text(500)
whole_text = Text(200_000)
in_languages = MapOf(Text(2_000), CODE, 20)
picture = Text(110, 1, FILE)

SOURCE = Record(
    {
        "treaty": Flag(),
        "symbol": line,
        "institution": line,
        "year": Either(Anything(), Anything()),
        "title": Either(line, in_languages),
        "short": Either(line, in_languages),
        "sha256": Text(64, 0, re.compile(r"|[0-9a-f]{64}")),
        "language": Text(20),
        "url": line,
        "note": Either(line, in_languages),
    }
)
DRAW: dict[str, Shape] = {
    "key": short_key,
    "take": Number(1, 200),
    "points": Number(0, 1000, parts=True),
    "section": short_key,
    "topic": Text(200),
    "objective": Either(Text(300), Record({"text": Text(300, 1)})),
    "tag": Text(200),
    "difficulty": Number(1, 3),
    "kind": OneOf(tuple(KINDS)),
}
REQUIRED = ListOf(Record({"quiz": key, "lessons": key}), 200)
# {name in the file: shape}: what every quiz may be set to, besides where it stands.
SETTINGS: Mapping[str, Shape] = {
    "required": Flag(),
    "is_practice": Flag(),
    "pass_mark": Number(0, 100),
    "grade_method": OneOf(("best", "last", "first", "average")),
    "attempts": Number(1, 32_767, empty=True),
    "wait_minutes": Number(0, 1_000_000),
    "time_limit_minutes": Number(1, 32_767, empty=True),
    "grace_seconds": Number(0, 32_767),
    "shuffle_questions": Flag(),
    "shuffle_choices": Flag(),
    "order": OneOf(("free", "sequential")),
    "per_page": Number(1, 32_767, empty=True),
    "feedback": OneOf(("deferred", "immediate", "adaptive")),
    "try_penalty": Number(0, 100),
    "review": MapOf(ListOf(Text(40), 20), KEY, 10),
    "opens_at": Text(40, 0, MOMENT),
    "closes_at": Text(40, 0, MOMENT),
    "requires": REQUIRED,
    "access_code": Text(60),
}
QUIZ = Record(
    {
        "key": key,
        "before": Text(80),
        "after": Text(80),
        **SETTINGS,
        "sections": ListOf(short_key, 50),
        "draws": ListOf(Record(DRAW, ("take",)), 100),
        "parallel": key,
        "items": ListOf(
            Record(
                {
                    "question": key,
                    "points": Number(0, 1000, parts=True),
                    "section": short_key,
                },
                ("question",),
            ),
            2_000,
        ),
    },
    ("key",),
)
EVIDENCE = Record({"lesson": key, "block": Text(80), "passage": Text(130, 3)})
QUESTION = Record(
    {
        "key": key,
        "kind": OneOf(tuple(KINDS)),
        "state": OneOf(("draft", "review", "ready", "retired")),
        "evidence": EVIDENCE,
        "objective": Either(Text(300), Record({"text": Text(300, 1)})),
        "topic": Text(200),
        "difficulty": Number(1, 3, empty=True),
        "tags": ListOf(Text(200, 1), 20),
        "stimulus": key,
        "picture": picture,
        "dismissed": MapOf(Text(500, 1), KEY, 50),
    },
    ("key", "kind"),
)
COURSE = Record(
    {
        "slug": Text(80, 1, KEY),
        "level": OneOf(("introductory", "intermediate", "advanced")),
        "hours": Number(0, 9_999, parts=True),
        "licence": Text(60),
        "languages": ListOf(Text(12, 2, CODE), 20),
        "cover": Record({"file": picture, "alt": Text(200)}, ("file",)),
        "evidence_required": Flag(),
        "two_person_rule": Flag(),
        "prerequisites": ListOf(key, 100),
        "sources": MapOf(SOURCE, KEY, 2_000),
        "modules": ListOf(Record({"key": key, "lessons": ListOf(key, 1_000)}, ("key",)), 500),
        "quizzes": ListOf(QUIZ, 500),
        "topics": MapOf(in_languages, None, 2_000),
        "questions": ListOf(QUESTION, 10_000),
        "glossary": MapOf(ListOf(Text(130, 3), 50), KEY),
        "diagrams": ListOf(Record({"key": key, "file": picture, "mirror": Flag()}, ("key",)), 500),
        "pictures": MapOf(Text(300), FILE, 2_000),
    },
    ("slug", "languages", "modules"),
)
SECTION = Record({"title": Text(2_000), "instructions": whole_text})
FRONT = Record(
    {
        "title": Text(250, 1),
        "summary": whole_text,
        "objectives": ListOf(Text(2_000), 200),
        "modules": MapOf(
            Record({"title": Text(2_000), "summary": whole_text, "guide": whole_text}), KEY
        ),
        "lessons": MapOf(
            Record(
                {
                    "title": Text(250),
                    "minutes": Number(1, 32_767),
                    "objectives": ListOf(Text(2_000), 200),
                    "notice": whole_text,
                },
                ("title",),
            ),
            KEY,
        ),
        "quizzes": MapOf(
            Record(
                {
                    "title": Text(2_000),
                    "instructions": whole_text,
                    "honour": Text(2_000),
                    "sections": MapOf(SECTION, SHORT_KEY, 50),
                }
            ),
            KEY,
        ),
        "questions": MapOf(Given(), KEY),
        "glossary": MapOf(Record({"term": Text(2_000), "text": whole_text}, ("term",)), KEY),
        "diagrams": MapOf(
            Record(
                {"title": Text(2_000), "text": whole_text, "labels": MapOf(Text(2_000))},
                ("title",),
            ),
            KEY,
        ),
        "guide": whole_text,
    },
    ("title",),
)
