"""Objectives: made of sentences that answer them, and of no others."""

import pytest

from content.terms.frames import frames_of
from content.terms.objectives import objectives_of, questions_about

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


def made(text: str, language: str, title: str = "") -> list[str]:
    return [one.text for one in objectives_of([text], language, title=title)]


@pytest.mark.parametrize(
    ("language", "sentence", "objective"),
    [
        (
            "fr",
            "Les guetteurs sont des agents postés au port.",
            "Expliquer ce que sont les guetteurs",
        ),
        (
            "fr",
            "Le Programme de veille des ports (PVP) vise à repérer les cargaisons.",
            "Dire à quoi sert le Programme de veille des ports",
        ),
        (
            "fr",
            "Afin de réduire et de repérer les vols de fret, le port a posté des guetteurs.",
            "Décrire ce qui est fait pour réduire et repérer les vols de fret",
        ),
        (
            "fr",
            "Le plan de veille énonce les trois étapes suivantes :",
            "Citer les trois étapes que le plan de veille énonce",
        ),
        (
            "fr",
            "Comme le port manque de guetteurs, les cargaisons de nuit restent sans contrôle.",
            "Expliquer pourquoi les cargaisons de nuit restent sans contrôle",
        ),
        (
            "fr",
            "La veille commune renforce la sécurité du fret en mettant en rapport les ports.",
            "Expliquer comment la veille commune renforce la sécurité du fret",
        ),
        (
            "fr",
            "Les liens entre le vol de fret et la contrebande sont de deux sortes.",
            "Décrire les liens entre le vol de fret et la contrebande",
        ),
        (
            "fr",
            "Les vols de fret ont aggravé le manque de vivres.",
            "Citer des conséquences des vols de fret",
        ),
        (
            "fr",
            "Les cargaisons de nuit restent sans contrôle en raison du manque de guetteurs.",
            "Expliquer pourquoi les cargaisons de nuit restent sans contrôle",
        ),
        ("en", "Cargo theft led to hunger.", "Name consequences of cargo theft"),
        (
            "en",
            "The port leads efforts aimed at finding stolen cargo by night.",
            "Give an example of what is done towards finding stolen cargo by night",
        ),
        (
            "es",
            "El robo de carga agrava la escasez.",
            "Nombrar consecuencias del robo de carga",
        ),
        (
            "fr",
            "Le port vise ces deux buts en suivant trois voies simples, à savoir : veiller ; voir.",
            "Nommer les trois voies simples que le texte énumère",
        ),
        (
            "fr",
            "Le port a posté des guetteurs afin de repérer les vols de fret.",
            "Donner un exemple de ce qui est fait pour repérer les vols de fret",
        ),
        (
            "en",
            "The plan has four parts of equal weight, namely: to watch, to see, to tell, to act.",
            "Name the four parts of equal weight that the text lists",
        ),
        ("en", "A look-out is an officer who watches the port.", "Explain what a look-out is"),
        (
            "en",
            "The Port Watch Programme aims to find stolen cargo.",
            "Say what the Port Watch Programme is for",
        ),
        (
            "en",
            "In order to find stolen cargo by night, the port posts look-outs.",
            "Give an example of what is done to find stolen cargo by night",
        ),
        (
            "en",
            "Cargo by night stays without any watch because look-outs are few.",
            "Explain why cargo by night stays without any watch",
        ),
        (
            "es",
            "A fin de reducir los robos de carga, el puerto envía vigías.",
            "Dar un ejemplo de lo que se hace para reducir los robos de carga",
        ),
        (
            "es",
            "El Programa de Vigilancia tiene por objeto hallar la carga robada.",
            "Decir para qué sirve el Programa de Vigilancia",
        ),
        ("ru", "Дозорный — это служащий порта.", "Объяснить, что такое дозорный"),
        (
            "ru",
            "Чтобы сократить число краж груза, порт ставит дозорных.",
            "Привести пример того, что делается для того, чтобы сократить число краж груза",
        ),
        (
            "ru",
            "Порт ставит дозорных в целях предупреждения краж груза.",
            "Привести пример того, что делается в целях предупреждения краж груза",
        ),
        (
            "ar",
            "ومن أجل منع سرقة البضائع ليلا، يرسل الميناء حراسا.",
            "وصف ما يلزم من أجل منع سرقة البضائع ليلا",
        ),
        ("zh", "为防止夜间货物被盗，港口派出瞭望员。", "说明如何防止夜间货物被盗"),
        ("zh", "瞭望员是指看守港口的人。", "说明什么是瞭望员"),
    ],
)
def test_a_sentence_that_answers_makes_an_objective(
    language: str, sentence: str, objective: str
) -> None:
    # Words that stand small elsewhere are no names.
    found = objectives_of(["cargo, дозорный", sentence], language)
    assert [one.text for one in found] == [objective]
    assert (found[0].place, found[0].sentence) == (1, sentence)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Ce programme vise à repérer les cargaisons."),
        ("fr", "Le Programme mondial vise à repérer les cargaisons."),
        ("fr", "Pour atteindre cet objectif de veille commune, le port a posté des guetteurs."),
        ("fr", "Afin de renforcer ses moyens de veille au port, il a posté des guetteurs."),
        ("fr", "Afin de renforcer les moyens de tous en 2020, le port a posté des guetteurs."),
        ("fr", "Le vol est un problème grave."),
        ("fr", "Un outil traite des liens entre le vol de fret et la contrebande."),
        ("fr", "Les vols de fret ont augmenté."),
        ("fr", "Afin de repérer les r éseaux de vol de fret, le port a posté des guetteurs."),
        ("en", "This programme aims to find stolen cargo."),
        ("en", "Cargo theft is a serious threat."),
        ("en", "The port met in May."),
        ("es", "Este programa tiene por objeto hallar la carga robada."),
        ("eo", "Spiono estas homo."),
    ],
)
def test_a_sentence_that_points_elsewhere_or_tells_nothing_makes_none(
    language: str, sentence: str
) -> None:
    assert objectives_of([sentence], language) == []


