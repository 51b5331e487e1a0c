"""Legal texts and consents."""

import pytest

from content.markup import render
from courses.people.legal import (
    AGREED,
    SHIPPED,
    current_version,
    legal_text,
    missing_consents,
    publish_legal_text,
    record_consent,
)
from courses.people.models import LegalText, User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", LegalText.Kind.values)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_text_ships_in_both_languages(kind: str, language: str) -> None:
    text = legal_text(kind, language, render=render)
    assert (text.version, text.language, text.html.startswith("<")) == (1, language, True)


def test_no_shipped_text_is_left_over() -> None:
    kinds = {path.name.split(".")[0] for path in SHIPPED.iterdir()}
    assert kinds == set(LegalText.Kind.values)


def test_a_published_version_replaces_the_shipped_text() -> None:
    publish_legal_text(kind="terms", bodies={"en": "Be **kind**."}, render=render)
    text = legal_text("terms", "fr", render=render)
    assert (text.version, text.language, text.html) == (
        2,
        "en",
        "<p>Be <strong>kind</strong>.</p>",
    )


def test_a_new_version_asks_for_consent_again() -> None:
    person = User.objects.create_user("one@example.org")
    assert missing_consents(person) == [str(kind) for kind in AGREED]
    record_consent(person)
    assert missing_consents(person) == []
    publish_legal_text(kind="privacy", bodies={"en": "New."}, render=render)
    assert (missing_consents(person), current_version("privacy")) == (["privacy"], 2)
