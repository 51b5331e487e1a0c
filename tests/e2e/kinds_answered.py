"""How somebody answers the questions of `kinds_written`: some right, some wrong, some partly."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Locator, expect

from tests.e2e.hands import Hand
from tests.e2e.kinds_written import STEPS


def answer_single_choice(hand: Hand) -> None:
    hand.change("Show hint 1 of 1…")
    expect(hand.where.get_by_text("More than a pair.")).to_be_visible()
    hand.tick_on(tile(hand, "Three"))


def answer_multiple_choice(hand: Hand) -> None:
    hand.tick_on(tile(hand, "A name"))


def answer_true_false(hand: Hand) -> None:
    hand.tick_on(tile(hand, "True"))


def answer_short_text(hand: Hand) -> None:
    hand.write_in(hand.where.locator("input[type=text]"), "bill of ladding")


def answer_numeric(hand: Hand) -> None:
    hand.write_in(hand.where.locator("input[inputmode=decimal]"), "11.5")


def answer_matching(hand: Hand) -> None:
    hand.choose("A captain", "the log")
    hand.choose("A bank", "the menu")


def answer_ordering(hand: Hand) -> None:
    """The first comes last: two of three neighbours are right."""
    hand.put_in_order([*STEPS[1:], STEPS[0]])


def answer_categorise(hand: Hand) -> None:
    for text, category in (
        ("A life raft", "Rescue"),
        ("A fee for the passage", "Rescue"),
        ("A mayday call", "Rescue"),
        ("A lighthouse", "None of them"),
    ):
        hand.pick(category, text)


def answer_cloze(hand: Hand) -> None:
    gaps = hand.where.locator(".gap")
    hand.write_in(gaps.nth(0), "solas")
    hand.write_in(gaps.nth(1), "20")
    hand.choose_in(gaps.nth(2), "drowned")


def answer_hotspot(hand: Hand) -> None:
    hand.mark_place(hand.where.locator("input[type=image]:visible"), across=26, down=30)


def answer_essay(hand: Hand) -> None:
    hand.write_in(hand.where.locator("textarea"), "The law of the sea asks it of every captain.")


def answer_file_answer(hand: Hand) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "Report.pdf"
        file.write_bytes(b"%PDF-1.7\n%tests\n")
        hand.send_file(file)


def answer_survey(hand: Hand) -> None:
    for statement in ("I can use this at sea.", "The texts were clear."):
        hand.tick_on(hand.where.get_by_role("radio", name=f"{statement} Agree", exact=True))


def answer_scenario(hand: Hand) -> None:
    for choice, then in (("Go near", "Water comes in."), ("Wait", "The boat turns over.")):
        hand.tick_on(tile(hand, choice))
        hand.change("Go on")
        expect(hand.where.get_by_text(then)).to_be_visible()


def nothing(_hand: Hand) -> None:
    """What is only read is not answered."""


def tile(hand: Hand, text: str) -> Locator:
    """The box of the choice that says this."""
    return hand.where.locator("label.tile", has_text=text).locator("input")
