import pytest

from courses.mail.invitations import mail_invitation
from courses.mail.models import Message
from courses.people.models import Invitation, User
from courses.people.services import invite
from tests.support.jobs import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation() -> Invitation:
    by = User.objects.create_user("admin@example.org", name="An Admin", is_administrator=True)
    return invite(email="new@example.org", roles={}, language="en", by=by)


def test_an_invitation_is_mailed_with_its_link_once(invitation: Invitation) -> None:
    run_jobs()
    mail_invitation(invitation.pk)
    message = Message.objects.get()
    assert message.to == "new@example.org"
    assert f"/people/join/{invitation.token}/" in message.text
    assert "An Admin invites you" in message.text


def test_a_withdrawn_invitation_is_not_mailed(invitation: Invitation) -> None:
    invitation.delete()
    run_jobs()
    assert not Message.objects.exists()
