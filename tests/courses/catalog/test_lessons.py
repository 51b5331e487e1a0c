"""Saving lessons: versions, conflicts, keys, sources, what is refused."""

import pytest

from content.models import Passage, Report
from courses.authoring.models import ReportUpload
from courses.catalog import services
from courses.catalog.errors import EditedElsewhere, TextRefused
from courses.catalog.models import Anchor, Lesson
from courses.catalog.queries import history
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> Lesson:
    return services.add_lesson(make.module(make.course()))


def test_each_save_is_a_version_and_none_is_lost(lesson: Lesson) -> None:
    make.version(lesson, body="One.")
    make.version(lesson, body="Two.")
    assert [v.number for v in history(lesson, "en")] == [2, 1]
    assert lesson.versions.get(number=1).body == "One."


def test_saving_the_same_text_again_makes_no_version(lesson: Lesson) -> None:
    assert make.version(lesson, body="One.") == make.version(lesson, body="One.")


def test_a_version_knows_its_words_and_minutes(lesson: Lesson) -> None:
    version = make.version(lesson, body="word " * 450)
    assert (version.words, version.minutes) == (450, 3)


def test_headings_take_no_reading_time_and_the_same_text_keeps_its_minutes(lesson: Lesson) -> None:
    body = "## " + "heading " * 90 + "\n\n" + "word " * 450
    assert make.version(lesson, body=body).minutes == 3
    services.save_lesson(lesson, language="en", title="T", body=body, minutes=9)
    assert make.version(lesson, body=body, title="New").minutes == 9


def test_a_save_from_an_older_version_is_refused_with_the_newer_one(lesson: Lesson) -> None:
    make.version(lesson, body="One.")
    newer = make.version(lesson, body="Two.")
    with pytest.raises(EditedElsewhere) as refused:
        services.save_lesson(lesson, language="en", title="T", body="Mine.", base_number=1)
    assert refused.value.newer == newer
    assert lesson.versions.count() == 2


def test_two_people_who_write_the_same_do_not_clash(lesson: Lesson) -> None:
    make.version(lesson, body="One.")
    two = make.version(lesson, body="Two.", title="T")
    again = services.save_lesson(lesson, language="en", title="T", body="Two.", base_number=1)
    assert again == two


def test_languages_have_versions_of_their_own(lesson: Lesson) -> None:
    make.version(lesson, body="One.")
    assert make.version(lesson, body="Un.", language="fr").number == 1


def test_autosaves_of_one_sitting_leave_one_version(lesson: Lesson) -> None:
    author = make.instructor()
    for body in ("O", "On", "One"):
        services.save_lesson(
            lesson, language="en", title="T", body=body, author=author, autosaved=True
        )
    assert [(v.number, v.body) for v in lesson.versions.all()] == [(3, "One")]


def test_an_autosave_never_replaces_what_was_saved_by_hand(lesson: Lesson) -> None:
    author = make.instructor()
    services.save_lesson(lesson, language="en", title="T", body="One", author=author)
    services.save_lesson(
        lesson, language="en", title="T", body="Two", author=author, autosaved=True
    )
    assert lesson.versions.count() == 2


def test_an_autosave_that_was_published_stays(lesson: Lesson) -> None:
    author = make.instructor()
    services.save_lesson(
        lesson, language="en", title="T", body="One", author=author, autosaved=True
    )
    make.publish(lesson.course)
    services.save_lesson(
        lesson, language="en", title="T", body="Two", author=author, autosaved=True
    )
    assert lesson.versions.count() == 2


def test_restoring_makes_the_old_text_the_newest(lesson: Lesson) -> None:
    one = make.version(lesson, body="One.")
    make.version(lesson, body="Two.")
    restored = services.restore_version(one, by=None)
    assert (restored.number, restored.body) == (3, "One.")


