import pytest

from content.planning.values import Why
from courses.authoring.plans.why import why_said


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("", ""),
        ("short", "Merged: each is short"),
        ("long", "Part of a long section"),
        ({"kind": "merged", "parts": 2, "limit": 300}, "Merged: neither is over 300 words"),
        ({"kind": "merged", "parts": 4, "limit": 250}, "Merged: none of these 4 is over 250 words"),
        ({"kind": "joined", "parts": 2, "words": 80}, "Merged: one of them has only 80 words"),
        (
            {"kind": "cut", "words": 2900, "part": 2, "parts": 2, "turns": 1, "before": "The bank"},
            "Cut before “The bank”: 2900 words, and the subject turns here",
        ),
        (
            {"kind": "cut", "words": 2900, "part": 1, "parts": 2, "turns": 0},
            "Part 1 of 2 of a section of 2900 words",
        ),
        (
            {"kind": "too_long", "words": 9000, "reason": "table"},
            "Over 12 minutes: there is no good place to cut a table",
        ),
        ({"kind": "background", "reason": "thanks"}, "Background: thanks"),
        ({"kind": "of a later release"}, ""),
    ],
)
def test_a_reason_is_a_sentence_and_those_of_old_plans_still_are(why: str | Why, said: str) -> None:
    assert why_said(why) == said
