from decimal import Decimal
from typing import Any, ClassVar

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from courses.quizzes.types.base import MalformedAnswer
from courses.quizzes.types.hotspot.forms import HotspotForm
from courses.quizzes.types.hotspot.grading import grade
from courses.quizzes.types.hotspot.regions import from_percent, in_percent, is_hit
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder
from tests.support.make_quizzes import make_course, make_staff

KEY = "0f8c8a2e-8f5e-4a56-9a3d-0d2c6b1f7e11"
SPEC: dict[str, Any] = {
    "stem": "Where is the consignee named?",
    "picture": KEY,
    "alt": "A bill of lading",
    "width": 800,
    "height": 400,
    "regions": [
        {
            "id": "r1",
            "text": "The second box from the top",
            "shape": "rectangle",
            "place": [0.1, 0.2, 0.3, 0.2],
            "correct": True,
            "feedback": "Yes.",
        },
        {
            "id": "r2",
            "text": "The stamp",
            "shape": "circle",
            "place": [0.75, 0.5, 0.1],
            "correct": False,
            "feedback": "That is the carrier.",
        },
        {
            "id": "r3",
            "text": "The margin",
            "shape": "polygon",
            "place": [0.0, 0.8, 0.5, 0.8, 0.0, 1.0],
            "correct": False,
            "feedback": "",
        },
    ],
    "no_list": False,
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right={"x": 0.25, "y": 0.3},
    wrong={"region": "r2"},
    posted={"q.x": ["160"], "q.y": ["96"], "q-x": ["1"], "q-y": ["1"]},
    malformed=("r1", ["r1"], {"region": "zz"}, {"x": 2, "y": 0.5}, {"x": True, "y": 0}, {"x": 0.1}),
)


def prepared() -> dict[str, Any]:
    return kind("hotspot").prepare(SPEC, language="en")


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ((0.1, 0.2), "r1"),
        ((0.4, 0.4), "r1"),
        ((0.41, 0.3), None),
        ((0.75, 0.69), "r2"),  # twice as wide as high: the radius is 0.2 of the height
        ((0.75, 0.71), None),
        ((0.66, 0.5), "r2"),
        ((0.1, 0.85), "r3"),
        ((0.4, 0.95), None),
    ],
)
def test_a_place_is_in_a_region_or_in_none(place: tuple[float, float], region: str | None) -> None:
    found = [row["id"] for row in SPEC["regions"] if is_hit(row, *place, 0.5)]
    assert found == ([region] if region else [])


def test_a_right_region_counts_also_under_a_wrong_one() -> None:
    spec = prepared()
    spec["regions"].append({**spec["regions"][1], "id": "r4", "place": [0.25, 0.3, 0.2]})
    assert grade(spec, {"x": 0.25, "y": 0.3}).outcome == "right"


def test_the_list_is_as_good_as_the_picture() -> None:
    assert grade(prepared(), {"region": "r1"}) == grade(prepared(), {"x": 0.25, "y": 0.3})


def test_feedback_is_that_of_the_region() -> None:
    said = ("<p>That is the carrier.</p>", "<p>General feedback.</p>")
    assert grade(prepared(), {"x": 0.75, "y": 0.5}).feedback == said
    assert grade(prepared(), {"x": 0.99, "y": 0.01}).feedback == ("<p>General feedback.</p>",)


@pytest.mark.parametrize(
    ("posted", "value"),
    [
        # A click in the picture as it is shown, 640 pixels wide, over what stood before.
        ({"q.x": ["64"], "q.y": ["32"], "q-region": ["r2"]}, {"x": 0.1, "y": 0.1}),
        # Enter in another field presses the picture at 0, 0: no click.
        ({"q.x": ["0"], "q.y": ["0"], "q-region": ["r2"]}, {"region": "r2"}),
        ({"q.x": ["0"], "q.y": ["0"]}, None),
        ({"q-x": ["12.5"], "q-y": ["12,5"]}, {"x": 0.125, "y": 0.125}),
        ({"q-x": ["10"], "q-y": ["10"], "q-region": [""]}, {"x": 0.1, "y": 0.1}),
        ({"q-x": [""], "q-y": [""], "q-region": [""]}, None),
    ],
)
def test_what_is_newest_is_read(posted: dict[str, list[str]], value: Any) -> None:
    member, spec = kind("hotspot"), prepared()
    assert member.check_value(spec, member.read_value(posted, "q")) == value


