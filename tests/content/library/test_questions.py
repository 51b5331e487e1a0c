"""The questions of the courses that ship prove what they ask, and say why to every answer."""

import re
from collections.abc import Callable, Iterator

from courses.quizzes.bank.lint.linting import lint
from courses.quizzes.types.base import authored
from courses.quizzes.types.cloze.syntax import parse
from courses.quizzes.types.registry import kinds_by_name
from tests.content.library.telling import Spec, specs, tell
from tests.support.library import Course

WITHOUT_EVIDENCE = ("survey", "stimulus")


def test_questions_are_the_same_in_all_languages_and_in_their_order(course: Course) -> None:
    keys = [question["key"] for question in course.rows("questions")]
    for text in course.texts.values():
        there = list(text.front.get("questions") or {})
        tell(f"{text.language} questions: {key} is missing" for key in keys if key not in there)
        tell(f"{key} is not in course.yaml" for key in there if key not in keys)
        tell([f"{text.language} questions: another order"] if there != keys else [])
    tell(f"course.yaml: {key} stands there twice" for key in keys if keys.count(key) > 1)


def test_each_kind_can_take_its_questions(course: Course) -> None:
    tell(
        f"{place} {problem.field}: {problem.message}"
        for place, kind, spec in specs(course)
        for problem in kinds_by_name()[kind].validate(spec)
    )


def test_questions_have_the_same_ids_in_all_languages(course: Course) -> None:
    shared = dict[str, object]()
    for place, kind, spec in specs(course):
        language, key = place.split(" ")
        member = kinds_by_name()[kind]
        if not member.validate(spec):
            prepared = member.prepare(spec, language=language, salt=key)
            mine = shared.setdefault(key, member.shared(prepared))
            tell(
                [f"{place}: ids, keys or numbers differ"] if mine != member.shared(prepared) else []
            )


def test_each_question_has_feedback_for_each_answer(course: Course) -> None:
    for place, kind, spec in specs(course):
        tell(f"{place}: {what}" for what in KEY_CHECKS[kind](spec))
        if kind not in WITHOUT_EVIDENCE and not spec.get("feedback"):
            tell([f"{place}: no general feedback"])


def test_feedback_of_a_choice_is_not_the_general_one(course: Course) -> None:
    tell(
        f"{place} {row['id']}: says what everybody is told"
        for place, _, spec in specs(course)
        for row in [*spec.get("choices", []), *spec.get("regions", [])]
        if row.get("feedback") and row["feedback"] == spec.get("feedback")
    )


def choices(spec: Spec) -> Iterator[str]:
    texts = [choice["text"] for choice in spec["choices"]]
    if not len(set(texts)) == len(texts) >= 4:
        yield "fewer than four choices, or two that say the same"
    yield from silent(spec["choices"])


def single(spec: Spec) -> Iterator[str]:
    yield from choices(spec)
    if sum(choice["correct"] for choice in spec["choices"]) != 1:
        yield "not one right choice"


def multiple(spec: Spec) -> Iterator[str]:
    yield from choices(spec)
    if sum(choice["correct"] for choice in spec["choices"]) < 2:
        yield "fewer than two right choices"


def silent(rows: list[Spec], name: str = "feedback") -> Iterator[str]:
    yield from (f"{row['id']}: no {name}" for row in rows if not row.get(name))


def true_false(spec: Spec) -> Iterator[str]:
    yield from (f"no {n}" for n in ("feedback_true", "feedback_false") if not spec.get(n))


def short_text(spec: Spec) -> Iterator[str]:
    accepted = spec["accepted"]
    if not len(accepted) == len(set(accepted)) >= 2:
        yield "fewer than two accepted answers, or one twice"
    yield from (
        f"{row['text']}: no feedback" for row in spec.get("answers", ()) if not row.get("feedback")
    )


def matching(spec: Spec) -> Iterator[str]:
    if len({pair["right"] for pair in spec["pairs"]}) != len(spec["pairs"]):
        yield "two pairs have the same right side"


def cloze(spec: Spec) -> Iterator[str]:
    gaps = parse(spec["passage"]).gaps
    yield from (f"gap {n}: no feedback (#)" for n, gap in enumerate(gaps, 1) if not gap.feedback)


def hotspot(spec: Spec) -> Iterator[str]:
    yield from silent(spec["regions"])


def scenario(spec: Spec) -> Iterator[str]:
    for node in spec["nodes"]:
        if node.get("ending"):
            yield from silent([node], "outcome")
        for told in silent(node.get("choices", [])):
            yield f"{node['id']}.{told}"


