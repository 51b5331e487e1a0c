import pytest

from content.importing.subject import subject_of


@pytest.mark.parametrize(
    ("language", "sentence", "subject"),
    [
        ("fr", "Le présent rapport décrit brièvement les activités que l’Office a menées en 2019",
         "Activités que l’Office a menées en 2019"),
        ("en", "The present report describes the work of the Office in 2019",
         "Work of the Office in 2019"),
        ("es", "El presente informe examina las actividades de 2019", "Actividades de 2019"),
        ("ru", "В настоящем докладе рассматриваются действия Управления", "Действия Управления"),
        ("zh", "本报告概述了办公室的活动", "办公室的活动"),
        ("fr", "La criminalité ne connaît pas de frontières",
         "La criminalité ne connaît pas de frontières"),
        ("eo", "The present report describes the work", "The present report describes the work"),
    ],
)  # fmt: skip
def test_a_report_without_a_title_is_called_by_what_it_says_it_is_about(
    language: str, sentence: str, subject: str
) -> None:
    assert subject_of(sentence, language) == subject
