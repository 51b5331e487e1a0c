import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from content.models import Report, ReportTerms
from courses.authoring.models import ImportPlan, ReportUpload
from courses.authoring.plans.services import accept_plan, plan_for, undo_step
from courses.authoring.proposals.queries import LessonProposals, ProposedWord, proposals_for
from courses.authoring.proposals.services import take_proposals
from courses.catalog.aids.models import Term
from courses.catalog.models import Course, LessonVersion
from courses.people.models import User
from tests.support.make import client_for, instructor
from tests.support.make_reports import stored_report
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

ABOUT_MONEY = (
    "The Financial Action Task Force (FATF) watches shell companies. A shell company is a company"
    " without business of its own. The FATF asks each bank about the beneficial owner. "
)
ABOUT_SHIPS = (
    "A coast guard boards the pirate vessel on the high seas. The pirate vessel is taken to a"
    " harbour, and the coast guard tells the FATF. "
)


def report_text() -> str:
    blocks = ["# Crimes at sea and on land", "## I. Money"]
    blocks += [f"{n}. {ABOUT_MONEY}{'Owners hide behind owners. ' * 45}" for n in (1, 2, 3, 4)]
    blocks += ["5. The group named:", "(a) banks;", "(b) lawyers;", "(c) notaries."]
    blocks += ["## II. Ships"]
    blocks += [f"{n}. {ABOUT_SHIPS}{'Captains sail on at night. ' * 45}" for n in (6, 7, 8, 9)]
    return "\n\n".join(blocks) + "\n"


@pytest.fixture
def teacher() -> User:
    return instructor()


@pytest.fixture
def client(teacher: User) -> Client:
    return client_for(teacher)


@pytest.fixture
def plan(teacher: User, tmp_path: Path) -> ImportPlan:
    report = stored_report(tmp_path, report_text())
    ReportUpload.objects.create(
        filename="board.md", size=1, sha256=report.sha256, uploaded_by=teacher, report=report
    )
    return plan_for(report, teacher)


def shown(plan: ImportPlan, lesson: str) -> LessonProposals:
    found = proposals_for(plan, lesson)
    assert found is not None
    return found


def place(row: ProposedWord) -> str:
    assert row.where is not None
    return row.where.key


def send(client: Client, plan: ImportPlan, lesson: str, **data: Any) -> Any:
    plan.refresh_from_db()
    address = f"/studio/plans/{plan.pk}/lessons/{lesson}/"
    return client.post(address, {"revision": plan.revision, **data})


def take_all(client: Client, plan: ImportPlan, lesson: str) -> None:
    assert send(client, plan, lesson, all="1").status_code == 302
    plan.refresh_from_db()


def test_a_lesson_is_offered_its_terms_with_what_the_report_says_they_mean(
    plan: ImportPlan,
) -> None:
    words = {row.term["term"].casefold(): row for row in shown(plan, "l1").words}
    company = words["shell company"]
    assert company.term["text"] == "A shell company is a company without business of its own."
    assert (company.times, company.elsewhere, place(company)) == (8, 0, "1")
    assert words["beneficial owner"].course


def test_an_abbreviation_is_offered_where_it_is_met_first_with_where_it_is_defined(
    plan: ImportPlan,
) -> None:
    [row] = [one for one in shown(plan, "l1").words if one.is_short]
    assert (row.term["term"], place(row)) == ("FATF", "1")
    assert row.term["text"] == "Financial Action Task Force"
    assert not any(one.is_short for one in shown(plan, "l2").words)


def test_objectives_come_with_the_passage_that_answers_them(plan: ImportPlan) -> None:
    [one] = shown(plan, "l1").objectives
    assert one.text == "Explain what a shell company is"
    assert one.where is not None and one.where.key == "1"


def test_a_lesson_whose_text_answers_nothing_has_none_but_its_passages(
    client: Client, plan: ImportPlan
) -> None:
    found = shown(plan, "l2")
    assert (found.objectives, found.following) == ((), "")
    assert [one.key for one in found.passages] == ["6", "7", "8", "9"]
    page = client.get(f"/studio/plans/{plan.pk}/lessons/l2/").content.decode()
    assert "No sentence of this lesson makes a good objective by itself: write one." in page


def test_a_meaning_of_our_own_course_is_offered_and_said_to_be_ours(
    client: Client, plan: ImportPlan
) -> None:
    row = next(one for one in shown(plan, "l1").words if one.term["term"] == "beneficial owner")
    assert row.course.startswith("Money laundering") and row.term["passage"] == 0
    page = client.get(f"/studio/plans/{plan.pk}/lessons/l1/").content.decode()
    assert "Meaning from our own course “Money laundering: from the offence" in page


