"""How an author writes a question of each kind into its form, from nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.e2e.hands import Hand

LETTER = "The letter to the shipping company"


def write_single_choice(hand: Hand) -> None:
    for number, text, feedback in (
        (1, "Two", "Two are a pair."),
        (2, "Three", "Yes: three or more."),
        (3, "Five", "Fewer are enough."),
    ):
        row = f"Choice {number}"
        if text == "Three":
            hand.pick("This choice is right", row)
        hand.write("Text", text, row)
        hand.write("Feedback to those who choose it", feedback, row)
    hand.change("Remove Choice 4")
    hand.unfold("Feedback by outcome, and hints")
    hand.write("Text", "More than a pair.", "Hint 1")
    hand.write("What each hint costs, in percent of the points", "25")


def write_multiple_choice(hand: Hand) -> None:
    for number, text, is_right in (
        (1, "A name", True),
        (2, "A date", True),
        (3, "The weather", False),
    ):
        row = f"Choice {number}"
        if is_right:
            hand.tick("This choice is right", row)
        hand.write("Text", text, row)
        hand.write("Feedback to those who choose it", f"You ticked: {text}.", row)
    hand.unfold("More ways to mark")
    hand.pick("Per choice: each right one counts, each wrong one takes as much back")


def write_true_false(hand: Hand) -> None:
    hand.pick("The statement is false")
    hand.write("Feedback to those who answer “true”", "It only looks like proof.")


def write_short_text(hand: Hand) -> None:
    hand.write("Answers that are right", "bill of lading\nwaybill")
    hand.unfold("More ways to mark")
    hand.write("What an answer with a small slip of typing earns, in percent", "50")


def write_numeric(hand: Hand) -> None:
    hand.write("Right answer", "12", "")
    hand.write("Tolerance", "1")
    hand.write("Unit", "miles")


def write_matching(hand: Hand) -> None:
    for number, left, right in ((1, "A captain", "the log"), (2, "A bank", "the statement")):
        hand.write("Left side", left, f"Pair {number}")
        hand.write("What belongs to it", right, f"Pair {number}")
    hand.write("An answer that fits no line", "the menu", "Extra answer 1")


STEPS = ("Save the lives", "Call the coast guard", "Write the log", "Report to the owner")


def write_ordering(hand: Hand) -> None:
    for number, text in enumerate(STEPS, 1):
        hand.write("Text", text, f"Item {number}")
    hand.pick("Neighbours: each item that is followed by the right one earns its share")


def write_categorise(hand: Hand) -> None:
    hand.write("Name", "Rescue", "Category 1")
    hand.write("Name", "Smuggling", "Category 2")
    rescue = "Rescue" if hand.has_scripts else "Category 1"
    smuggling = "Smuggling" if hand.has_scripts else "Category 2"
    for number, text, category in (
        (1, "A life raft", rescue),
        (2, "A fee for the passage", smuggling),
        (3, "A mayday call", rescue),
        (4, "A lighthouse", "To none of them"),
    ):
        hand.write("Text", text, f"Item {number}")
        hand.choose("Belongs to", category, f"Item {number}")


def write_cloze(hand: Hand) -> None:
    hand.write(
        "Text with gaps",
        "The duty stands in [[2:SOLAS|the SOLAS convention]], the boat carried [[=60±5 people]] "
        "and nobody [[*drowned|swam]].",
    )


def draw_form(folder: Path) -> Path:
    """A white form with a box at the left and a stamp at the right."""
    image = Image.new("RGB", (800, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((80, 80, 320, 160), outline="navy", width=4)
    draw.ellipse((520, 120, 680, 280), outline="red", width=4)
    file = folder / "form.png"
    image.save(file)
    return file


def write_hotspot(hand: Hand) -> None:
    with TemporaryDirectory() as folder:
        hand.ask_about_picture(draw_form(Path(folder)), "A form with a box and a stamp")
    hand.write("What the picture shows", "A form with a box and a stamp")
    for number, text, place, feedback in (
        (1, "In the box", "10, 20, 30, 20", "The name stands in the box."),
        (2, "In the stamp", "65, 30, 20, 40", "That is the port."),
    ):
        row = f"Region {number}"
        if number == 1:
            hand.tick("This is a right place", row)
        hand.write("What is there, for the list of descriptions", text, row)
        hand.write("Feedback to those who choose it", feedback, row)
        hand.write("Place, in percent of the picture", place, row)


def write_marked(hand: Hand, criterion: str) -> None:
    """What both kinds that a person marks have: a rubric, and hints."""
    hand.write("What is looked at", criterion, "Criterion 1")
    hand.write("Levels", "0: does not\n1: half of it\n2: all of it", "Criterion 1")
    hand.unfold("Feedback by outcome, and hints")
    hand.write("Text", "Think of the law of the sea.", "Hint 1")


def write_essay(hand: Hand) -> None:
    hand.write("Words, at least", "5")
    hand.write("Words, at most", "40")
    hand.write("Sample answer, or notes on marking", "Article 98 of the law of the sea.")
    write_marked(hand, "Names the duty")


def write_file_answer(hand: Hand) -> None:
    hand.tick("PDF")
    write_marked(hand, "Tells what happened")


def write_survey(hand: Hand) -> None:
    hand.pick("A place on a scale for each statement")
    hand.write("Text", "I can use this at sea.", "Statement 1")
    hand.write("Text", "The texts were clear.", "Statement 2")
    hand.write("Scale", "Disagree\nNeither\nAgree")
    hand.write("Words of thanks", "Thank you for your opinion.")


def write_scenario(hand: Hand) -> None:
    write_scene(hand, "The boat", "Sixty people wave.", ("Go near", "1"), ("Sail on", "0"))
    lead_to_new(hand, 1, "2. …")
    write_scene(hand, "Beside it", "Water comes in.", ("Take them on board", "1"), ("Wait", "0"))
    lead_to_new(hand, 1, "3. …")
    write_ending(hand, "On board", "All are safe.")
    hand.change("2. Beside it")
    opened(hand, "2. Beside it")
    lead_to_new(hand, 2, "4. …")
    write_ending(hand, "Too late", "The boat turns over.")
    hand.change("1. The boat")
    opened(hand, "1. The boat")
    hand.choose("Leads to", "4. Too late", "Choice 2")


def lead_to_new(hand: Hand, choice: int, scene: str) -> None:
    """One stays at the choice until one goes on to the new scene."""
    hand.change(f"Lead to a new scene Choice {choice}")
    hand.change(f"Go to scene {scene} Choice {choice}")
    opened(hand, scene)


def write_scene(hand: Hand, title: str, scene: str, *choices: tuple[str, str]) -> None:
    hand.write("Title of the scene", title)
    hand.write("What happens", scene)
    for number, (text, points) in enumerate(choices, 1):
        hand.write("Text", text, f"Choice {number}")
        hand.write("Points", points, f"Choice {number}")


def write_ending(hand: Hand, title: str, scene: str) -> None:
    hand.write("Title of the scene", title)
    hand.write("What happens", scene)
    hand.tick("The story ends here")


def opened(hand: Hand, scene: str) -> None:
    expect(hand.page.locator("#scenario-open h2")).to_contain_text(scene)


def write_stimulus(hand: Hand) -> None:
    hand.write("Title", LETTER)
