"""Passages of several reports, chosen for one topic, as a course that one teaches from."""

from collections.abc import Sequence

from content.planning.arranging import Group, arranged
from content.planning.bodies import SourcePassage
from content.planning.by_topic import propose_by_topic
from content.planning.fresh import changed_lessons, told_anew
from content.planning.moves import merge_lessons
from content.planning.places import lessons_of
from content.planning.strands import strands_of
from content.planning.topic_bodies import is_as_grouped, portions
from content.planning.topic_titles import topic_titles
from content.planning.values import PlanPassage, PlanSection, passages_of

TOPIC = "trafficking-in-persons"
LAW = "Six States acceded to the protocol, and new legislation and a legal framework followed."
POLICE = (
    "The police arrested twelve people and prosecutors brought them to court: an investigation."
)
SHELTER = "Protection of victims: shelters were opened, and survivors had medical assistance."
POINTS = "To this end, four rooms were rented and a telephone was put in."
ADDS = "In addition, survivors were given shelter and compensation."
# The same aspects, of other matters.
HOMES = "Two homes took in survivors, whose children went to school: help for victims in the north."
BILLS = "Parliament ratified the convention, amended two laws and passed a bill on forced labour."
CONTAINERS = (
    "The Blue Harbour Container Programme trained officers of the port control units in Kenya."
)
SEIZED = (
    "Officers of the port control units in Kenya, whom the Blue Harbour Container Programme had "
    "trained, made arrests with the police; prosecutors brought the cases to court."
)
ASKS = "States may wish to do the following:"


class Book:
    """Sections of made-up reports with their texts."""

    def __init__(self) -> None:
        self.sections: list[PlanSection] = []
        self.texts: dict[int, SourcePassage] = {}

    def add(self, title: str, *said: tuple[str, str], report: int = 1, words: int = 160) -> None:
        """`said` are (key, text); a key with a stop is that of an item."""
        passages = []
        for key, text in said:
            pk = len(self.texts) + 1
            kind = "item" if "." in key else "paragraph"
            self.texts[pk] = SourcePassage(key, kind, text)
            passages.append(PlanPassage(pk, key, words))
        number = len(self.sections) + 101
        self.sections.append(PlanSection(number, 1, title, "body", tuple(passages), report=report))

    def groups(self) -> list[Group]:
        return arranged(self.sections, self.texts, "en", TOPIC)

    def told(self) -> dict[str, list[str]]:
        return {
            group.aspect: [
                self.texts[one.passage.id].key for own in group.strands for one in own.passages
            ]
            for group in self.groups()
        }


def test_what_two_reports_say_of_one_aspect_stands_together() -> None:
    book = Book()
    book.add("Work done", ("1", SHELTER), ("5", LAW))
    book.add("Progress", ("11", POLICE), ("15", LAW), report=2)
    assert book.told() == {"law": ["5", "15"], "justice": ["11"], "victims": ["1"]}


def test_what_points_back_comes_behind_what_it_points_to() -> None:
    book = Book()
    book.add("Work done", ("1", SHELTER), ("2", POINTS), ("7", LAW), ("8", LAW))
    assert book.told() == {"law": ["7", "8"], "victims": ["1", "2"]}


def test_what_adds_to_another_stays_with_it() -> None:
    book = Book()
    book.add("Work done", ("1", POLICE), ("2", ADDS), ("3", SHELTER), ("4", LAW), words=200)
    assert book.told() == {"law": ["4"], "justice": ["1", "2"], "victims": ["3"]}


def test_what_stands_together_in_a_report_stays_together() -> None:
    book = Book()
    book.add("Work done", ("1", SHELTER), ("2", LAW), ("3", POLICE))
    book.add("Progress", ("11", HOMES), ("12", HOMES), ("13", BILLS), report=2)
    assert book.told() == {"action": ["1", "2", "3"], "victims": ["11", "12", "13"]}


