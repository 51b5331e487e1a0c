"""Each kind by hand: how its author writes it, how somebody answers it, and what that earns.

A kind that has no script here fails the journeys by its name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.e2e import kinds_answered as answered
from tests.e2e import kinds_written as written
from tests.e2e.hands import Hand


@dataclass(frozen=True)
class Script:
    """`answer` works at the question's own part of the page.

    earns: what the result says of its points; says: what else the learner reads there.
    """

    stem: str
    write: Callable[[Hand], None]
    answer: Callable[[Hand], None]
    earns: str
    says: tuple[str, ...] = ()
    is_about_letter: bool = False


SCRIPTS: dict[str, Script] = {
    "stimulus": Script(
        "On 3 May a boat asked for help. *Three* brokers had sold the places.",
        written.write_stimulus,
        answered.nothing,
        "",
    ),
    "single_choice": Script(
        "How many brokers make a group?",
        written.write_single_choice,
        answered.answer_single_choice,
        "Points: 0.75 of 1",
        ("Yes: three or more.", "1 hint taken."),
        is_about_letter=True,
    ),
    "multiple_choice": Script(
        "What does the letter need?",
        written.write_multiple_choice,
        answered.answer_multiple_choice,
        "Points: 0.50 of 1",
        ("Partly right", "You ticked: A name."),
    ),
    "true_false": Script(
        "A wet passport proves that somebody was smuggled.",
        written.write_true_false,
        answered.answer_true_false,
        "Points: 0 of 1",
        ("Not right", "It only looks like proof."),
    ),
    "short_text": Script(
        "Which paper goes with the cargo?",
        written.write_short_text,
        answered.answer_short_text,
        "Points: 0.50 of 1",
        ("(accepted with a small slip)",),
    ),
    "numeric": Script(
        "How far out does the coastal sea reach?",
        written.write_numeric,
        answered.answer_numeric,
        "Points: 1 of 1",
        ("Right",),
    ),
    "matching": Script(
        "Who keeps what?",
        written.write_matching,
        answered.answer_matching,
        "Points: 0.50 of 1",
        ("Partly right",),
    ),
    "ordering": Script(
        "What comes first at sea?",
        written.write_ordering,
        answered.answer_ordering,
        "Points: 0.67 of 1",
        ("Partly right",),
    ),
    "categorise": Script(
        "Rescue or smuggling?",
        written.write_categorise,
        answered.answer_categorise,
        "Points: 0.75 of 1",
        ("Partly right",),
    ),
    "cloze": Script(
        "Complete the report.",
        written.write_cloze,
        answered.answer_cloze,
        "Points: 0.75 of 1",
        ("Partly right",),
    ),
    "hotspot": Script(
        "Where is the name on this form?",
        written.write_hotspot,
        answered.answer_hotspot,
        "Points: 1 of 1",
        ("The name stands in the box.",),
    ),
    "essay": Script(
        "Why must a captain stop?",
        written.write_essay,
        answered.answer_essay,
        "Points: 1 of 2",
        ("Names the duty", "Say where it is written."),
    ),
    "file_answer": Script(
        "Send your report of the rescue.",
        written.write_file_answer,
        answered.answer_file_answer,
        "Points: 1 of 1",
        ("Tells what happened",),
    ),
    "scenario": Script(
        "You are the captain of a cargo ship.",
        written.write_scenario,
        answered.answer_scenario,
        "Points: 0.50 of 1",
        ("Some of the points",),
    ),
    "survey": Script(
        "How was this course?",
        written.write_survey,
        answered.answer_survey,
        "Not graded",
        ("Agree", "Thank you for your opinion."),
    ),
}
