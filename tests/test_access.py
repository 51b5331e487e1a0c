"""Every address of the site, asked for by everybody who might.

Each page's name stands in PAGES with what its visitors get. A page that is missing there fails,
so that none is forgotten. Another's object is not found, a room of others is forbidden, a
stranger signs in first, and nothing is changed by a GET or without a token.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings as site
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker, Settings

from tests.support.make_world import World, world

NOT_OURS = ("account_", "mfa_", "admin:")  # allauth's and Django's own pages
SIGN_IN = "sign in"
LET_IN = {200, 204, 302, 400, 409, 410, 422, 503}
Answer = int | str


@dataclass(frozen=True)
class Page:
    """Who gets what. `takes` are the methods; `by` is whose it is, `gets` what that person gets."""

    takes: str
    by: str
    anonymous: Answer
    learner: Answer
    instructor: Answer
    coordinator: Answer
    gets: Answer = 200
    needs_token: bool = True

    def expected(self, role: str) -> Answer:
        # Whoever is suspended has no session any more.
        answer: Answer = getattr(self, "anonymous" if role == "suspended" else role)
        return answer


def public(takes: str = "GET", *, gets: Answer = 200, needs_token: bool = True) -> Page:
    return Page(takes, "learner", gets, gets, gets, gets, gets, needs_token)


def everybody(takes: str = "GET", *, gets: Answer = 200) -> Page:
    """Each sees their own."""
    return Page(takes, "student", SIGN_IN, gets, gets, gets, gets)


def own(takes: str = "GET", *, gets: Answer = 200) -> Page:
    """A learner's: to others it does not exist."""
    return Page(takes, "student", SIGN_IN, 404, 404, 404, gets)


def taught(takes: str = "GET", *, gets: Answer = 200) -> Page:
    """Of those who teach the course; a page outside the studio does not exist for others."""
    return Page(takes, "teacher", SIGN_IN, 404, 404, 404, gets)


def studio(takes: str = "GET", *, gets: Answer = 200) -> Page:
    return Page(takes, "teacher", SIGN_IN, 403, 404, 403, gets)


def led(takes: str = "GET", *, gets: Answer = 200) -> Page:
    """A cohort's, for its coordinator."""
    return Page(takes, "leader", SIGN_IN, 403, 403, 404, gets)


def coordinated(takes: str = "GET") -> Page:
    """Of a person, for the coordinators of their cohorts: to others it does not exist."""
    return Page(takes, "leader", SIGN_IN, 404, 404, 404)


def administered(takes: str = "GET", *, gets: Answer = 200) -> Page:
    return Page(takes, "administrator", SIGN_IN, 403, 403, 403, gets)


def unpublished(*, gets: Answer) -> Page:
    return Page("GET", "teacher", 404, 404, 404, 404, gets)


STUDIO_ROOM = Page("GET", "teacher", SIGN_IN, 403, 200, 403)
STUDIO_DESK = Page("GET POST", "teacher", SIGN_IN, 403, 200, 403)
COHORT_ROOM = Page("GET", "leader", SIGN_IN, 403, 403, 200)
COHORT_DESK = Page("GET POST", "leader", SIGN_IN, 403, 403, 200)

