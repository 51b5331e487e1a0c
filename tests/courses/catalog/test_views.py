"""Evidence, pictures and enrolment: who gets what."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from content.models import Passage, Report, Section
from courses.authoring.models import ReportUpload
from courses.catalog import services
from courses.catalog.models import Course, Enrolment, Picture
from courses.catalog.pictures import add_picture
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def passage() -> Passage:
    report = Report.objects.create(
        slug="a-76-121", symbol="A/76/121", title="A report", language="ar", sha256="0" * 64,
        format="pdf",
    )  # fmt: skip
    outer = Section.objects.create(report=report, position=1, level=1, label="II", title="Outer")
    inner = Section.objects.create(report=report, position=2, level=2, label="A", title="Inner")
    Section.objects.create(report=report, position=3, level=1, label="III", title="Later")
    for number in range(15, 22):
        Passage.objects.create(
            report=report, section=inner, position=number, key=str(number), number=str(number),
            kind="paragraph", text=f"Text of {number}.", page=outer.position,
        )  # fmt: skip
    return Passage.objects.get(key="18")


def cited(passage: Passage) -> Course:
    course = make.course(sources={"untoc": {"title": {"en": "The Convention"}}})
    body = f'Text.\n{{: #k src="{passage.report.slug}/{passage.key} untoc/art._2"}}'
    make.lesson(course, body=body)
    make.publish(course)
    return course


ADDRESS = "/sources/a-76-121/18/"


def test_a_passage_stands_in_its_context(passage: Passage) -> None:
    cited(passage)
    html = make.client_for(make.person()).get(ADDRESS).content.decode()
    assert "II. Outer › A. Inner" in html
    assert [f"Text of {n}." in html for n in (15, 16, 17, 18, 19, 20, 21)] == [
        False, True, True, True, True, True, False,
    ]  # fmt: skip
    assert 'lang="ar" dir="rtl"' in html


def test_beside_the_text_it_is_only_the_panel(passage: Passage) -> None:
    cited(passage)
    panel = Client().get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
    assert "source-panel" in panel
    assert "<html" not in panel


def test_a_report_that_no_published_course_cites_is_not_found(passage: Passage) -> None:
    assert make.client_for(make.person()).get(ADDRESS).status_code == 404
    assert make.client_for(make.instructor()).get(ADDRESS).status_code == 404
    assert make.client_for(make.administrator()).get(ADDRESS).status_code == 200


def test_whoever_brought_a_report_reads_it(passage: Passage) -> None:
    author = make.instructor()
    ReportUpload.objects.create(
        uploaded_by=author, report=passage.report, filename="a.pdf", size=1, sha256="0" * 64
    )
    assert make.client_for(author).get(ADDRESS).status_code == 200


def test_a_report_cited_in_a_draft_is_read_by_its_staff(passage: Passage) -> None:
    author = make.instructor()
    make.lesson(make.course(by=author), body="Text.\n{: src=a-76-121/18}")
    assert make.client_for(author).get(ADDRESS).status_code == 200
    assert make.client_for(make.instructor()).get(ADDRESS).status_code == 404


@pytest.mark.parametrize("url", ["/sources/a-76-121/99/", "/sources/nothing/18/"])
def test_a_passage_that_is_not_there_is_not_found(passage: Passage, url: str) -> None:
    assert make.client_for(make.administrator()).get(url).status_code == 404


def test_the_panel_costs_three_queries(passage: Passage) -> None:
    cited(passage)
    with assert_queries(3):
        Client().get(ADDRESS, headers={"HX-Request": "true"})


def test_the_lesson_leads_to_its_sources(passage: Passage) -> None:
    course = cited(passage)
    enrolment = make.enrolled(course)
    lesson = course.lessons.get()
    html = make.client_for(enrolment.user).get(f"/learn/{course.slug}/{lesson.key}/").content
    assert ADDRESS.encode() in html
    assert f"/courses/{course.slug}/sources/untoc/art._2/?language=en".encode() in html


def test_a_source_we_do_not_hold_is_described(passage: Passage) -> None:
    course = cited(passage)
    page = Client().get(f"/courses/{course.slug}/sources/untoc/art._2/")
    assert "The Convention" in page.content.decode()
    assert Client().get(f"/courses/{course.slug}/sources/other/1/").status_code == 404


def picture_of(course: Course) -> Picture:
    file = io.BytesIO()
    Image.new("RGB", (30, 20)).save(file, "PNG")
    file.seek(0)
    return add_picture(course, file, "A map")


def test_pictures_of_a_published_course_are_served_and_kept_by_browsers() -> None:
    picture = picture_of(make.published_course())
    answer = Client().get(f"/pictures/{picture.key}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "private, max-age=86400"


def test_pictures_of_a_draft_are_its_authors_own() -> None:
    author = make.instructor()
    url = f"/pictures/{picture_of(make.course(by=author)).key}"
    assert make.client_for(author).get(url).status_code == 200
    assert make.client_for(make.instructor()).get(url).status_code == 404
    assert Client().get(url).status_code == 404


def test_a_course_without_cover_has_none() -> None:
    course = make.published_course()
    assert Client().get(reverse("catalog:cover", args=[course.slug])).status_code == 404


def test_enrolling_leads_back_to_the_course() -> None:
    course = make.published_course(languages=["en", "fr"])
    user = make.person()
    client = make.client_for(user)
    for _ in range(2):
        answer = client.post(f"/courses/{course.slug}/enrol/", {"language": "fr"})
        assert answer["Location"] == f"/courses/{course.slug}/"
    assert Enrolment.objects.get().language == "fr"


def test_enrolling_is_posted_and_signed_in() -> None:
    course = make.published_course()
    url = f"/courses/{course.slug}/enrol/"
    assert make.client_for(make.person()).get(url).status_code == 405
    assert Client().post(url).status_code == 302
    assert make.client_for(make.person()).post("/courses/nowhere/enrol/").status_code == 404
    assert not Enrolment.objects.exists()


def test_having_seen_what_is_new_is_kept() -> None:
    enrolment = make.enrolled(make.published_course())
    edition = make.publish(enrolment.course)
    make.client_for(enrolment.user).post(f"/courses/{enrolment.course.slug}/seen/")
    enrolment.refresh_from_db()
    assert enrolment.seen_edition == edition
    other = make.client_for(make.person())
    assert other.post(f"/courses/{enrolment.course.slug}/seen/").status_code == 404


def test_leaving_asks_first_and_keeps_the_way_back() -> None:
    enrolment = make.enrolled(make.published_course())
    client = make.client_for(enrolment.user)
    url = f"/courses/{enrolment.course.slug}/leave/"
    assert url in client.get(f"/courses/{enrolment.course.slug}/").content.decode()
    assert "at any time" in client.get(url).content.decode()
    enrolment.refresh_from_db()
    assert enrolment.withdrawn_at is None
    assert client.post(url)["Location"] == f"/courses/{enrolment.course.slug}/"
    enrolment.refresh_from_db()
    assert enrolment.withdrawn_at is not None
    client.post(f"/courses/{enrolment.course.slug}/enrol/")
    enrolment.refresh_from_db()
    assert enrolment.withdrawn_at is None


def test_leaving_an_archived_course_says_that_there_is_no_way_back() -> None:
    enrolment = make.enrolled(make.published_course())
    services.archive_course(enrolment.course)
    client = make.client_for(enrolment.user)
    url = f"/courses/{enrolment.course.slug}/leave/"
    assert "takes nobody new" in client.get(url).content.decode()
    assert client.post(url)["Location"] == "/my-learning/"


def test_only_who_takes_a_course_leaves_it() -> None:
    enrolment = make.enrolled(make.published_course())
    url = f"/courses/{enrolment.course.slug}/leave/"
    assert make.client_for(make.person()).post(url).status_code == 404
    assert "/accounts/login/" in Client().post(url)["Location"]