@pytest.mark.parametrize(
    "posted", [{"q-x": ["10"]}, {"q-x": ["a"], "q-y": ["1"]}, {"q.x": ["900"]}]
)
def test_half_a_place_is_refused(posted: dict[str, list[str]]) -> None:
    member, spec = kind("hotspot"), prepared()
    with pytest.raises(MalformedAnswer):
        member.check_value(spec, member.read_value(posted, "q"))


def problems(**changes: Any) -> list[tuple[str, str]]:
    return [(p.field, p.message) for p in kind("hotspot").validate({**SPEC, **changes})]


def region(**changes: Any) -> list[dict[str, Any]]:
    first, *others = SPEC["regions"]
    return [{**first, **changes}, *others]


@pytest.mark.parametrize(
    ("shape", "place"),
    [
        ("rectangle", [0.9, 0.1, 0.2, 0.1]),
        ("rectangle", [-0.1, 0.1, 0.2, 0.1]),
        ("circle", [0.5, 0.1, 0.1]),  # 0.1 of the width is 0.2 of the height
        ("polygon", [0.1, 0.1, 0.5, 0.5, 0.1, 1.2]),
    ],
)
def test_a_region_outside_its_picture_is_a_sentence_at_its_place(
    shape: str, place: list[float]
) -> None:
    assert problems(regions=region(shape=shape, place=place)) == [
        ("regions.0.place", "This region lies outside the picture, in part at least.")
    ]


@pytest.mark.parametrize(
    ("shape", "place", "words"),
    [
        ("rectangle", [0.1, 0.1], "Give four numbers"),
        ("rectangle", [0.1, 0.1, 0, 0.1], "Give four numbers"),
        ("rectangle", "somewhere", "Give four numbers"),
        ("circle", [0.1, 0.1], "Give three numbers"),
        ("polygon", [0.1, 0.1, 0.2, 0.2], "Give at least three corners"),
        ("polygon", [0.1, 0.1, 0.2, 0.2, 0.3], "Give at least three corners"),
        ("star", [0.1], "Give at least three corners"),
        ("rectangle", [float("nan"), 0.1, 0.1, 0.1], "Give four numbers"),
    ],
)
def test_a_place_that_is_no_place_says_what_to_write(shape: str, place: Any, words: str) -> None:
    found = problems(regions=region(shape=shape, place=place))
    assert [field for field, _ in found] == ["regions.0.place"]
    assert found[0][1].startswith(words)


def test_without_a_right_place_or_any_nothing_is_asked() -> None:
    assert problems(regions=[]) == [("regions", "Add the region of the right place.")]
    assert problems(regions=region(correct=False)) == [
        ("regions", "Mark at least one region as right.")
    ]


def test_descriptions_are_needed_unless_the_list_is_given_up() -> None:
    said = ("regions.0.text", "Say what is there, for those who answer by the list.")
    assert problems(regions=region(text="")) == [said]
    assert problems(regions=region(text=""), no_list=True) == []


def test_a_list_of_right_places_alone_leaves_nothing_to_choose() -> None:
    assert problems(regions=SPEC["regions"][:1]) == [
        ("regions", "Add a region that is not right, so that the list leaves something to choose.")
    ]


def test_places_are_typed_in_percent() -> None:
    assert from_percent("10, 20; 30.5 40 %") == [0.1, 0.2, 0.305, 0.4]
    assert from_percent("ten") == "ten"
    assert in_percent([0.1, 0.2, 0.305]) == "10, 20, 30.5"


def test_the_line_of_an_upload_is_read_as_its_picture() -> None:
    data = {"picture": f"![A map](/pictures/{KEY})", "stem-en": "Where?"}
    form = HotspotForm(data, kind=kind("hotspot"), languages=["en"])
    assert form.draft_specs()["en"]["picture"] == KEY


def words_shown(**written: str) -> list[str]:
    form = HotspotForm(kind=kind("hotspot"), languages=["en", "fr"], initial=written)
    return [form.written("alt-en"), form.written("alt-fr")]


def test_words_given_at_the_upload_are_those_of_the_question() -> None:
    line = f"![A \\[large\\] map](/pictures/{KEY})"
    assert words_shown(picture=line) == ["A [large] map", ""]
    with override("fr"):
        assert words_shown(picture=line) == ["", "A [large] map"]
    with override("es"):
        assert words_shown(picture=line) == ["A [large] map", ""]


def test_words_already_written_stay() -> None:
    line = f"![A map](/pictures/{KEY})"
    assert words_shown(picture=line, **{"alt-fr": "Une carte"}) == ["", "Une carte"]
    assert words_shown(picture=KEY) == ["", ""]