def test_block_keys_survive_an_edit(lesson: Lesson) -> None:
    before = make.version(lesson, body="The group has three members.\n\nIt lasts.")
    after = make.version(lesson, body="New.\n\nThe group has three members.\n\nIt lasts.")
    assert [b["key"] for b in after.blocks[1:]] == [b["key"] for b in before.blocks]


def test_a_translation_has_the_keys_of_the_original() -> None:
    lesson = services.add_lesson(make.module(make.course(languages=["en", "fr"])))
    english = make.version(lesson, body="Three people.\n\nA gain.")
    french = make.version(lesson, body="Trois personnes.\n\nUn gain.", language="fr")
    assert [b["key"] for b in french.blocks] == [b["key"] for b in english.blocks]
    later = make.version(lesson, body="Trois personnes.\n\nUn gain !", language="fr")
    assert later.blocks[0]["key"] == english.blocks[0]["key"]


def test_a_text_beyond_the_limit_is_refused_in_words(lesson: Lesson) -> None:
    with pytest.raises(TextRefused) as refused:
        make.version(lesson, body="x" * 200_001)
    assert "too long" in refused.value.message
    assert not lesson.versions.exists()


def test_a_source_that_is_a_passage_becomes_an_anchor(lesson: Lesson) -> None:
    passage = report_with_passage("18")
    version = make.version(lesson, body='Text.\n{: #k src="a-76-121/18"}')
    source = version.blocks[0]["sources"][0]
    assert (source["label"], source["passage"]) == ("A/76/121 ¶18", passage.pk)
    assert Anchor.objects.get(version=version).block_key == "k"


def test_an_author_cites_no_report_that_they_may_not_read(lesson: Lesson) -> None:
    report_with_passage("18")
    author = make.instructor()
    body = 'Text.\n{: #k src="a-76-121/18"}'
    saved = services.save_lesson(lesson, language="en", title="A lesson", body=body, author=author)
    shown = services.preview_blocks(lesson, language="en", body=body, author=author)
    assert saved.blocks[0]["sources"][0]["passage"] is None
    assert shown[0]["sources"][0]["passage"] is None
    assert not Anchor.objects.exists()


def test_an_author_cites_a_report_that_they_brought(lesson: Lesson) -> None:
    passage, author = report_with_passage("18"), make.instructor()
    ReportUpload.objects.create(
        filename="a.pdf", size=1, sha256="0" * 64, uploaded_by=author, report=passage.report
    )
    body = 'Text.\n{: #k src="a-76-121/18"}'
    saved = services.save_lesson(lesson, language="en", title="A lesson", body=body, author=author)
    assert saved.blocks[0]["sources"][0]["passage"] == passage.pk


def test_a_source_of_the_course_is_labelled_from_its_list(lesson: Lesson) -> None:
    lesson.course.sources = {
        "untoc": {"title": {"en": "Convention"}, "treaty": True},
        "unodc-2019": {"institution": "UNODC", "year": 2019},
    }
    lesson.course.save()
    version = make.version(lesson, body='Text.\n{: src="untoc/art._2 unodc-2019/18"}')
    labels = [source["label"] for source in version.blocks[0]["sources"]]
    assert labels == ["UNTOC art. 2", "UNODC 2019 ¶18"]


def test_a_source_of_the_course_that_we_hold_opens_its_passage(lesson: Lesson) -> None:
    passage = report_with_passage("18")
    lesson.course.sources = {"sg": {"sha256": passage.report.sha256}}
    lesson.course.save()
    version = make.version(lesson, body='Text.\n{: src="sg/18"}')
    assert version.blocks[0]["sources"][0]["passage"] == passage.pk


def report_with_passage(number: str) -> Passage:
    report = Report.objects.create(
        slug="a-76-121", symbol="A/76/121", title="Report", language="en", sha256="0" * 64,
        format="pdf",
    )  # fmt: skip
    return Passage.objects.create(
        report=report, position=1, key=number, number=number, kind="paragraph", text="Text."
    )