def test_a_heading_that_names_an_action_makes_one() -> None:
    under = ["Rien.", "Rien."]
    found = objectives_of(under, "fr", headings=[("Prévention du vol de fret", 1)])
    assert [(one.text, one.place) for one in found] == [
        ("Décrire ce qui est fait pour prévenir le vol de fret", 1)
    ]
    assert objectives_of(under, "fr", headings=[("Recherche et formation", 1)]) == []
    joined = [("Lutte contre le vol ; Prévention du vol de fret", 1)]
    assert objectives_of(under, "fr", headings=joined) == []
    assert made("", "en") == []


def test_one_at_most_is_of_an_end_the_nearest_to_the_title() -> None:
    text = (
        "Afin de réduire les vols de fret, le port veille. "
        "Afin de former des guetteurs de nuit, la ville paie."
    )
    assert made(text, "fr", title="Les guetteurs") == [
        "Décrire ce qui est fait pour former des guetteurs de nuit"
    ]


def test_the_same_matter_is_no_objective_twice() -> None:
    text = (
        "Afin de réduire les vols de fret, le port veille. Il paie pour réduire les vols de fret."
    )
    assert len(made(text, "fr")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_frame_of_a_language_says_what_it_finds(language: str) -> None:
    frames = frames_of(language)
    assert frames is not None
    for frame in frames.frames:
        said = [frame.said("X"), *frame.asked("X")]
        assert all("X" in one and "{" not in one for one in said)
        assert all(one.rstrip()[-1] in "?؟？" for one in frame.asked("X"))
        assert frame.find or frame.heads


def test_a_question_to_the_class_is_about_the_same() -> None:
    [one] = objectives_of(["Afin d'améliorer la veille des ports, il paie."], "fr")
    assert one.questions[:2] == (
        "Que faudrait-il, là où vous travaillez, pour améliorer la veille des ports\u202f?",
        "Là où vous travaillez, qu’est-ce qui empêche d’améliorer la veille des ports\u202f?",
    )


@pytest.mark.parametrize(
    ("language", "objective", "question"),
    [
        ("fr", "Dire à quoi sert la veille.", "Qu’est-ce qui serait plus difficile sans la veille"),
        ("en", "Say what the watch is for", "What would be harder without the watch?"),
        ("fr", "Décrire ce qui est fait pour juger les receleurs", "Que faudrait-il, là où vous"),
        ("fr", "Décrire ce qui est fait pour prévenir le vol", ""),
        ("fr", "Décrire ce qui est fait pour renforcer le Centre des ports", ""),
        ("fr", "Comparer deux ports", ""),
        ("eo", "Klarigi", ""),
    ],
)
def test_an_objective_somebody_wrote_can_be_asked_about(
    language: str, objective: str, question: str
) -> None:
    [first, *_] = questions_about(objective, language) or ("",)
    assert first.startswith(question) and bool(first) is bool(question)


def test_french_says_of_before_each_verb() -> None:
    asked = questions_about("Décrire ce qui est fait pour appuyer et orienter les guetteurs", "fr")
    assert any("d’appuyer et d’orienter les guetteurs" in one for one in asked)


@pytest.mark.parametrize(
    ("language", "noun"),
    [
        ("fr", "Cadre juridique, enquêtes et coopération entre États"),
        ("fr", "Culture de la veille dans les ports"),
        ("fr", "Premier accueil des guetteurs au port"),
        ("fr", "Affaire des trois ports du nord"),
        ("es", "Mujer y paz en los puertos del norte"),
    ],
)
def test_a_noun_that_ends_as_a_verb_does_is_none(language: str, noun: str) -> None:
    assert objectives_of(["Rien."], language, headings=[(noun, 0)]) == []
    ends = {"fr": "Décrire ce qui est fait pour", "es": "Describir qué se hace para"}
    assert questions_about(f"{ends[language]} {noun[:1].lower()}{noun[1:]}", language) == ()
    assert questions_about(f"{ends[language]} la {noun.lower()}", language) == ()


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Réduire le vol de fret dans les ports", "réduire le vol de fret dans les ports"),
        ("Transmettre les preuves au juge du port", "transmettre les preuves au juge du port"),
        ("Produire des preuves devant le juge", "produire des preuves devant le juge"),
    ],
)
def test_a_verb_of_another_ending_is_one(heading: str, text: str) -> None:
    found = objectives_of(["Rien."], "fr", headings=[(heading, 0)])
    assert [one.text for one in found] == [f"Décrire ce qui est fait pour {text}"]
