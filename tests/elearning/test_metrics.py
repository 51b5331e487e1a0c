import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from courses.outbox.services import enqueue

pytestmark = pytest.mark.django_db


def test_figures_of_jobs_and_requests(client: Client) -> None:
    enqueue("outbox.canary")
    client.get("/health/live")
    text = client.get("/metrics").content.decode()
    assert 'parcours_jobs{lane="short",state="due"} 1.0' in text
    assert 'parcours_queue_age_seconds{lane="short"}' in text
    assert 'parcours_request_seconds_count{method="GET",status="200",view="live"}' in text
    assert "parcours_saves_total 0.0" in text


def test_a_folder_that_is_gone_fails_no_request(tmp_path: Path) -> None:
    code = """
import django
django.setup()
from django.test import Client
print(Client(SERVER_NAME="localhost").get("/health/live").status_code)
"""
    gone = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "gone"), "VAR_DIR": str(tmp_path)}
    asked = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **gone}, capture_output=True, text=True
    )
    assert asked.stdout.strip().endswith("200"), asked.stderr


def test_other_machines_get_nothing(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404


def test_a_proxys_own_address_opens_nothing(client: Client) -> None:
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404


def test_the_token_opens_from_anywhere(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "a-long-token"
    right = {"Authorization": "Bearer a-long-token"}
    wrong = {"Authorization": "Bearer another"}
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7", headers=right).status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7", headers=wrong).status_code == 404


def test_an_empty_token_never_opens(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    headers = {"Authorization": "Bearer "}
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7", headers=headers).status_code == 404


def test_made_up_methods_make_no_new_series(client: Client) -> None:
    client.generic("MADEUP", "/health/live")
    text = client.get("/metrics").content.decode()
    assert "MADEUP" not in text
    assert 'method="other",status="405",view="live"' in text
