"""A person's own pages and the administrators' rooms, each through the same ladder."""

import pytest
from allauth.account.models import EmailAddress, get_emailconfirmation_model
from django.test import Client
from django.urls import reverse

from courses.people.audit import changes_of
from courses.people.legal import missing_consents, publish_legal_text, record_consent
from courses.people.models import Invitation, LegalText, SiteSettings, User
from courses.people.services import invite
from courses.people.site import forget_site_settings
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

ROOMS = ["people:people", "people:invitations", "people:site", "people:legal"]


@pytest.fixture
def boss() -> User:
    return User.objects.create_user("boss@example.org", name="Boss", is_administrator=True)


@pytest.fixture
def learner() -> User:
    return User.objects.create_user("one@example.org", name="One")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_open_to_administrators_only(room: str, boss: User, learner: User) -> None:
    url = reverse(room)
    statuses = [
        Client().get(url).status_code,
        signed_in(learner).get(url).status_code,
        signed_in(boss).get(url).status_code,
    ]
    assert statuses == [302, 403, 200]


@pytest.mark.parametrize("count", [1, 3])
def test_people_list_asks_the_same_of_the_database_however_long(boss: User, count: int) -> None:
    for number in range(count):
        User.objects.create_user(f"p{number}@example.org")
    client = signed_in(boss)
    client.get(reverse("people:people"))
    with assert_queries(4):
        client.get(reverse("people:people"))


def test_roles_are_changed_by_form(boss: User, learner: User) -> None:
    signed_in(boss).post(reverse("people:person", args=[learner.pk]), {"is_instructor": "on"})
    learner.refresh_from_db()
    assert (learner.is_instructor, learner.is_coordinator) == (True, False)


def test_a_change_of_roles_is_recorded_with_who_made_it(boss: User, learner: User) -> None:
    url = reverse("people:person", args=[learner.pk])
    signed_in(boss).post(url, {"is_instructor": "on"})
    newest = changes_of(learner).first()
    assert newest is not None
    assert (newest.actor, newest.changes_dict) == (boss, {"is_instructor": ["False", "True"]})
    assert "Boss" in signed_in(boss).get(url).content.decode()


def test_the_last_administrator_is_told_why_not(boss: User) -> None:
    answer = signed_in(boss).post(reverse("people:person", args=[boss.pk]), {})
    assert answer.status_code == 422
    assert "last administrator" in answer.content.decode()


def test_a_suspended_person_is_signed_out_at_once(boss: User, learner: User) -> None:
    client = signed_in(learner)
    signed_in(boss).post(reverse("people:suspend", args=[learner.pk]))
    assert client.get(reverse("people:settings")).status_code == 302


def test_profile_is_saved_and_the_page_speaks_the_new_language(learner: User) -> None:
    data = {"name": "Une", "certificate_name": "", "language": "fr", "timezone": "Europe/Paris"}
    client = signed_in(learner)
    answer = client.post(reverse("people:settings"), data, follow=True)
    learner.refresh_from_db()
    assert (learner.language, learner.timezone) == ("fr", "Europe/Paris")
    assert answer.headers["Content-Language"] == "fr"


def test_language_switch_keeps_to_this_site(client: Client) -> None:
    data = {"language": "fr", "next": "https://evil.example/"}
    answer = client.post(reverse("people:set_language"), data)
    assert (answer.headers["Location"], answer.cookies["django_language"].value) == ("/", "fr")


def test_language_switch_is_refused_by_get(client: Client) -> None:
    assert client.get(reverse("people:set_language")).status_code == 405


def sign_up(client: Client, email: str, **changes: str) -> int:
    data = {
        "name": "New One",
        "email": email,
        "password1": "a long enough phrase",
        "language": "en",
        "timezone": "UTC",
        "agree": "on",
        **changes,
    }
    return client.post(reverse("account_signup"), data).status_code


def test_sign_up_keeps_name_language_and_consent(client: Client) -> None:
    sign_up(client, "new@example.org", language="fr")
    person = User.objects.get(email="new@example.org")
    assert (person.certificate_name, person.language) == ("New One", "fr")
    assert missing_consents(person) == []


def test_sign_up_without_agreement_makes_nobody(client: Client) -> None:
    sign_up(client, "new@example.org", agree="")
    assert not User.objects.exists()


@pytest.mark.parametrize("rule", ["closed", "invitation"])
def test_sign_up_is_refused_where_the_site_is_not_open(client: Client, rule: str) -> None:
    SiteSettings.objects.create(signup=rule)
    forget_site_settings()
    sign_up(client, "new@example.org")
    assert not User.objects.exists()
    forget_site_settings()


def test_an_invited_person_gets_the_roles_and_needs_no_confirmation(boss: User) -> None:
    roles = {"is_coordinator": True}
    invitation = invite(email="new@example.org", roles=roles, language="en", by=boss)
    client = Client()
    client.get(reverse("people:join", args=[invitation.token]))
    sign_up(client, "new@example.org")
    person = User.objects.get(email="new@example.org")
    invitation.refresh_from_db()
    assert person.is_coordinator
    assert invitation.accepted_at is not None
    assert EmailAddress.objects.get(user=person).verified


