"""Django's admin opens to administrators and changes nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.admin import LOOKED_UP
from courses.people.models import User
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", LOOKED_UP, ids=lambda model: model.__name__)
def test_each_list_opens_and_offers_no_change(model: type, client: Client) -> None:
    boss = User.objects.create_user("boss@example.org", is_administrator=True)
    client.force_login(boss)
    name = f"admin:courses_{model.__name__.lower()}"
    assert client.get(reverse(f"{name}_changelist"), {"q": "x"}).status_code == 200
    assert client.get(reverse(f"{name}_add")).status_code == 403


def test_the_admin_is_closed_to_others(client: Client) -> None:
    client.force_login(User.objects.create_user("one@example.org", is_instructor=True))
    assert client.get(reverse("admin:index")).status_code == 302


def test_the_admin_has_no_door_of_its_own(client: Client) -> None:
    """Its sign-in would count no guesses and ask for no second factor."""
    response = client.post(reverse("admin:login"), {"username": "a@example.org", "password": "x"})
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_whoever_is_no_administrator_is_not_asked_to_sign_in_again() -> None:
    client = make.client_for(make.instructor())
    assert client.get(reverse("admin:login")).status_code == 403
