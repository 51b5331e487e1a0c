from content.topics.placing import Placed, Title, parents, told, trails

TITLES = [Title(1, "Work done"), Title(2, "Money laundering"), Title(2, "Other matters")]


def topics(*passages: Placed, language: str = "en") -> list[list[str]]:
    found = told(passages, TITLES, language)
    return [[tag.topic for tag in one.tags if tag.weight] for one in found]


def test_a_title_has_those_of_higher_levels_above_it() -> None:
    assert trails(TITLES) == [
        ("Work done",),
        ("Work done", "Money laundering"),
        ("Work done", "Other matters"),
    ]
    assert trails([Title(3, "a"), Title(1, "b")]) == [("a",), ("b",)]


def test_a_passage_that_names_nothing_has_the_topic_of_its_heading() -> None:
    found = topics(
        Placed("1", "paragraph", "Twelve courses were given.", 1),
        Placed("2", "paragraph", "Twelve courses were given.", 2),
        Placed("3", "paragraph", "Twelve courses were given.", None),
    )
    assert found == [["money-laundering"], [], []]


def test_the_items_of_a_list_have_the_topic_of_what_opens_it() -> None:
    found = topics(
        Placed("7", "paragraph", "Against cybercrime, the Office:", 2),
        Placed("7.a", "item", "Trained judges;", 2),
        Placed("8", "paragraph", "Trained judges again.", 2),
    )
    assert found == [["cybercrime"], ["cybercrime"], []]


def test_an_opening_that_names_nothing_leaves_the_items_to_their_heading() -> None:
    found = topics(
        Placed("7", "paragraph", "The Office did the following:", 1),
        Placed("7.a", "item", "It trained judges;", 1),
    )
    assert found == [["money-laundering"], ["money-laundering"]]


def test_a_region_of_a_language_is_that_language() -> None:
    found = topics(Placed("1", "paragraph", "反洗钱工作。", None), language="zh-hans")
    assert found == [["money-laundering"]]


def test_an_item_hangs_on_what_opens_its_list() -> None:
    numbered = [
        Placed("7", "paragraph", "The Office:", 2),
        Placed("7.a", "item", "Trained judges;", 2),
        Placed("7.a.i", "item", "In two towns;", 2),
        Placed("fn1", "footnote", "See below.", 2),
        Placed("7.p1", "text", "Under another heading.", 1),
        Placed("7.b", "item", "Under a heading of its own;", 1),
    ]
    assert parents(numbered) == [None, 0, 1, None, None, 0]
    bare = [
        Placed("h3.p1", "text", "The Office:", 2),
        Placed("h3.i1", "item", "Trained judges;", 2),
        Placed("h3.p2", "text", "And more.", 2),
        Placed("h3.i2", "item", "On its own;", 2),
    ]
    assert parents(bare) == [None, 0, None, None]


def brought(*texts: str) -> list[tuple[int, dict[str, bool]]]:
    """For a paragraph, its items and the next paragraph: what each hangs on, and what speaks."""
    opening, *items, after = texts
    placed = [Placed("7", "paragraph", opening, 2)]
    placed += [Placed(f"7.{n}", "item", text, 2) for n, text in enumerate(items)]
    placed.append(Placed("8", "paragraph", after, 2))
    return [
        (one.paragraph, {tag.topic: bool(tag.weight) for tag in one.tags})
        for one in told(placed, TITLES, "en")
    ]


def test_what_opens_a_list_comes_along_with_an_item_of_a_topic_but_not_the_other_items() -> None:
    found = brought("The Office:", "Met;", "Fought cybercrime;", "Next.")
    assert found == [(0, {"cybercrime": False}), (0, {}), (0, {"cybercrime": True}), (3, {})]


def test_all_items_come_along_with_a_paragraph_of_a_topic() -> None:
    found = brought("Cybercrime grew.", "Met;", "Next.")
    assert found == [(0, {"cybercrime": True}), (0, {"cybercrime": False}), (2, {})]


def test_a_footnote_has_no_topics() -> None:
    assert topics(Placed("fn1", "footnote", "On cybercrime.", None)) == [[]]


def weights(topic: str, *passages: Placed) -> list[float | None]:
    """Of each passage; None where it does not even come along."""
    found = told(passages, TITLES, "en")
    return [next((tag.weight for tag in one.tags if tag.topic == topic), None) for one in found]


CRIME = "Prison overcrowding was looked into, and prison officers were trained in nine prisons."


def test_an_item_under_a_heading_of_its_own_brings_what_opens_its_list() -> None:
    found = weights(
        "prisons",
        Placed("9", "paragraph", "States may wish to do the following:", 0),
        Placed("9.a", "item", "Write to each other;", 0),
        Placed("9.b", "item", CRIME, 2),
    )
    assert (found[0], found[1]) == (0.0, 0.0)


def test_a_short_list_that_says_how_many_comes_whole() -> None:
    found = weights(
        "prisons",
        Placed("9", "paragraph", "The Institute wrote two reports:", 0),
        Placed("9.a", "item", "On rivers;", 0),
        Placed("9.b", "item", CRIME, 0),
    )
    assert found[:2] == [0.0, 0.0]
    assert found[2]


def test_of_a_list_that_mostly_speaks_of_other_things_an_item_is_a_mention() -> None:
    found = weights(
        "prisons",
        Placed("9", "paragraph", "The Institute wrote several reports:", 0),
        Placed("9.a", "item", "On rivers;", 0),
        Placed("9.b", "item", "On hills;", 0),
        Placed("9.c", "item", f"Prison reform. {CRIME}", 0),
    )
    assert found == [0.0, 0.0, 0.0, 1.0]


def test_of_a_long_list_that_says_how_many_an_item_is_a_mention() -> None:
    found = weights(
        "prisons",
        Placed("9", "paragraph", "The Institute wrote two reports:", 0),
        Placed("9.a", "item", "On rivers. " * 100, 0),
        Placed("9.b", "item", CRIME, 0),
    )
    assert found == [0.0, None, 1.0]


def test_what_is_short_comes_along_with_what_goes_on_from_it() -> None:
    found = weights(
        "prisons",
        Placed("1", "paragraph", "A forum was held in two towns.", 0),
        Placed("2", "paragraph", f"To this end, {CRIME}", 0),
        Placed("3", "paragraph", "Something else.", 0),
    )
    assert (found[0], found[2]) == (0.0, None)


def test_what_is_long_or_under_another_heading_does_not() -> None:
    back = f"To this end, {CRIME}"
    long = Placed("1", "paragraph", "A forum was held in two towns. " * 30, 0)
    short = Placed("1", "paragraph", "A forum was held.", 2)
    for before in (long, short):
        assert weights("prisons", before, Placed("2", "paragraph", back, 0))[0] is None


def test_a_gap_of_one_under_a_heading_of_the_topic_is_filled() -> None:
    found = weights(
        "money-laundering",
        Placed("1", "paragraph", "Twelve courses were given.", 1),
        Placed("2", "paragraph", CRIME, 1),
        Placed("3", "paragraph", "Twelve more were given.", 1),
    )
    assert found == [1.0, 0.0, 1.0]


def test_one_topic_from_the_first_sentence_on_is_no_mention() -> None:
    text = (
        "A fund for victims of trafficking in persons is run by the Office. " + "Six people. " * 9
    )
    [weight] = weights("trafficking-in-persons", Placed("1", "paragraph", text, 0))
    assert weight == 1.5
