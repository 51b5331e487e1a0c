"""Django's admin opens to administrators and changes nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.admin import LOOKED_UP
from courses.people.models import User

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