def test_saving_can_lead_on_to_the_next_lesson(client: Client, plan: ImportPlan) -> None:
    answer = send(client, plan, "l1", next="1")
    assert answer.url == f"/studio/plans/{plan.pk}/lessons/l2/"
    assert send(client, plan, "l2", next="1").url.endswith("#lesson-l2")


def test_what_was_written_stays_on_the_page_when_the_plan_has_moved(
    client: Client, plan: ImportPlan
) -> None:
    take_all(client, plan, "l1")
    answer = send(client, plan, "l2", revision=0, **{
        "own-word": ["coxswain"], "own-text": ["Steers the boat."], "own": ["Steer a boat"],
    })  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "coxswain" in page and "Steers the boat." in page and "Steer a boat" in page
    plan.refresh_from_db()
    assert "terms" not in plan.modules[-1]["lessons"][-1]


def sent_page(client: Client, plan: ImportPlan, lesson: str, **data: Any) -> dict[str, Any]:
    """What the browser sends of the page as it stands, with each word's and objective's row."""
    plan.refresh_from_db()
    page = client.get(f"/studio/plans/{plan.pk}/lessons/{lesson}/").content.decode()
    terms = dict(re.findall(r'name="(term-\d+)" value="([^"]*)"', page))
    texts = dict(re.findall(r'name="((?:text|aim)-\d+)"[^>]*>([^<]*)</textarea>', page))
    return {"revision": plan.revision, **terms, **texts, **data}


def test_the_same_sent_twice_is_saved_once_and_said_to_be_saved(
    client: Client, plan: ImportPlan
) -> None:
    sent = sent_page(client, plan, "l1", word=["1"], aim=["0"], **{
        "own-word": ["courier"], "own-text": ["Carries money."], "own": ["Tell couriers apart"],
    })  # fmt: skip
    first = send(client, plan, "l1", **sent)
    plan.refresh_from_db()
    revision, modules = plan.revision, plan.modules
    second = client.post(f"/studio/plans/{plan.pk}/lessons/l1/", sent, follow=True)
    plan.refresh_from_db()
    assert first.status_code == 302
    assert second.redirect_chain[0][0] == first.url
    assert "The words and objectives of the lesson are saved." in second.content.decode()
    assert (plan.revision, plan.modules) == (revision, modules)


def test_the_same_sent_twice_in_one_moment_is_saved_once(plan: ImportPlan) -> None:
    seen = ImportPlan.objects.get(pk=plan.pk)
    taken: Any = {"words": [], "objectives": ["Tell couriers apart"], "revision": 0}
    first = take_proposals(plan, "l1", **taken)
    assert take_proposals(seen, "l1", **taken).revision == first.revision == 1


def test_other_words_upon_a_plan_that_moved_are_refused_and_kept_by_their_names(
    client: Client, plan: ImportPlan
) -> None:
    mine = sent_page(client, plan, "l1", **{
        "word": ["2"], "text-2": "Who owns it in the end.", "own-word": ["courier"],
    })  # fmt: skip
    ticked = mine["term-2"]
    take_all(client, plan, "l1")
    theirs = plan.modules
    answer = client.post(f"/studio/plans/{plan.pk}/lessons/l1/", mine)
    page = answer.content.decode()
    plan.refresh_from_db()
    assert (answer.status_code, plan.modules) == (409, theirs)
    assert re.findall(r'name="word" value="\d+" checked>.*?<bdi>(.*?)</bdi>', page, re.S) == [
        ticked,
    ]
    assert "Who owns it in the end." in page


def test_what_was_kept_of_a_refused_step_is_saved_as_it_stands_there(
    client: Client, plan: ImportPlan
) -> None:
    take_all(client, plan, "l1")
    sent = {"own-word": ["coxswain"], "own-text": ["Steers the boat."]}
    send(client, plan, "l1", revision=0, **sent)
    again = {"word": ["0"], "term-0": "coxswain", "text-0": "Steers the boat.", "term-1": "FATF"}
    send(client, plan, "l1", **again)
    plan.refresh_from_db()
    assert plan.modules[0]["lessons"][0]["terms"] == [
        {"term": "coxswain", "text": "Steers the boat.", "passage": 0}
    ]


def test_what_is_ticked_is_kept_as_it_was_written_over(client: Client, plan: ImportPlan) -> None:
    send(client, plan, "l1", **{
        "word": "0", "text-0": " A  task force. ", "aim": "0", "aim-0": "Tell shells apart",
        "own": ["", "Ask for owners"],
    })  # fmt: skip
    plan.refresh_from_db()
    lesson = plan.modules[0]["lessons"][0]
    assert [(one["term"], one["text"]) for one in lesson["terms"]] == [("FATF", "A task force.")]
    assert lesson["objectives"] == ["Tell shells apart", "Ask for owners"]
    again = shown(plan, "l1")
    assert [row.term["term"] for row in again.words if row.is_taken] == ["FATF"]
    assert not any(row.term["term"] == "FATF" for row in shown(plan, "l2").words)