@pytest.mark.django_db
def test_form_without_a_picture_leads_to_the_upload(client: Client) -> None:
    course = make_course()
    client.force_login(make_staff(course))
    address = reverse("quizzes:question_new", args=[course.slug, "hotspot"])
    link = '<a href="#pictures">“Add a picture”</a>'
    assert link in client.get(address).content.decode()
    data = {"picture": f"![A map](/pictures/{KEY})", "action": "preview"}
    page = client.post(address, data).content.decode()
    assert (link in page, "A map</textarea>" in page) == (False, True)


def test_an_answer_in_words_is_the_region() -> None:
    member, spec = kind("hotspot"), prepared()
    assert member.in_words(spec, {"x": 0.25, "y": 0.3}) == "The second box from the top"
    assert member.in_words(spec, {"x": 0.99, "y": 0.99}) == "elsewhere in the picture"
    assert member.in_words(spec, None) == ""


def test_review_without_reveal_draws_no_right_region() -> None:
    member, spec = kind("hotspot"), prepared()
    wrong = {"x": 0.75, "y": 0.5}
    hidden = member.render_review(spec, value=wrong, mark=grade(spec, wrong), reveal=False)
    assert "hotspot-wrong" in hidden
    assert "hotspot-missed" not in hidden
    assert "second box" not in hidden
    shown = member.render_review(spec, value=wrong, mark=grade(spec, wrong))
    assert "hotspot-missed" in shown and "The second box from the top" in shown


