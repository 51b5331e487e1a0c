"""Inviting, changing roles, suspending."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.outbox.models import Job
from courses.people.errors import CannotChangeOneself, LastAdministrator
from courses.people.models import Invitation, User
from courses.people.services import (
    accept_invitation,
    change_roles,
    invite,
    open_invitation,
    restore,
    suspend,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    return User.objects.create_user("boss@example.org", name="Boss", is_administrator=True)


def test_an_invitation_and_its_mail_are_stored_together(boss: User) -> None:
    invitation = invite(email="New@Example.org", roles={}, language="fr", by=boss)
    job = Job.objects.get(task="mail.send_invitation")
    assert (invitation.email, job.args) == ("new@example.org", {"invitation_id": invitation.pk})


def test_a_second_invitation_replaces_the_first(boss: User) -> None:
    first = invite(email="new@example.org", roles={}, language="en", by=boss)
    second = invite(email="new@example.org", roles={}, language="en", by=boss)
    assert (open_invitation(first.token), open_invitation(second.token)) == (None, second)


def test_an_old_invitation_opens_nothing(boss: User) -> None:
    invitation = invite(email="new@example.org", roles={}, language="en", by=boss)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert open_invitation(invitation.token) is None


def test_accepting_gives_the_roles_once(boss: User) -> None:
    roles = {"is_instructor": True}
    invitation = invite(email="new@example.org", roles=roles, language="en", by=boss)
    first = User.objects.create_user("new@example.org")
    second = User.objects.create_user("other@example.org")
    accept_invitation(invitation, first)
    accept_invitation(invitation, second)
    assert (first.is_instructor, second.is_instructor) == (True, False)


def test_the_last_administrator_keeps_the_role(boss: User) -> None:
    with pytest.raises(LastAdministrator):
        change_roles(boss, roles={"is_instructor": True}, by=boss)
    boss.refresh_from_db()
    assert boss.is_administrator


def test_one_of_two_administrators_may_step_down(boss: User) -> None:
    User.objects.create_user("other@example.org", is_administrator=True)
    change_roles(boss, roles={"is_coordinator": True}, by=boss)
    boss.refresh_from_db()
    assert (boss.is_administrator, boss.is_coordinator) == (False, True)


def test_nobody_suspends_oneself(boss: User) -> None:
    with pytest.raises(CannotChangeOneself):
        suspend(boss, by=boss)


def test_a_suspended_person_may_be_let_in_again(boss: User) -> None:
    person = User.objects.create_user("one@example.org")
    suspend(person, by=boss)
    person.refresh_from_db()
    assert not person.is_active
    restore(person, by=boss)
    person.refresh_from_db()
    assert person.is_active