def test_what_two_reports_say_of_one_matter_stands_together_under_one_aspect() -> None:
    book = Book()
    book.add("Ports", ("1", CONTAINERS), ("5", SHELTER), ("8", LAW))
    book.add("Cases", ("11", POLICE), ("15", SEIZED), report=2)
    aspect = {key: one for one, keys in book.told().items() for key in keys}
    assert aspect["1"] == aspect["15"]
    told = book.told()[aspect["1"]]
    assert told.index("15") - told.index("1") == 1


def test_what_tells_of_one_matter_is_in_one_lesson() -> None:
    book = Book()
    book.add("Ports", *((str(at), CONTAINERS if at == 4 else SHELTER) for at in range(0, 20, 2)))
    book.add("Cases", ("31", SEIZED), ("41", POLICE), ("51", POLICE), report=2, words=300)
    modules = propose_by_topic(book.sections, book.texts, "en", TOPIC)
    by_id = {section.id: section for section in book.sections}
    keys = [{one.key for one in passages_of(each, by_id)} for each in lessons_of(modules)]
    assert [own & {"4", "31"} for own in keys if own & {"4", "31"}] == [{"4", "31"}]


def test_a_text_told_in_one_go_is_not_parted() -> None:
    book = Book()
    book.add("Work done", ("1", SHELTER), ("2", ADDS), ("3", POLICE), ("4", ADDS))
    assert book.told() == {"victims": ["1", "2", "3", "4"]}


def test_no_aspect_begins_with_what_goes_on_from_what_is_not_here() -> None:
    book = Book()
    book.add("Work done", ("1", SHELTER), ("7", f"In addition, {POLICE} {SHELTER}"), words=200)
    assert book.told() == {"victims": ["1", "7"]}


def test_an_aspect_is_no_heading_over_one_short_paragraph() -> None:
    book = Book()
    book.add("Work done", ("1", SHELTER), ("2", SHELTER), ("3", LAW), words=100)
    assert book.told() == {"victims": ["1", "2", "3"]}


def test_the_items_of_a_list_stay_with_its_opening_under_other_headings() -> None:
    book = Book()
    book.add("Recommendations", ("9", ASKS))
    book.add("Crime", ("9.a", "Open shelters for victims;"))
    book.add("Drugs", ("9.b", "Arrest and prosecute;"))
    assert book.told() == {"asked": ["9", "9.a", "9.b"]}


def test_a_long_paragraph_is_one_strand_with_its_list() -> None:
    book = Book()
    book.add("Work", ("4", "The Office:"), ("4.a", "Met;"), ("4.b", "Wrote."), ("9", LAW))
    found = strands_of(book.sections, book.texts, "en")
    assert [len(one.passages) for one in found] == [3, 1]


def test_each_passage_stands_in_exactly_one_lesson() -> None:
    book = Book()
    for number in range(6):
        own = [(str(10 * number + at), text) for at, text in enumerate((LAW, POLICE, SHELTER))]
        book.add(f"Chapter {number}", *own, report=number % 2 + 1)
    modules = propose_by_topic(book.sections, book.texts, "en", TOPIC)
    by_id = {section.id: section for section in book.sections}
    held = [one.id for lesson in lessons_of(modules) for one in passages_of(lesson, by_id)]
    assert sorted(held) == sorted(book.texts)


def many(book: Book, words: int) -> None:
    for number, text in enumerate((LAW, POLICE, SHELTER)):
        said = [(str(10 * number + at), text) for at in range(6)]
        book.add(f"Chapter {number}", *said, words=words)


def test_lessons_are_called_by_the_topic_and_their_aspects_and_say_why() -> None:
    book = Book()
    many(book, 150)
    [module] = propose_by_topic(book.sections, book.texts, "en", TOPIC)
    assert module["title"] == "Trafficking in persons"
    assert [lesson["title"] for lesson in module["lessons"]] == [
        "Law and instruments: legal framework",
        "Investigation, prosecution and trial",
        "Victims and witnesses",
    ]
    why = module["lessons"][2]["why"]
    assert isinstance(why, dict)
    assert (why["kind"], why["reason"], why["reports"]) == ("aspect", "victims", 1)
    assert "Protection of victims" in why["before"]


