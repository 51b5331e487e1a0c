"""What passages of a topic course name most of all, and so may its lessons' titles."""

import pytest

from content.planning.bodies import SourcePassage
from content.planning.topic_names import named_in
from content.planning.topic_titles import title_for

PORTS = [
    "The Blue Harbour Programme trained officers in Kenya, where containers were searched.",
    "With help from the Blue Harbour Programme, four cranes were bought.",
    "Two ministers praised the Blue Harbour Programme for its work.",
]
FORESTS = [
    "Rangers of the Green Canopy Initiative seized timber in the north.",
    "A law on logging was drafted by the Green Canopy Initiative.",
    "Because of the Green Canopy Initiative, mills were closed.",
]


def named(told: list[str], part: list[int], language: str = "en") -> list[str]:
    texts = {pk: SourcePassage(str(pk), "paragraph", text) for pk, text in enumerate(told)}
    return named_in(texts, language)(part)


def test_a_part_is_called_by_what_it_says_and_the_others_do_not() -> None:
    assert named(PORTS + FORESTS, [0, 1, 2]) == ["Blue Harbour Programme"]
    assert named(PORTS + FORESTS, [3, 4, 5]) == ["Green Canopy Initiative"]


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("en", "Six judges met in Kenya.", "Kenya"),
        ("fr", "Six juges se sont réunis au Mali.", "Mali"),
        ("es", "Seis jueces se reunieron en Túnez.", "Túnez"),
        ("ru", "Шесть судей прибыли: Кения.", "Кения"),
        ("ar", "اجتمع ستة قضاة في كينيا.", "كينيا"),
        ("zh", "六名法官在肯尼亚开会。", "肯尼亚"),
    ],
)
def test_a_country_is_named_that_most_of_a_part_speaks_of(
    language: str, text: str, country: str
) -> None:
    assert country in named([text, text, text, "…"], [0, 1, 2], language)
    assert country not in named([text, text, text, *"………………"], [0, 3, 4, 5, 6], language)


def test_what_is_said_as_often_elsewhere_tells_no_part() -> None:
    assert named(PORTS * 3, [0, 1, 2]) == []


def test_what_all_reports_speak_of_names_nothing() -> None:
    text = "Detection services of the member states met at the second session."
    assert named([text] * 3, [0, 1, 2]) == []


def test_a_title_has_as_many_names_as_there_is_room_for() -> None:
    assert title_for({"victims": 90}, "en", ["shelters", "Kenya"]) == (
        "Victims and witnesses: shelters, Kenya"
    )
    long = "a very long name of a programme on the northern border of a large country"
    assert title_for({"victims": 90}, "en", ["shelters", long]) == (
        "Victims and witnesses: shelters"
    )
    assert title_for({"victims": 90}, "en", [long]) == "Victims and witnesses"


def test_behind_several_aspects_names_stand_in_brackets() -> None:
    words = {"law": 90, "victims": 90}
    assert title_for(words, "en", ["shelters"]) == (
        "Law and instruments; victims and witnesses (shelters)"
    )
    assert title_for(words, "zh", ["收容所"]).endswith("（收容所）")


def test_a_name_that_says_the_aspect_again_is_none() -> None:
    assert title_for({"victims": 90}, "en", ["protection of victims"]) == "Victims and witnesses"
