"""A made-up course with something of everything that a package can hold."""

import io
import itertools
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from PIL import Image

from courses.catalog.aids import services as aids
from courses.catalog.models import Course, Lesson, Module, Picture
from courses.catalog.pictures import add_picture, set_cover
from courses.catalog.services import save_lesson
from courses.quizzes import services
from courses.quizzes.bank.labels import Labels
from courses.quizzes.bank.services import Evidence, create_question
from courses.quizzes.models import Question, Quiz
from courses.quizzes.sections.services import add_draw, add_section
from courses.quizzes.stimuli.referring import set_stimulus
from courses.quizzes.types.registry import all_kinds
from tests.courses.quizzes.types.ladder import ladder_of
from tests.support import make

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    '<rect class="d-fill" width="9" height="9"/><text data-label="a" x="5" y="5" font-size="15"/>'
    "</svg>"
)
BODY = """## Begin

One thing that is so. {x}
{{: #one src="law/art._1 a-1/2"}}

A thing that nobody named.

::: note Look
More
:::

!diagram way

![A *red* square](/pictures/{picture})

```
# lesson: not-one
\\# lesson: nor-this
```
"""


def picture_bytes(form: str = "JPEG", colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, form, progressive=True)
    return out.getvalue()


SAID = [{"label": "x", "passage": None, "report": None, "source": "law", "locator": "art._1"}]


def whole_course(slug: str = "whole", **fields: Any) -> Course:
    """Two languages, the second with less in it; all fifteen kinds; three quizzes."""
    course = make.course(
        title="A: whole # course",
        slug=slug,
        languages=["en", "ar"],
        level="advanced",
        hours=Decimal("2.5"),
        licence="CC BY 4.0",
        evidence_required=True,
        **fields,
    )
    course.summaries = {"en": "First line.\n\nSecond – with “quotes”: and a colon.  ", "ar": "نص"}
    course.objectives = {"en": ["Do this.", "no"], "ar": ["نعم"]}
    course.sources = {"law": {"treaty": True, "title": {"en": "The Law"}}}
    course.save()
    set_cover(course, io.BytesIO(picture_bytes(colour="blue")), "A cover")
    picture = add_picture(course, io.BytesIO(picture_bytes()), "A red square")
    _aids(course)
    lesson = _lessons(course, picture)
    questions = _bank(course, lesson, picture)
    _quizzes(course, questions)
    return Course.objects.get(pk=course.pk)


def _aids(course: Course) -> None:
    entry = {
        "key": "smurf",
        "terms": {"en": "smurfing"},
        "texts": {"en": "Small sums."},
        "sources": SAID,
    }
    later = {"key": "owner", "terms": {"en": "owner", "ar": "مالك"}, "texts": {"en": "Who."}}
    aids.set_glossary(course, [entry, later])
    texts = {"titles": {"en": "Way"}, "texts": {"en": "In words."}, "labels": {"en": {"a": "A\nB"}}}
    aids.set_diagrams(course, [{"key": "way", "svg": SVG, "is_mirrored": True, **texts}])
    aids.set_guide(course, {"en": "Teach it.\r\n\r\n* well\n* slowly"})


def _lessons(course: Course, picture: Picture) -> Lesson:
    first = make.module(course, "Module: one")
    first.summaries = {"en": "About\n---\nthis"}
    first.save()
    lesson = make.lesson(first, key="begin", body=BODY.format(x="Smurfing", picture=picture.key))
    aids.set_module_guide(first, "en", "Ask first:\n\n- who\n- why")
    save_lesson(
        lesson,
        language="en",
        title="Begin: “it”",
        body=BODY.format(x="Smurfing.", picture=picture.key),
        objectives=["Know the law.", "Name it."],
        minutes=7,
        notice="It may distress.\nReally.",
    )
    second = Module.objects.create(course=course, key="second", position=7, titles={"en": "2"})
    untranslated = Lesson.objects.create(course=course, module=second, key="end", position=3)
    save_lesson(untranslated, language="en", title="1.10", body="    code\n\nEnd.\n")
    Lesson.objects.create(course=course, module=second, key="empty", position=4)
    return lesson


def _bank(course: Course, lesson: Lesson, picture: Picture) -> dict[str, Question]:
    made_up = lesson.versions.order_by("-number").first()
    assert made_up
    keys = [block["key"] for block in made_up.blocks]
    places = itertools.cycle(["one", keys[2], ""])
    questions = {}
    for kind in all_kinds():
        spec = {**ladder_of(kind.name).spec}
        if kind.name == "hotspot":
            spec["picture"] = str(picture.key)
        if kind.has_outcomes:
            spec |= {"hints": [{"text": "Think."}], "hint_penalty": 20, "feedback_wrong": "No:\nno"}
        questions[kind.name] = create_question(
            course,
            kind=kind.name,
            key=kind.name.replace("_", "-"),
            specs={"en": spec} if kind.name == "essay" else {"en": spec, "ar": spec},
            evidence=Evidence(lesson, next(places)),
            labels=_labels(kind.name),
        )
    set_stimulus(questions["essay"], questions["stimulus"])
    states = {"matching": "draft", "ordering": "retired", "numeric": "review"}
    for name, state in states.items():
        Question.objects.filter(pk=questions[name].pk).update(status=state)
    return questions


def _labels(name: str) -> Labels:
    labels = {
        "single_choice": Labels(("b", "A: tag"), "Topic, one", "Know the law.", 3),
        "true_false": Labels(("b",), "yes", "Something else", 1),
        "short_text": Labels((), "", "begin/2"),
    }
    return labels.get(name, Labels())


def _quizzes(course: Course, questions: dict[str, Question]) -> None:
    module = course.modules.order_by("position").first()
    first = services.create_quiz(course, titles={"en": "First"}, key="first", module=module)
    titles = {"en": "Part: one"}
    section = add_section(first, titles=titles, instructions={"en": "Go"}, key="part")
    chosen = ["single_choice", "essay", "true_false", "survey"]
    items = [(questions[name], Decimal("1.5")) for name in chosen]
    services.set_items(first, items, sections={questions["single_choice"].pk: section.pk})
    chosen_from = questions["single_choice"]
    chosen_from.refresh_from_db()
    filters = {"topic": chosen_from.topic_id, "difficulty": 3, "kind": "single_choice"}
    add_draw(first, key="mine", take=2, points=Decimal(3), section=section, filters=filters)
    objective = chosen_from.objective_id
    add_draw(first, take=1, points=Decimal(1), section=None, filters={"objective": objective})
    second = services.create_quiz(course, titles={"en": "Second"}, key="second")
    services.update_quiz(
        second, requires=[{"quiz": "first"}, {"lessons": "m1"}], before_lessons=True
    )
    services.create_quiz(course, titles={"en": "Third"}, key="third", module=module)
    services.remove_quiz(Quiz.objects.get(course=course, key="third"))


def stored_picture(course: Course, data: bytes, alt: str, key: UUID) -> Picture:
    """As it is, without another encoding."""
    picture = Picture(course=course, key=key, alt=alt, width=40, height=30)
    picture.file.save(f"{key}.jpg", ContentFile(data), save=True)
    return picture
