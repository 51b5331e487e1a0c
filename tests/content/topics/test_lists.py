"""The list of terms, put through the same ladder topic by topic."""

import re

import pytest

from content.topics.matching import lexicon
from content.topics.tagging import edition, tags
from content.topics.terms import AGAINST, WEIGHTS, Topic, list_digest, offices, topics
from content.topics.words import LANGUAGES

TOPICS = list(topics().values())
every_topic = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)
PAIRS = [(topic, language) for topic in TOPICS for language in LANGUAGES]
every_topic_and_language = pytest.mark.parametrize(
    ("topic", "language"), PAIRS, ids=[f"{topic.key}-{language}" for topic, language in PAIRS]
)


def terms(topic: Topic, language: str, *groups: str) -> list[str]:
    return [term for group in groups for term in topic.terms[language].get(group, ())]


def test_the_list_holds_the_offences_and_themes_asked_for() -> None:
    assert list(topics()) == sorted(
        [
            "asset-recovery",
            "cbrn",
            "corruption",
            "counterfeiting",
            "cultural-property",
            "cybercrime",
            "drugs",
            "environmental-crime",
            "falsified-medicines",
            "firearms",
            "gender",
            "international-cooperation",
            "juvenile-justice",
            "maritime-crime",
            "migrant-smuggling",
            "money-laundering",
            "obstruction-of-justice",
            "organised-crime",
            "prisons",
            "terrorism",
            "trafficking-in-persons",
        ]
    )


@every_topic
def test_a_topic_has_names_and_terms_in_six_languages(topic: Topic) -> None:
    assert tuple(topic.names) == LANGUAGES
    assert tuple(topic.terms) == LANGUAGES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", topic.key)


@every_topic_and_language
def test_some_terms_of_a_topic_settle_it_alone(topic: Topic, language: str) -> None:
    assert len(terms(topic, language, "strong")) >= 5
    assert len(terms(topic, language, *WEIGHTS)) >= 10


@every_topic_and_language
def test_no_term_stands_in_the_list_twice(topic: Topic, language: str) -> None:
    found = terms(topic, language, *WEIGHTS, AGAINST)
    assert sorted(found) == sorted(set(found))


@every_topic_and_language
def test_a_strong_term_alone_gives_the_topic(topic: Topic, language: str) -> None:
    for term in terms(topic, language, "strong", "treaty"):
        found = {tag.topic for tag in tags(term.replace("=", ""), language)}
        assert topic.key in found, term


@every_topic_and_language
def test_a_hint_alone_gives_no_topic(topic: Topic, language: str) -> None:
    for term in terms(topic, language, "hint"):
        assert topic.key not in {tag.topic for tag in tags(term.replace("=", ""), language)}, term


@every_topic_and_language
def test_what_speaks_against_a_topic_does_not_give_it(topic: Topic, language: str) -> None:
    for term in terms(topic, language, AGAINST):
        assert topic.key not in {tag.topic for tag in tags(term, language)}, term


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_an_office_gives_no_topic(language: str) -> None:
    assert len(offices(language)) >= 5
    for name in offices(language):
        assert tags(name, language) == (), name


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "zh"])
def test_no_word_settles_two_topics_because_of_one_stem(language: str) -> None:
    alone: dict[tuple[str, ...], set[str]] = {}
    for phrase in lexicon(language).phrases():
        if len(phrase.stems) == 1 and phrase.weight >= 1 and phrase.exact == (None,):
            alone.setdefault(phrase.stems, set()).add(phrase.topic)
    assert [found for found in alone.values() if len(found) > 1] == []


def test_the_edition_names_the_rules_and_the_list() -> None:
    assert edition().endswith(f"-{list_digest()}")
    assert re.fullmatch(r"\d+-[0-9a-f]{12}", edition())
