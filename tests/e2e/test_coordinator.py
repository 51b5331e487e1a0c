"""The coordinator's journey: a cohort with a course and a deadline, and who stands where."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

COURSE = "organised-crime-first-steps"


def make_cohort(visitor: Visitor, name: str) -> None:
    visitor.open("/cohorts/")
    visitor.follow("New cohort")
    visitor.page.fill("input[name=name]", name)
    visitor.press("Make the cohort")
    visitor.hears("The cohort is there.")


def add_existing(visitor: Visitor, text: str) -> None:
    visitor.tap("Add people", role="link")
    visitor.page.fill("#q", text)
    visitor.press("Search")
    visitor.page.locator("input[name=person]").first.check()
    visitor.tap("Add the ticked people")
    visitor.hears("1 person added.")


def import_file(visitor: Visitor, text: str) -> None:
    """As far as the page that says what will happen."""
    page = visitor.page
    visitor.open(f"{visitor.path()}import/")
    file = FilePayload(name="people.csv", mimeType="text/csv", buffer=text.encode())
    page.set_input_files("input[name=file]", file)
    visitor.tap("See what will happen")


def shown(page: Page) -> list[list[str]]:
    """Of each row on the screen: name, address and id as far as they are there, lessons, state."""
    found = []
    for row in page.locator("#people tbody tr").all():
        state, lessons = row.locator("td").all_inner_texts()[:2]
        found.append([*row.locator("th").inner_text().split("\n"), lessons, state])
    return found


def downloaded(page: Page) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def as_shown(rows: list[dict[str, str]]) -> list[list[str]]:
    return [
        [
            *filter(None, [row["Name"], row["E-mail"], row["External id"]]),
            f"{row['Lessons read']} of {row['Lessons in all']}",
            row["State"],
        ]
        for row in rows
    ]


def test_a_cohort_gets_people_a_course_and_a_deadline(context: BrowserContext, site: Site) -> None:
    visitor = as_role(context, site, "coordinator")
    page = visitor.page
    colleague, _password = site.accounts()["instructor"]
    name = f"Border officers {site.name} {site.port}"
    one, two, three = (f"{who}-{site.port}@example.org" for who in ("ada", "bo", "chi"))
    make_cohort(visitor, name)
    add_existing(visitor, colleague)
    visitor.tap("Add people", role="link")
    page.fill("[name=addresses]", one)
    visitor.tap("Add these people")
    visitor.hears("1 account made")
    assert site.mail_to(one, about="welcome")

    visitor.follow("Give a course")
    page.select_option("[name=course]", label="Organised crime: first steps")
    page.fill("[name=due]", f"{datetime.now(UTC) + timedelta(days=21):%Y-%m-%d}")
    visitor.tap("Give this course")
    visitor.hears("Its people are enrolled and told by mail.")
    assert site.mail_to(one, about="a course for you")
    assert site.mail_to(colleague, about="a course for you")

    people = f"email,name,language,external_id\n{two},Bo Two,fr,Nr 2\n{three},Chi Three,en,Nr 3\n"
    import_file(visitor, people)
    expect(page.get_by_text("2 people get an account")).to_be_visible()
    visitor.look()
    visitor.tap("Do this")
    visitor.hears("2 accounts made")
    import_file(visitor, people)
    expect(page.get_by_text("Everybody is there already: nothing changes.")).to_be_visible()
    expect(page.get_by_role("button", name="Do this")).to_have_count(0)
    assert site.mail_to(two, about="bienvenue")

    page.goto("/cohorts/")
    visitor.tap(name, role="link")
    expect(page.locator("#people tbody tr")).to_have_count(4)
    visitor.look()
    compare_screen_and_file(visitor, chosen=three)


def compare_screen_and_file(visitor: Visitor, *, chosen: str) -> None:
    """Sorted and filtered, the file holds what the screen shows, in the same order."""
    page = visitor.page
    by_name = shown(page)
    assert as_shown(downloaded(page)) == by_name
    visitor.tap("Name", role="link", exact=True)
    assert shown(page) == by_name[::-1]
    assert as_shown(downloaded(page)) == by_name[::-1]
    page.locator("#people #q").fill("Nr 3")
    visitor.press("Filter")
    assert [row[1] for row in shown(page)] == [chosen]
    assert as_shown(downloaded(page)) == shown(page)
    page.locator("#people #q").fill("")
    page.select_option("#state", label="Completed")
    visitor.tap("Filter")
    expect(page.get_by_text("Nobody matches")).to_be_visible()
    visitor.look()