def test_an_invitation_used_by_another_address_gives_no_role(boss: User) -> None:
    roles = {"is_coordinator": True}
    invitation = invite(email="new@example.org", roles=roles, language="en", by=boss)
    client = Client()
    client.get(reverse("people:join", args=[invitation.token]))
    sign_up(client, "thief@example.org")
    assert not User.objects.get(email="thief@example.org").is_coordinator
    assert Invitation.objects.get().accepted_at is None


def test_an_invitation_opens_a_closed_site_for_its_own_address_alone(boss: User) -> None:
    SiteSettings.objects.create(signup="invitation")
    forget_site_settings()
    invitation = invite(email="new@example.org", roles={}, language="en", by=boss)
    client = Client()
    joined = client.get(reverse("people:join", args=[invitation.token]), follow=True)
    assert b'value="new@example.org"' in joined.content
    sign_up(client, "thief@example.org")
    assert not User.objects.filter(email="thief@example.org").exists()
    sign_up(client, "new@example.org")
    assert User.objects.filter(email="new@example.org").exists()
    forget_site_settings()


def test_a_withdrawn_invitation_says_what_to_do(boss: User, client: Client) -> None:
    assert client.get(reverse("people:join", args=["unknown"])).status_code == 410


def confirm(client: Client, email: str) -> str:
    """The address that confirming leads to."""
    key = get_emailconfirmation_model().create(EmailAddress.objects.get(email=email)).key
    return client.post(reverse("account_confirm_email", args=[key])).headers["Location"]


def test_confirming_where_one_signed_up_leads_to_the_page_one_wanted(client: Client) -> None:
    sign_up(client, "new@example.org", next="/search/")
    assert confirm(client, "new@example.org") == "/search/"
    assert client.get(reverse("people:settings")).status_code == 200


def test_confirming_in_another_browser_signs_nobody_in(client: Client) -> None:
    sign_up(client, "new@example.org")
    assert confirm(Client(), "new@example.org") == reverse("account_login")


def test_the_page_after_sign_up_says_once_that_a_mail_was_sent(client: Client) -> None:
    sign_up(client, "new@example.org")
    page = client.get(reverse("account_email_verification_sent")).content.decode()
    assert "We have sent you a mail" in page
    assert "is on its way" not in page


def password_person() -> User:
    person = User.objects.create_user("two@example.org", "a long enough phrase", name="Two")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def test_consent_comes_before_the_page_one_wanted_and_leads_to_it(client: Client) -> None:
    person = password_person()
    data = {"login": person.email, "password": "a long enough phrase", "next": "/search/"}
    asked = client.post(reverse("account_login"), data).headers["Location"]
    assert asked == f"{reverse('people:consent')}?next=%2Fsearch%2F"
    assert "Before you start" in client.get(asked).content.decode()
    assert client.post(asked, {"agree": "on"}).headers["Location"] == "/search/"
    assert missing_consents(person) == []


def test_whoever_signs_in_is_greeted_in_the_language_of_their_pages(client: Client) -> None:
    person = password_person()
    User.objects.filter(pk=person.pk).update(language="fr")
    record_consent(person)
    data = {"login": person.email, "password": "a long enough phrase"}
    page = client.post(reverse("account_login"), data, follow=True).content.decode()
    assert "Bienvenue, Two." in page and 'lang="fr"' in page


def signed_in_from(client: Client, browser: str) -> str:
    """The first page of somebody whose account is in French."""
    person = password_person()
    User.objects.filter(pk=person.pk).update(language="fr")
    record_consent(person)
    data = {"login": person.email, "password": "a long enough phrase"}
    headers = {"accept-language": browser}
    return client.post(
        reverse("account_login"), data, follow=True, headers=headers
    ).content.decode()


def test_whoever_signs_in_from_another_language_is_told_why_it_changes(client: Client) -> None:
    page = signed_in_from(client, "en")
    assert '<span lang="en">Your account is in French. The menu at the top' in page


def test_whoever_signs_in_from_their_language_is_told_nothing_of_it(client: Client) -> None:
    page = signed_in_from(client, "fr")
    assert "Bienvenue, Two." in page
    assert "toast-info" not in page


def test_consent_leads_nowhere_else(client: Client) -> None:
    client.force_login(password_person())
    asked = f"{reverse('people:consent')}?next=https://evil.example/"
    assert client.post(asked, {"agree": "on"}).headers["Location"] == reverse("home:my_learning")


def test_a_renewed_text_is_announced_as_changed(client: Client) -> None:
    person = password_person()
    record_consent(person)
    publish_legal_text(kind="terms", bodies={"en": "New"}, render=str)
    client.force_login(person)
    assert "Our texts have changed" in client.get(reverse("people:consent")).content.decode()


def test_a_text_that_cannot_be_shown_is_not_published(client: Client, boss: User) -> None:
    client.force_login(boss)
    url = reverse("people:legal_edit", args=["terms"])
    page = client.post(url, {"body_en": r"It costs $\foo$.", "body_fr": "Gratuit."})
    assert page.status_code == 422
    assert "Write \\$ for a dollar sign." in page.content.decode()
    assert not LegalText.objects.exists()