PAGES: dict[str, Page] = {
    # The machine's own
    "live": public(),
    "ready": public(gets=503),  # no relay runs here
    "metrics": public(),  # asked for on this machine
    "styleguide": public(),
    "set_theme": public("POST"),
    # Home
    "home:front": public(),
    "home:course": public(),
    "home:course of a draft": unpublished(gets=404),
    "home:search": public(),
    "home:my_learning": everybody(),
    "home:teach": public(gets=302),
    "home:manage": administered(),
    "home:may": administered(),
    # People
    "people:settings": everybody("GET POST"),
    "people:set_language": public("POST", gets=404),
    "people:consent": everybody("GET POST"),
    "people:join": public(gets=302),
    "people:legal_text": public(),
    "people:logo": public(gets=404),  # none there
    "people:people": administered(),
    "people:person": administered("GET POST"),
    "people:accommodation": coordinated("GET POST"),
    "people:accommodation_end": coordinated("POST"),
    "people:suspend": administered("GET POST"),
    "people:restore": administered("POST"),
    "people:invitations": administered("GET POST"),
    "people:withdraw_invitation": administered("POST"),
    "people:site": administered("GET POST"),
    "people:legal": administered(),
    "people:legal_edit": administered("GET POST"),
    # Catalogue
    "catalog:picture": public(),
    "catalog:picture of a draft": unpublished(gets=200),
    "catalog:cover": public(),
    "catalog:cover of a draft": unpublished(gets=200),
    "catalog:passage": public(),
    "catalog:source": public(),
    "catalog:source of a draft": unpublished(gets=200),
    "catalog:glossary": public(),
    "catalog:glossary of a draft": unpublished(gets=200),
    "catalog:guide": taught(),
    "catalog:enrol": everybody("POST"),
    "catalog:enrol of a draft": own("POST", gets=404),
    "catalog:acknowledge": own("POST"),
    "catalog:language": own("POST", gets=404),  # no language was sent
    "catalog:leave": own("GET POST"),
    # Learning
    "learning:lesson": Page("GET", "student", SIGN_IN, 302, 302, 302),
    "learning:lesson of a draft": own(gets=404),
    "learning:mark_read": own("POST", gets=404),  # no version was sent
    "learning:place": Page("POST", "student", SIGN_IN, 400, 400, 400),
    "learning:language": own("POST", gets=404),
    "learning:preview": taught(),
    # Quizzes, for learners
    "quizzes:quiz": everybody(),
    "quizzes:why": everybody(),
    "quizzes:start": Page("POST", "student", SIGN_IN, 403, 403, 403),
    "quizzes:attempt": own(),
    "quizzes:save": own("POST"),
    "quizzes:hint": own("POST", gets=302),
    "quizzes:break": own("GET POST", gets=302),  # no break is allowed there
    "quizzes:break_end": own("POST"),
    "quizzes:try": own("POST", gets=302),
    "quizzes:now": Page("GET", "student", 401, 404, 404, 404),
    "quizzes:flag": Page("POST", "student", 401, 404, 404, 404, 422),
    "quizzes:leave": own("GET POST", gets=302),
    "quizzes:send_files": own("POST", gets=422),
    "quizzes:answer_file": own(),
    "quizzes:raise": own("GET POST"),
    "quizzes:my_questions": everybody(),
    "quizzes:practice": everybody("GET POST"),
    "quizzes:course_practice": own("GET POST"),
    "quizzes:practice_round": own("GET POST"),
    "quizzes:practice_known": own("POST"),
    "quizzes:to_mark": taught(),
    "quizzes:mark": taught("GET POST"),
    "quizzes:check": own(),
    "quizzes:submit": own("POST"),
    "quizzes:status": own(gets=302),
    "quizzes:result": own(),
    # Quizzes, for staff
    "quizzes:quizzes": taught(),
    "quizzes:new": taught("GET POST"),
    "quizzes:settings": taught("GET POST"),
    "quizzes:meets": taught(),
    "quizzes:items": taught("GET POST"),
    "quizzes:new_section": taught("GET POST"),
    "quizzes:section": taught("GET POST"),
    "quizzes:new_draw": taught("GET POST"),
    "quizzes:draw": taught("GET POST"),
    "quizzes:preview": taught("GET POST"),
    "quizzes:overrides": taught(),
    "quizzes:override_person": taught("GET POST"),
    "quizzes:override_cohort": taught("GET POST"),
    "quizzes:override_end": taught("POST"),
    "quizzes:override_back": taught("POST"),
    "quizzes:remove": taught("POST"),
    "quizzes:results": taught(),
    "quizzes:quiz_results": taught(),
    "quizzes:gradebook": taught(),
    "quizzes:gradebook_csv": taught(),
    "quizzes:gradebook_xlsx": taught(),
    "quizzes:grade": taught("GET POST"),
    "quizzes:seen": taught(),
    "quizzes:live": taught(),
    "quizzes:time_for_all": taught("GET POST"),
    "quizzes:act": taught("GET POST"),
    "quizzes:undo_act": taught("POST", gets=302),
    "quizzes:paths": taught(),
    "quizzes:paths_csv": taught(),
    "quizzes:questions_csv": taught(),
    "quizzes:play": taught(),
    "quizzes:bank": taught(),
    "quizzes:pictures": taught("GET POST"),
    "quizzes:question_stimulus": taught("POST"),
    "quizzes:question_kinds": taught(),
    "quizzes:paste": taught("GET POST"),
    "quizzes:throw_away": taught("POST"),
    "quizzes:question_new": taught("GET POST"),
    "quizzes:question_preview": taught("POST"),
    "quizzes:question": taught("GET POST"),
    "quizzes:question_retire": taught("POST"),
    "quizzes:question_restore": taught("POST"),
    "quizzes:question_duplicate": taught("POST"),
    "quizzes:question_review": taught(),
    "quizzes:question_state": taught("POST"),
    "quizzes:question_comment": taught("POST"),
    "quizzes:question_comment_settled": taught("POST"),
    "quizzes:question_waive": taught("POST"),
    "quizzes:question_raised": taught("GET POST"),
    "quizzes:bulk": taught("POST"),
    "quizzes:bulk_edits": taught(),
    "quizzes:bulk_edit": taught(),
    "quizzes:bulk_undo": taught("POST"),
    "quizzes:findings": taught(),
    "mail:wishes": everybody("GET POST"),
    "quizzes:labels": taught(),
    "quizzes:label": taught("GET POST"),
    "quizzes:quiz_waive": taught("POST"),
    "quizzes:alike": taught(),
    "quizzes:alike_settled": taught("POST"),
    "quizzes:bank_rules": taught("GET POST"),
    # Certificates
    "certificates:check": public(),
    "certificates:verify": public(),
    "certificates:pdf": own(),
    "certificates:make": own("POST"),
    "certificates:issued": administered(),
    "certificates:revoke": administered("GET POST"),
    "certificates:reissue": administered("POST"),
    # Cohorts
    "cohorts:cohorts": COHORT_ROOM,
    "cohorts:new": COHORT_DESK,
    "cohorts:cohort": led(),
    "cohorts:csv": Page("GET", "leader", SIGN_IN, 404, 404, 404),
    "cohorts:gradebook": led(),
    "cohorts:gradebook_csv": Page("GET", "leader", SIGN_IN, 404, 404, 404),
    "cohorts:gradebook_xlsx": Page("GET", "leader", SIGN_IN, 404, 404, 404),
    "cohorts:rename": led("GET POST"),
    "cohorts:coordinators": led("POST"),
    "cohorts:coordinator_remove": led("POST"),
    "cohorts:archive": led("POST"),
    "cohorts:add": led("GET POST"),
    "cohorts:import": led("GET POST"),
    "cohorts:remove": led("POST"),
    "cohorts:undo": led("POST"),
    "cohorts:give": led("GET POST"),
    "cohorts:deadline": led("GET POST"),
    "cohorts:take_away": led("GET POST"),
    # The studio
    "authoring:studio": STUDIO_ROOM,
    "authoring:course_new": STUDIO_DESK,
    "authoring:package_new": STUDIO_DESK,
    "authoring:package": studio(),
    "authoring:package_confirm": studio("POST"),
    "authoring:package_back": studio("POST"),
    "authoring:errand": studio(),
    "authoring:errand_file": studio(),
    "authoring:export": studio("GET POST"),
    "authoring:upload": STUDIO_DESK,
    "authoring:upload_status": studio(),
    "authoring:upload_again": studio("POST"),
    "authoring:report": studio(),
    "authoring:report_compare": studio("POST"),
    "authoring:report_name": studio("POST"),
    "authoring:report_withdrawal": studio("POST"),
    "authoring:comparison": studio(),
    "authoring:comparison_decide": studio("POST"),
    "authoring:comparison_all": studio("GET POST"),
    "authoring:comparison_undo": studio("POST"),
    "authoring:topics": STUDIO_ROOM,
    "authoring:topic": STUDIO_DESK,
    "authoring:plan": studio(),
    "authoring:plan_step": studio("POST"),
    "authoring:plan_undo": studio("POST"),
    "authoring:plan_redo": studio("POST"),
    "authoring:plan_news": studio(gets=204),
    "authoring:plan_accept": studio("POST"),
    "authoring:plan_another": studio("POST"),
    "authoring:proposals": studio("GET POST"),
    "authoring:course": studio(),
    "authoring:outline_step": studio("POST"),
    "authoring:settings": studio("GET POST"),
    "authoring:guides": studio(),
    "authoring:guide": studio("GET POST"),
    "authoring:guide_page": studio(),
    "authoring:guide_preview": studio("POST"),
    "authoring:guide_anew": studio("GET POST"),
    "authoring:guide_back": studio("POST"),
    "authoring:glossary": studio(),
    "authoring:glossary_link": studio("POST"),
    "authoring:term": studio("GET POST"),
    "authoring:term_new": studio("GET POST"),
    "authoring:term_remove": studio("POST"),
    "authoring:term_restore": studio("POST"),
    "authoring:publish": studio("GET POST"),
    "authoring:duplicate": studio("POST"),
    "authoring:archive": studio("GET POST"),
    "authoring:lesson": studio("GET POST"),
    "authoring:autosave": studio("POST"),
    "authoring:preview": studio("POST"),
    "authoring:passages": studio(),
    "authoring:lesson_split": studio("GET POST"),
    "authoring:history": studio(),
    "authoring:version": studio(),
    "authoring:restore": studio("POST"),
    # Mail
    "mail:sent": administered(),
    "mail:message": administered(),
    "mail:sheet": administered(),
    "mail:held": administered(),
    "mail:held_send": administered("POST"),
    "mail:held_drop": administered("POST"),
    "mail:held_undo": administered("POST"),
    "mail:open": public(gets=404),  # not signed
    "mail:open_sheet": public(gets=404),
    "mail:unsubscribe": public("GET POST", gets=404, needs_token=False),  # RFC 8058
    # Jobs
    "outbox:jobs": administered(),
    "outbox:job": administered(),
    "outbox:try_again": administered("POST"),
}
ROLES = ("anonymous", "suspended", "learner", "instructor", "coordinator")


