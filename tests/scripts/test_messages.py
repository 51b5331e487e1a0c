"""The French catalogue as it stands: complete, with its source's placeholders, set as French."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from scripts.messages import LANGUAGES, catalogue_of, drop_date, problems, strings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|</?\w+")
NARROW = "\u202f"


def messages() -> list[Message]:
    with catalogue_of("fr").open("rb") as lines:
        return [message for message in read_po(lines) if message.id]


def pairs() -> Iterator[tuple[str, str]]:
    """Each French string with the source that it stands for; a plural gives two."""
    for message in messages():
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        yield from zip(sources, strings(message), strict=True)


def unlike(pattern: str) -> list[tuple[str, str]]:
    """The pairs whose French has what it should not have."""
    return [pair for pair in pairs() if re.search(pattern, without_code(pair[1]))]


def without_code(text: str) -> str:
    """What a typesetter sees: no tags, no addresses, no placeholder's inside, no line of a file to
    be typed as it stands ("title: …")."""
    text = re.sub(rf"«{NARROW}[^»]*\w:[^»]*{NARROW}»|\{{: #[^}}]*\}}", "x", text)
    return re.sub(r"<[^>]*>|https?://\S+|%\(\w+\)[sd]|\{\w*\}", "x", text)


def test_nothing_is_missing_or_fuzzy() -> None:
    assert problems() == []


def test_placeholders_are_those_of_the_source() -> None:
    def placeholders(text: str) -> Counter[str]:
        return Counter(PLACEHOLDER.findall(text))

    assert [pair for pair in pairs() if placeholders(pair[0]) != placeholders(pair[1])] == []


def test_marks_in_two_parts_stand_apart_by_a_narrow_space() -> None:
    assert unlike(rf"[^{NARROW}][;:!?»](\s|$)|[ \u00a0][;:!?»]|«[^{NARROW}]") == []


def test_apostrophes_and_quotation_marks_are_french() -> None:
    assert unlike("['\"“”]") == []


def test_percent_stands_apart_by_a_narrow_space() -> None:
    assert unlike(rf"(?<![{NARROW}%])%") == []


def test_a_sentence_stays_a_sentence() -> None:
    def is_sentence(text: str) -> bool:
        return text.rstrip().endswith(".")

    assert [pair for pair in pairs() if is_sentence(pair[0]) != is_sentence(pair[1])] == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "Save"\nmsgstr ""\n', "not translated: Save"),
        ('#, fuzzy\nmsgid "Save"\nmsgstr "Garder"\n', "fuzzy: Save"),
        (
            'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "jour"\nmsgstr[1] ""\n',
            "not translated: ('day', 'days')",
        ),
    ],
)
def test_a_string_to_do_is_a_problem(tmp_path: Path, entry: str, problem: str) -> None:
    path = catalogue_of("fr", tmp_path)
    path.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    path.write_text(header + entry, encoding="utf-8")
    assert problems(root=tmp_path) == [problem]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_names_its_language_and_plurals(language: str) -> None:
    with catalogue_of(language).open("rb") as lines:
        catalogue = read_po(lines)
    forms = {"fr": 2, "es": 3, "ar": 6, "ru": 4, "zh_Hans": 1}
    assert (str(catalogue.locale), catalogue.num_plurals) == (language, forms[language])


def test_a_catalogue_bears_no_day_of_gathering(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    path.write_text('"POT-Creation-Date: 2026-01-01 00:00+0000\\n"\n"MIME-Version: 1.0\\n"\n')
    drop_date(path)
    assert path.read_text() == '"MIME-Version: 1.0\\n"\n'
