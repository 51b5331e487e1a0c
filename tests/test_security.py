"""What holds on every page: its headers, that scripts stay texts, that no key is told early."""

import re
from html.parser import HTMLParser

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from courses.mail.models import Message
from tests.support import make, make_cohorts, make_quizzes
from tests.support.jobs import run_jobs
from tests.support.make_world import World, picture_file
from tests.test_access import PAGES, _its_files, address, ask, there

__all__ = ["_its_files", "there"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_its_files")]

SCRIPT = "<script>alert(1)</script>"
VECTORS = (
    f"A{SCRIPT}",
    'A"><img src=x onerror=alert(1)>',
    "A' onmouseover='alert(1)",
    "A</title></textarea><svg/onload=alert(1)>",
    '[A](javascript:alert(1))<a href="javascript:alert(1)">x</a>',
)
TOKEN = re.compile(r"[A-Za-z0-9]{64}")


class Watch(HTMLParser):
    """What of a page a browser would run: scripts of its own, on…, addresses that are scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "script" and not named.get("src", "").startswith("/static/"):
            self.live.append(tag)
        self.live += [name for name in named if name.startswith("on")]
        self.live += [v for v in named.values() if v.strip().lower().startswith("javascript:")]


def live(page: str) -> list[str]:
    watch = Watch()
    watch.feed(page)
    return watch.live


def assert_guarded(response: HttpResponseBase, said: str) -> None:
    policy = response.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, said
    assert "frame-ancestors 'none'" in policy or "sandbox" in policy, said
    assert response.headers.get("X-Content-Type-Options") == "nosniff", said
    assert response.headers.get("Referrer-Policy") == "same-origin", said


def test_every_answer_is_guarded_by_its_headers(there: World) -> None:
    for name, page in PAGES.items():
        method = page.takes.split()[0]
        for role in ("anonymous", page.by):
            response = ask(there.clients[role], method, address(there, name))
            assert_guarded(response, f"{name} for {role}: {response.status_code}")


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        ("GET", "/nowhere/", 404),
        ("GET", "/%00", 400),
        ("GET", "/theme/", 405),
        ("POST", "/theme/", 403),
    ],
)
def test_errors_are_guarded_too(method: str, url: str, status: int) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, url)
    assert response.status_code == status
    assert_guarded(response, url)


def test_a_wrong_host_is_refused_and_guarded(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert_guarded(response, "host")


@pytest.mark.parametrize("vector", VECTORS)
def test_names_of_people_courses_and_cohorts_are_texts(vector: str) -> None:
    boss = make.administrator(name=vector, certificate_name=vector)
    client = make.client_for(boss)
    client.post(reverse("authoring:course_new"), {"title": vector, "language": "en"})
    course = boss.teaches.get().course
    cohort = make_cohorts.cohort(by=boss, name=vector)
    make_cohorts.member(cohort, boss, external_id=vector[:60])
    step = {"step": "module-add:0", "title": vector}
    client.post(reverse("authoring:outline_step", args=[course.slug]), step)
    pages = [
        reverse("people:settings"),
        reverse("people:people"),
        reverse("people:person", args=[boss.pk]),
        reverse("authoring:studio"),
        reverse("authoring:course", args=[course.slug]),
        reverse("authoring:settings", args=[course.slug]),
        reverse("authoring:publish", args=[course.slug]),
        reverse("cohorts:cohorts"),
        reverse("cohorts:cohort", args=[cohort.pk]),
        reverse("admin:courses_user_changelist"),
    ]
    assert [url for url in pages if live(_body(client, url))] == []


def _body(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.text


@pytest.mark.parametrize("vector", VECTORS)
def test_lessons_and_questions_are_harmless(vector: str) -> None:
    made = make.course(title="A course")
    make.lesson(made, title=vector, body=f"{vector}\n\n![{vector}](x)", key="lesson-1")
    spec = {
        "stem": vector,
        "choices": [
            {"id": "a", "text": vector, "correct": True, "feedback": vector},
            {"id": "b", "text": "Linen", "correct": False, "feedback": ""},
        ],
        "feedback": vector,
    }
    quiz = make_quizzes.make_quiz(made, specs=(("single_choice", spec),), is_published=False)
    make_quizzes.publish(made)
    graded = make_quizzes.make_graded(quiz, values=("a",))
    boss, learner = make.client_for(make.administrator()), make.client_for(graded.user)
    lesson = [made.slug, "lesson-1"]
    question = made.questions.get().key
    for_staff = [
        reverse("authoring:lesson", args=lesson),
        reverse("learning:preview", args=lesson),
        reverse("authoring:history", args=lesson),
        reverse("quizzes:bank", args=[made.slug]),
        reverse("quizzes:question", args=[made.slug, question]),
        reverse("quizzes:preview", args=[made.slug, quiz.key]),
        reverse("quizzes:quiz_results", args=[made.slug, quiz.key]),
    ]
    bad = [url for url in for_staff if live(_body(boss, url))]
    result = reverse("quizzes:result", args=[graded.public_id])
    assert (bad, live(_body(learner, result))) == ([], [])


@pytest.mark.parametrize("vector", VECTORS)
def test_pictures_and_columns_of_files_are_texts(vector: str) -> None:
    boss = make.administrator()
    client = make.client_for(boss)
    made = make.course(title="A course")
    make.lesson(made, key="lesson-1")
    sent = {"act": "picture", "title": "T", "body": "", "base": 1, "alt": vector}
    sent["picture"] = picture_file(f"{vector.replace('/', '')}.png")
    lesson = client.post(reverse("authoring:lesson", args=[made.slug, "lesson-1"]), sent)
    cohort = make_cohorts.cohort(by=boss, name="Autumn")
    column = vector.replace('"', '""')
    table = SimpleUploadedFile(
        "people.csv", f'email,name,"{column}"\na@example.org,"{column}",1\n'.encode()
    )
    preview = client.post(reverse("cohorts:import", args=[cohort.pk]), {"file": table})
    assert (lesson.status_code, preview.status_code) == (200, 200)
    assert live(lesson.text) + live(preview.text) == []
    kept = made.pictures.get().file.name
    assert kept is not None and re.fullmatch(r"[\w/]*[0-9a-f-]{36}\.png", kept)


def test_an_attempt_under_way_tells_no_key() -> None:
    matching = {
        "stem": "Match.",
        "pairs": [{"id": "p1", "left": "Fled", "right": "Extradition"},
                  {"id": "p2", "left": "Abroad", "right": "Assistance"}],
        "distractors": ["Confiscation"],
        "feedback": "KEY-feedback",
    }  # fmt: skip
    specs = (*make_quizzes.SPECS, ("matching", matching))
    attempt = make_quizzes.make_attempt(make_quizzes.make_quiz(specs=specs))
    client = make.client_for(attempt.user)
    names = ("quizzes:attempt", "quizzes:check")
    page = "".join(client.get(reverse(name, args=[attempt.public_id])).text for name in names)
    keys = ("Article 6", "Article 1.", "Palermo", "KEY-", "correct", "Not here.", "Yes.")
    assert [key for key in keys if key in page] == []
    # By chance, the figure also stands inside a random id.
    assert not re.search(r"\b190\b", page)
    # What a line and its match are called has nothing in common.
    assert not re.search(r'<option value="[^"]*p[12]', page)


def test_an_early_result_goes_back_to_the_attempt() -> None:
    attempt = make_quizzes.make_attempt()
    client = make.client_for(attempt.user)
    response = client.get(reverse("quizzes:result", args=[attempt.public_id]), follow=True)
    assert response.redirect_chain[-1][0] == reverse("quizzes:attempt", args=[attempt.public_id])


def test_signing_in_gives_a_new_session(client: Client) -> None:
    user = make_quizzes.make_learner("ana@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = 1
    session.save()
    planted = session.session_key
    client.cookies[site.SESSION_COOKIE_NAME] = planted or ""
    sent = {"login": "ana@example.org", "password": "a good long password"}
    response = client.post(f"{reverse('account_login')}?next=//evil.example/", sent)
    assert response.status_code == 302
    assert "evil" not in response.headers["Location"]
    assert client.cookies[site.SESSION_COOKIE_NAME].value != planted


def test_a_reset_says_the_same_of_anybody(client: Client) -> None:
    make_quizzes.make_learner("ana@example.org")
    url = reverse("account_reset_password")
    known = client.post(url, {"email": "ana@example.org"}, follow=True)
    unknown = Client().post(url, {"email": "bob@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    told = TOKEN.sub("", known.text).replace("ana@", "bob@")
    assert told == TOKEN.sub("", unknown.text)


def test_guessing_a_password_is_stopped(client: Client) -> None:
    make_quizzes.make_learner("ana@example.org")
    url, sent = reverse("account_login"), {"login": "ana@example.org", "password": "wrong"}
    for _ in range(6):
        last = client.post(url, sent)
    sent["password"] = "a good long password"
    stopped = client.post(url, sent)
    assert (last.status_code, stopped.status_code) != (302, 302)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "javascript:alert(1)", "\\\\evil"]
)
@pytest.mark.parametrize("name", ["set_theme", "people:set_language"])
def test_no_form_sends_one_elsewhere(client: Client, name: str, target: str) -> None:
    sent = {"next": target, "language": "fr", "theme": "dark"}
    assert client.post(reverse(name), sent).headers["Location"] == "/"


def test_a_name_of_two_lines_stays_one_line_in_a_mail() -> None:
    boss = make.administrator()
    cohort = make_cohorts.cohort(by=boss, name="Autumn")
    course = make.published_course(title="Two\r\nBcc: eve@example.org")
    make_cohorts.member(cohort)
    client = make.client_for(boss)
    client.post(reverse("cohorts:give", args=[cohort.pk]), {"course": course.pk})
    before = set(Message.objects.values_list("pk", flat=True))
    run_jobs()
    queued = Message.objects.exclude(pk__in=before)
    assert {message.state for message in queued} == {Message.State.SENT}
    assert any("Two Bcc: eve@example.org" in str(one.subject) for one in mail.outbox)
    assert not any("eve@example.org" in one.recipients() for one in mail.outbox)