def test_what_is_written_over_is_not_said_to_be_the_reports(
    client: Client, plan: ImportPlan, teacher: User
) -> None:
    send(client, plan, "l1", **{"word": "0", "text-0": "Who they are"})
    plan.refresh_from_db()
    course = accept_plan(plan, by=teacher, revision=plan.revision)
    assert Term.objects.get(course=course, key="fatf").sources == []


def test_taking_is_a_step_that_can_be_undone(client: Client, plan: ImportPlan) -> None:
    before = plan.modules
    take_all(client, plan, "l1")
    assert plan.modules != before
    assert undo_step(plan, revision=plan.revision).modules == before


def test_a_step_on_a_plan_that_has_moved_is_refused(client: Client, plan: ImportPlan) -> None:
    take_all(client, plan, "l1")
    answer = send(client, plan, "l2", own="Steer a boat", revision=0)
    assert answer.status_code == 409
    plan.refresh_from_db()
    assert "objectives" not in plan.modules[-1]["lessons"][-1]


def test_words_become_the_glossary_of_the_course_and_lessons_link_to_them(
    client: Client, plan: ImportPlan, teacher: User
) -> None:
    take_all(client, plan, "l1")
    course = accept_plan(plan, by=teacher, revision=plan.revision)
    term = Term.objects.get(course=course, key="fatf")
    assert term.texts == {"en": "Financial Action Task Force"}
    assert [source["locator"] for source in term.sources] == ["1"]
    version = LessonVersion.objects.filter(lesson__course=course).order_by("pk")[0]
    assert version.objectives[0] == "Explain what a shell company is"
    assert any('href="#term-fatf"' in block["html"] for block in version.blocks)


def test_the_glossary_page_shows_where_a_word_comes_from(
    client: Client, plan: ImportPlan, teacher: User
) -> None:
    take_all(client, plan, "l1")
    course = accept_plan(plan, by=teacher, revision=plan.revision)
    page = client.get(f"/courses/{course.slug}/glossary/").content.decode()
    assert "Financial Action Task Force" in page
    assert "para. 1</bdi>" in page


def test_a_word_taken_in_two_lessons_is_one(plan: ImportPlan, teacher: User) -> None:
    for module in plan.modules:
        for lesson in module["lessons"]:
            lesson["terms"] = [{"term": "FATF", "text": lesson["id"], "passage": 0}]
    plan.save()
    course = accept_plan(plan, by=teacher, revision=plan.revision)
    assert [(one.key, one.texts) for one in Term.objects.filter(course=course)] == [
        ("fatf", {"en": "l1"})
    ]


def test_a_plan_without_proposals_taken_makes_a_course_without_words(
    plan: ImportPlan, teacher: User
) -> None:
    course: Course = accept_plan(plan, by=teacher, revision=plan.revision)
    assert not Term.objects.filter(course=course).exists()


def test_terms_of_a_report_are_found_once(plan: ImportPlan) -> None:
    shown(plan, "l1")
    row = ReportTerms.objects.get()
    ReportTerms.objects.update(terms=[])
    assert not any(one.times for one in shown(plan, "l1").words)
    ReportTerms.objects.update(edition="older")
    assert any(one.times for one in shown(plan, "l1").words)
    assert ReportTerms.objects.get().terms == row.terms


def test_the_page_takes_the_same_queries_whatever_the_report(
    client: Client, plan: ImportPlan, tmp_path: Path, teacher: User
) -> None:
    address = f"/studio/plans/{plan.pk}/lessons/l1/"
    client.get(address)
    with assert_queries(8):
        client.get(address)
    long = report_text().replace("## II", "\n\n".join(["## I. More", "Text is here. " * 500] * 9))
    report: Report = stored_report(tmp_path, long)
    other = plan_for(report, teacher)
    client.get(f"/studio/plans/{other.pk}/lessons/l1/")
    with assert_queries(8):
        client.get(f"/studio/plans/{other.pk}/lessons/l1/")


def test_a_lesson_that_is_not_in_the_plan_is_not_found(client: Client, plan: ImportPlan) -> None:
    assert client.get(f"/studio/plans/{plan.pk}/lessons/l99/").status_code == 404


def test_another_instructors_plan_is_not_found(plan: ImportPlan) -> None:
    stranger = client_for(instructor(email="other@example.org"))
    assert stranger.get(f"/studio/plans/{plan.pk}/lessons/l1/").status_code == 404


def test_a_number_that_is_none_is_refused(client: Client, plan: ImportPlan) -> None:
    assert send(client, plan, "l1", revision="x").status_code in (400, 409, 422)