def nothing(spec: Spec) -> Iterator[str]:
    yield from ()


KEY_CHECKS: dict[str, Callable[[Spec], Iterator[str]]] = {
    "single_choice": single,
    "multiple_choice": multiple,
    "true_false": true_false,
    "short_text": short_text,
    "numeric": nothing,
    "matching": matching,
    "ordering": nothing,
    "categorise": nothing,
    "cloze": cloze,
    "hotspot": hotspot,
    "scenario": scenario,
    "essay": nothing,
    "file_answer": nothing,
    "survey": nothing,
    "stimulus": nothing,
}


def test_each_kind_of_question_has_its_check() -> None:
    assert set(KEY_CHECKS) == set(kinds_by_name())


# Quality


def test_the_lint_finds_nothing_in_any_language(course: Course) -> None:
    tell(
        f"{place} {found.field}: {found.code}"
        for place, kind, spec in specs(course)
        for found in lint(kind, authored(spec), place.split(" ")[0])
    )


def singles(course: Course, language: str) -> list[tuple[str, list[Spec]]]:
    return [
        (place, spec["choices"])
        for place, kind, spec in specs(course)
        if kind == "single_choice" and place.startswith(f"{language} ")
    ]


def test_key_of_a_single_choice_cannot_be_guessed_by_length(course: Course) -> None:
    for language in course.texts:
        ranks = []
        for place, rows in singles(course, language):
            by_length = sorted(rows, key=lambda choice: len(choice["text"]))
            ranks.append([choice["correct"] for choice in by_length].index(True))
            tell([f"{place}: the longest choice is the key"] if by_length[-1]["correct"] else [])
        assert any(ranks), f"{language}: every key is the shortest choice"


def test_keys_of_single_choices_stand_at_different_places(course: Course) -> None:
    keys = singles(course, course.data["languages"][0])
    assert len({[c["correct"] for c in choices].index(True) for _, choices in keys}) >= 3


def test_no_choice_says_all_or_none_of_the_above(course: Course) -> None:
    lazy = re.compile(r"(all|none|both) of (the|these)|ci-dessus|toutes? ces|aucune de ces", re.I)
    tell(
        f"{place} {choice['id']}: {choice['text']}"
        for place, _, spec in specs(course)
        for choice in spec.get("choices", [])
        if lazy.search(choice["text"])
    )


# Evidence and labels


def test_evidence_of_each_question_is_a_block_with_a_source(course: Course) -> None:
    for question in course.rows("questions"):
        evidence = question.get("evidence")
        if question["kind"] in WITHOUT_EVIDENCE and not evidence:
            continue
        lesson = course.first.lessons.get((evidence or {}).get("lesson", ""), [])
        found = {block.key: block for block in lesson}.get((evidence or {}).get("block", ""))
        if found is None:
            tell([f"course.yaml {question['key']}: there is no such block: {evidence}"])
        elif not found.sources:
            tell([f"course.yaml {question['key']}: the block {evidence} has no source"])


def test_objectives_topics_and_stimuli_of_questions_are_there(course: Course) -> None:
    stimuli = {q["key"] for q in course.rows("questions") if q["kind"] == "stimulus"}
    topics = course.data.get("topics") or {}
    for question in course.rows("questions"):
        at = f"course.yaml {question['key']}"
        if "objective" in question and not has_objective(course, question["objective"]):
            tell([f"{at}: there is no objective {question['objective']}"])
        if "topic" in question and set(topics.get(question["topic"], ())) < set(course.texts):
            tell([f"{at}: topics has no name of {question['topic']} in each language"])
        if question.get("stimulus") and question["stimulus"] not in stimuli:
            tell([f"{at}: there is no stimulus {question['stimulus']}"])
        if question.get("difficulty", 1) not in (1, 2, 3):
            tell([f"{at}: difficulty is 1, 2 or 3"])


def has_objective(course: Course, objective: str) -> bool:
    lesson, _, number = str(objective).partition("/")
    about = course.first.front["lessons"].get(lesson) or {}
    return number.isdecimal() and 1 <= int(number) <= len(about.get("objectives", ()))


def test_pictures_of_questions_are_there_and_are_png(course: Course) -> None:
    for question in course.rows("questions"):
        if name := question.get("picture"):
            file = course.folder / "pictures" / name
            whole = file.is_file() and file.read_bytes().startswith(b"\x89PNG\r\n")
            tell([] if whole else [f"course.yaml {question['key']}: pictures/{name} is no PNG"])
