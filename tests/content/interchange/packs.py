"""Small packages for tests, whole and broken."""

import io
import zipfile

COURSE = """slug: small
languages: [en, fr]
licence: CC BY 4.0
modules:
  - {key: m1, lessons: [one]}
questions:
  - key: q-one
    kind: single_choice
    evidence: {lesson: one, block: first}
quizzes:
  - key: final
    after: m1
    items:
      - {question: q-one, points: 1}
"""
FRONT = """---
title: Small
modules:
  m1: {title: First}
lessons:
  one: {title: One, minutes: 5}
quizzes:
  final: {title: Last}
questions:
  q-one:
    stem: Which?
    choices:
      - {id: a, text: This, correct: true}
      - {id: b, text: That, correct: false}
---
"""
BODY = """
# lesson: one

A sentence.
{: #first}
"""
FILES = {"course.yaml": COURSE, "en.md": FRONT + BODY, "fr.md": FRONT + BODY}


def packed(files: dict[str, str | bytes] | None = None, **how: int) -> bytes:
    """A zip of FILES with `files` in their place ("": left out)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how.get("method", zipfile.ZIP_DEFLATED)) as archive:
        for name, data in {**FILES, **(files or {})}.items():
            if data:
                archive.writestr(name, data)
    return out.getvalue()


def changed(name: str, old: str, new: str) -> bytes:
    """The package with one thing in one file written otherwise."""
    assert old in FILES[name]
    return packed({name: FILES[name].replace(old, new, 1)})
