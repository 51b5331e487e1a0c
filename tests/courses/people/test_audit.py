import pytest
from django.urls import reverse

from courses.people.audit import changes_of
from tests.support import make


@pytest.mark.django_db
def test_a_change_names_who_made_it_and_from_where() -> None:
    administrator, person = make.administrator(), make.person()
    client = make.client_for(administrator)
    client.post(reverse("people:suspend", args=[person.pk]), REMOTE_ADDR="192.0.2.7")
    newest = changes_of(person).first()
    assert newest is not None
    assert "is_active" in newest.changes_dict
    assert (newest.actor, newest.remote_addr) == (administrator, "192.0.2.7")
    assert newest.actor_email == administrator.email


@pytest.mark.django_db
def test_a_change_outside_a_request_names_nobody_of_an_earlier_one() -> None:
    administrator, person = make.administrator(), make.person()
    make.client_for(administrator).get(reverse("people:people"))
    person.name = "Somebody Else"
    person.save()
    newest = changes_of(person).first()
    assert newest is not None
    assert (newest.actor, newest.remote_addr) == (None, None)