class TestSeveral:
    """Two right places, both to be found."""

    SEVERAL: ClassVar[dict[str, Any]] = {
        **SPEC,
        "marking": "per_place",
        "regions": [*SPEC["regions"][:2], {**SPEC["regions"][2], "correct": True}],
    }
    FIRST, SECOND = {"x": 0.25, "y": 0.3}, {"region": "r3"}
    STAMP, NOWHERE = {"x": 0.75, "y": 0.5}, {"x": 0.99, "y": 0.01}

    def spec(self, marking: str = "per_place") -> dict[str, Any]:
        return kind("hotspot").prepare({**self.SEVERAL, "marking": marking}, language="en")

    @pytest.mark.parametrize(
        ("marking", "places", "earned", "outcome"),
        [
            ("all", [FIRST, SECOND], 1, "right"),
            ("all", [FIRST], 0, "wrong"),
            ("all", [FIRST, STAMP], 0, "wrong"),
            ("per_place", [SECOND, FIRST], 1, "right"),
            ("per_place", [FIRST], Decimal("0.5"), "partly"),
            ("per_place", [FIRST, STAMP], Decimal("0.5"), "partly"),
            ("per_place", [STAMP, NOWHERE], 0, "wrong"),
            ("per_place_penalty", [FIRST, NOWHERE], 0, "wrong"),
            ("per_place_penalty", [FIRST], Decimal("0.5"), "partly"),
            ("per_place_penalty", [STAMP, NOWHERE], 0, "wrong"),
            # Twice in one region finds it once, and is no mistake.
            ("per_place_penalty", [FIRST, {"x": 0.2, "y": 0.3}], Decimal("0.5"), "partly"),
        ],
    )
    def test_marking(
        self, marking: str, places: list[Any], earned: Decimal | int, outcome: str
    ) -> None:
        found = grade(self.spec(marking), {"places": places})
        assert (found.fraction, found.outcome) == (earned, outcome)

    def test_each_region_found_says_its_own_once(self) -> None:
        places = [self.FIRST, self.STAMP]
        assert grade(self.spec(), {"places": places}).feedback == (
            "<p>Yes.</p>",
            "<p>That is the carrier.</p>",
            "<p>General feedback.</p>",
        )

    def test_an_overlapping_right_region_is_found_by_the_second_mark(self) -> None:
        spec = self.spec()
        spec["regions"].append({**spec["regions"][0], "id": "r4"})
        found = grade(spec, {"places": [self.FIRST, {"x": 0.2, "y": 0.3}]})
        assert found.parts == {"r1": "right", "r4": "right"}

    @pytest.mark.parametrize(
        ("posted", "places"),
        [
            ({"q-places": ["26 30; 40,5 12"]}, [{"x": 0.26, "y": 0.3}, {"x": 0.405, "y": 0.12}]),
            # A click on the picture is added to what stood there.
            (
                {"q-places": ["26 30"], "q.x": ["64"], "q.y": ["32"]},
                [{"x": 0.26, "y": 0.3}, {"x": 0.1, "y": 0.1}],
            ),
            # On a small screen the picture is 256 pixels wide.
            ({"q-places": [""], "q-s.x": ["128"], "q-s.y": ["64"]}, [{"x": 0.5, "y": 0.5}]),
            ({"q-places": [""], "q-region": ["r1", "r3"]}, [{"region": "r1"}, {"region": "r3"}]),
            ({"q-places": ["26, 30;"], "q.x": ["0"], "q.y": ["0"]}, [{"x": 0.26, "y": 0.3}]),
        ],
    )
    def test_a_form_brings_them(self, posted: dict[str, list[str]], places: list[Any]) -> None:
        member = kind("hotspot")
        value = member.check_value(self.spec(), member.read_value(posted, "q"))
        assert value == {"places": places}
        assert member.check_value(self.spec(), value) == value

    def test_an_empty_form_is_no_answer(self) -> None:
        member = kind("hotspot")
        assert member.read_value({"q-places": [""], "q.x": ["0"], "q.y": ["0"]}, "q") is None

    @pytest.mark.parametrize(
        ("posted", "words"),
        [
            ({"q-places": ["here"]}, "two numbers from 0 to 100"),
            ({"q-places": ["10 900"]}, "two numbers from 0 to 100"),
            ({"q-places": ["1 1; 2 2; 3 3"]}, "You marked 3 places. Mark 2 at most"),
            ({"q-places": ["1 1"], "q-region": ["r1", "r3"]}, "Mark 2 at most"),
            ({"q-places": [""], "q-region": ["zz"]}, "not one of the choices"),
        ],
    )
    def test_what_cannot_be_taken_says_why(self, posted: dict[str, list[str]], words: str) -> None:
        member = kind("hotspot")
        with pytest.raises(MalformedAnswer, match=words):
            member.check_value(self.spec(), member.read_value(posted, "q"))

    @pytest.mark.parametrize(
        "value", [{"places": "r1"}, {"places": ["r1"]}, {"places": [{"places": []}]}, {"x": True}]
    )
    def test_malformed(self, value: Any) -> None:
        with pytest.raises(MalformedAnswer):
            kind("hotspot").check_value(self.spec(), value)

    def test_what_is_refused_stands_there_to_be_mended(self) -> None:
        member = kind("hotspot")
        posted = {"q-places": ["1 1; 2 2"], "q-region": ["r2"]}
        value = member.read_value(posted, "q")
        html = member.render(self.spec(), prefix="q", value=value, error="Too many.")
        assert 'value="1 1; 2 2"' in html and html.count("checked") == 1

    def test_one_right_place_is_not_several(self) -> None:
        assert problems(marking="all") == [
            ("marking", "Mark at least two regions as right, or ask for one place.")
        ]
        assert problems(marking="odd") == [
            ("marking", "Choose how the answer is marked."),
            ("marking", "Mark at least two regions as right, or ask for one place."),
        ]

    def test_a_question_from_before_stays_as_it_was(self) -> None:
        member = kind("hotspot")
        assert "marking" not in member.prepare({**SPEC, "marking": "one"}, language="en")
        assert member.structure(prepared()) == [KEY, member.structure(prepared())[1], False]

    def test_half_of_them_is_unfinished(self) -> None:
        member = kind("hotspot")
        assert member.is_unfinished(self.spec(), {"places": [self.FIRST]})
        assert not member.is_unfinished(self.spec(), {"places": [self.FIRST, self.SECOND]})

    def test_pages_say_how_many_and_what_was_found(self) -> None:
        member, spec = kind("hotspot"), self.spec()
        value = {"places": [self.FIRST, self.STAMP]}
        html = member.render(spec, prefix="q", value=value)
        assert "Mark 2 places in the picture" in html and 'value="25 30; 75 50"' in html
        assert html.count("data-mark ") == 2 and 'type="checkbox"' in html
        review = member.render_review(spec, value=value, mark=grade(spec, value), reveal=False)
        assert "The second box from the top" in review and "The margin" not in review
        assert "Mark 2 places with crosses" in member.render_print(spec)
        assert member.in_words(spec, value) == "The second box from the top; The stamp"

    def test_the_form_keeps_the_marking(self) -> None:
        initial = HotspotForm.initial_from({"en": self.spec("all")})
        form = HotspotForm(kind=kind("hotspot"), languages=["en"], initial=initial)
        assert form.draft_specs()["en"]["marking"] == "all"