def test_the_only_lesson_has_a_name_beside_its_module() -> None:
    book = Book()
    book.add("Work done", ("1", SHELTER), ("5", LAW))
    [module] = propose_by_topic(book.sections, book.texts, "en", TOPIC)
    [lesson] = module["lessons"]
    assert module["title"] == "Trafficking in persons"
    assert lesson["title"] == "Law and instruments; victims and witnesses"


def test_many_lessons_are_modules_by_family() -> None:
    book = Book()
    many(book, 700)
    modules = propose_by_topic(book.sections, book.texts, "en", TOPIC)
    assert [module["title"] for module in modules] == [
        "Trafficking in persons: law and justice",
        "Trafficking in persons: prevention and protection",
    ]
    titles = [lesson["title"] for lesson in lessons_of(modules)]
    assert len(set(titles)) == len(titles)
    assert all(len(title) <= 90 for title in titles)


def test_a_lesson_changed_by_hand_is_called_by_what_it_holds() -> None:
    book = Book()
    many(book, 150)
    titles = topic_titles(book.sections, book.texts, "en", TOPIC)
    own = [*book.sections[0].passages[:2], *book.sections[2].passages]
    assert titles(own) == "Law and instruments; victims and witnesses"


def test_a_lesson_left_with_one_section_is_called_by_its_heading() -> None:
    book = Book()
    many(book, 150)
    titles = topic_titles(book.sections, book.texts, "en", TOPIC)
    assert titles(book.sections[0].passages) == "Chapter 0"


def headings(book: Book, kept: Sequence[int]) -> list[tuple[str, int, int]]:
    return [
        (one.heading, one.level, len(one.passages)) for one in portions(book.groups(), kept, "en")
    ]


def test_a_lesson_shows_its_aspects_and_a_section_only_where_it_says_more() -> None:
    book = Book()
    book.add("Shelters on the northern border", ("1", SHELTER), ("2", SHELTER), ("8", LAW))
    book.add("The year in two towns", ("11", HOMES), ("15", BILLS), ("16", BILLS), report=2)
    book.add("Trafficking in persons", ("21", HOMES), ("22", HOMES), report=2)
    assert headings(book, list(book.texts)) == [
        ("Law and instruments", 1, 1),
        ("The year in two towns", 2, 2),
        ("Victims and witnesses", 1, 1),
        ("", 1, 2),
        ("Shelters on the northern border", 2, 2),
    ]


def test_what_is_only_being_done_stands_under_the_reports_own_headings() -> None:
    """Of several aspects at once, so that none tells it apart; what is little comes last."""
    book = Book()
    book.add("Ships", ("1", "The office opened two rooms and hired four people."))
    book.add("Courses for guards", ("11", LAW), ("12", SHELTER), ("13", POLICE), report=2)
    book.add("Homes by the river", ("21", BILLS), ("22", SEIZED), ("23", HOMES), report=3)
    assert [group.aspect for group in book.groups()] == ["action"]
    assert headings(book, list(book.texts)) == [
        ("Courses for guards", 2, 3),
        ("Homes by the river", 2, 3),
        ("Ships", 2, 1),
    ]


def test_an_aspect_alone_in_its_lesson_needs_no_heading() -> None:
    book = Book()
    book.add("Work done", ("1", SHELTER), ("2", SHELTER))
    assert headings(book, [1, 2]) == [("", 1, 2)]


def test_nothing_chosen_is_no_plan() -> None:
    assert propose_by_topic([], {}, "en", TOPIC) == []


def test_a_lesson_is_told_by_aspects_until_somebody_shapes_it() -> None:
    book = Book()
    many(book, 150)
    before = propose_by_topic(book.sections, book.texts, "en", TOPIC)
    first, second, *_ = (lesson["id"] for lesson in lessons_of(before))
    after = merge_lessons(before, targets=[first, second])
    told = told_anew(after, changed_lessons(before, after, book.sections), lambda one: one["title"])
    assert [is_as_grouped(lesson) for lesson in lessons_of(told)] == [False, True]