def site_map() -> dict[str, list[str]]:
    """{name of an address: its parameters}, of every pattern that is ours."""
    found: dict[str, list[str]] = {}
    for pattern, name in _patterns(get_resolver().url_patterns, ""):
        parameters = pattern.pattern.regex.groupindex
        found[name] = sorted({*found.get(name, []), *parameters})
    return found


def _patterns(
    patterns: list[URLPattern | URLResolver], space: str
) -> Iterator[tuple[URLPattern, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from _patterns(one.url_patterns, space + inner)
        elif not (name := f"{space}{one.name}").startswith(NOT_OURS):
            yield one, name


PARAMETERS = site_map()


def address(there: World, name: str) -> str:
    plain = name.partition(" ")[0]
    return reverse(plain, kwargs=there.arguments(name, PARAMETERS[plain]))


@pytest.fixture(scope="module")
def there(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Made once; what a request changes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world(tmp_path_factory.mktemp("reports"))
        transaction.set_rollback(True)


@pytest.fixture
def _its_files(settings: Settings, _private_files: None) -> None:
    settings.MEDIA_ROOT = site.VAR_DIR / "media"


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_its_files")]


def ask(client: Client, method: str, url: str) -> HttpResponseBase:
    """One request, and nothing of what it changed is left."""
    with transaction.atomic():
        response: HttpResponseBase = client.generic(
            method, url, content_type="application/x-www-form-urlencoded"
        )
        transaction.set_rollback(True)
    return response


def answer_of(response: HttpResponseBase) -> Answer:
    target = response.headers.get("Location", "")
    return SIGN_IN if target.startswith("/accounts/login/?next=") else response.status_code


def test_every_page_of_the_site_is_in_the_table() -> None:
    named = {name.partition(" ")[0] for name in PAGES}
    assert named == set(PARAMETERS)


@pytest.mark.parametrize("name", PAGES)
def test_whoever_has_no_business_here_is_turned_away(there: World, name: str) -> None:
    page, url = PAGES[name], address(there, name)
    method = page.takes.split()[0]
    found = {role: answer_of(ask(there.clients[role], method, url)) for role in ROLES}
    wanted = {role: page.expected(role) for role in ROLES}
    if method == "POST":
        found = {role: _passed(answer, wanted[role]) for role, answer in found.items()}
    assert found == wanted


def _passed(answer: Answer, wanted: Answer) -> Answer:
    """What becomes of an empty form is no question of access."""
    return wanted if wanted == 200 and answer in LET_IN else answer


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.takes == "GET POST"])
def test_no_form_takes_from_strangers_what_its_page_does_not_show(there: World, name: str) -> None:
    page, url = PAGES[name], address(there, name)
    wanted = {role: page.expected(role) for role in ROLES}
    found = {
        role: _passed(answer_of(ask(there.clients[role], "POST", url)), wanted[role])
        for role in ROLES
    }
    assert found == wanted


@pytest.mark.parametrize("name", PAGES)
def test_whose_it_is_comes_in(there: World, name: str) -> None:
    page, url = PAGES[name], address(there, name)
    for method in page.takes.split():
        answer = answer_of(ask(there.clients[page.by], method, url))
        if method == "POST":
            answer = _passed(answer, page.gets)
        assert answer == page.gets, method


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_no_other_method(there: World, name: str) -> None:
    page, url = PAGES[name], address(there, name)
    for method in {"GET", "POST", "PUT", "DELETE"} - set(page.takes.split()):
        response = ask(there.clients[page.by], method, url)
        assert response.status_code == 405, method


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if "POST" in page.takes])
def test_nothing_is_changed_without_a_token(there: World, name: str) -> None:
    page, url = PAGES[name], address(there, name)
    client = Client(enforce_csrf_checks=True)
    client.cookies = there.clients[page.by].cookies
    refused = ask(client, "POST", url).status_code == 403
    assert refused == page.needs_token
