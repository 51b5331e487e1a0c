import pytest
from django.test import Client


@pytest.mark.django_db
def test_an_answer_says_the_sites_policy_once(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
