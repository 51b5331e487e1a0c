"""Right and wrong examples of each rule, in two languages at least; see test_rules.py.

Each is (language, kind, spec, paths): no path where the rule must be silent.
"""

from typing import Any

from tests.courses.quizzes.bank.specs import choice_spec as ask

Example = tuple[str, str, dict[str, Any], list[str]]

LONG = "A structured group of three or more persons that exists for some time and acts in concert"
LONG_FR = "Un groupe structuré de trois personnes ou plus, qui existe depuis un certain temps"


def single(language: str, *paths: str, **made: Any) -> Example:
    return (language, "single_choice", ask(*made["ask"], keys=made.get("keys", (0,))), list(paths))


def multiple(language: str, *paths: str, **made: Any) -> Example:
    return (
        language,
        "multiple_choice",
        ask(*made["ask"], keys=made.get("keys", (0, 1))),
        list(paths),
    )


def other(language: str, kind: str, spec: dict[str, Any], *paths: str) -> Example:
    return (language, kind, spec, list(paths))


def numbers(value: str, tolerance: str, *ranges: tuple[str, str]) -> dict[str, Any]:
    answers = [{"from": low, "to": high, "share": "50"} for low, high in ranges]
    return {"stem": "?", "value": value, "tolerance": tolerance, "answers": answers}


EXAMPLES: dict[str, list[Example]] = {
    "no_key": [
        single("en", "choices", ask=("Which?", "Two", "Three"), keys=()),
        single("fr", "choices", ask=("Lequel ?", "Deux", "Trois"), keys=()),
        single("en", ask=("Which?", "Two", "Three")),
        single("fr", ask=("Lequel ?", "Deux", "Trois")),
    ],
    "two_keys": [
        single("en", "choices", ask=("Which?", "Two", "Three", "Four"), keys=(0, 1)),
        single("fr", "choices", ask=("Lequel ?", "Deux", "Trois", "Quatre"), keys=(0, 1)),
        single("en", ask=("Which?", "Two", "Three")),
        multiple("fr", ask=("Lesquels ?", "Deux", "Trois", "Quatre")),
    ],
    "all_keys": [
        multiple("en", "choices", ask=("Which?", "Two", "Three")),
        multiple("fr", "choices", ask=("Lesquels ?", "Deux", "Trois")),
        multiple("en", ask=("Which?", "Two", "Three", "Four")),
        multiple("fr", ask=("Lesquels ?", "Deux", "Trois", "Quatre")),
    ],
    "longest_is_key": [
        single("en", "choices.1.text", ask=("What is it?", "Two", LONG, "Five"), keys=(1,)),
        single("fr", "choices.1.text", ask=("Qu’est-ce ?", "Deux", LONG_FR, "Cinq"), keys=(1,)),
        multiple("en", "choices.0.text", ask=("Which?", LONG, LONG + " again", "A third")),
        single(
            "zh-hans",
            "choices.0.text",
            ask=(
                "什么是有组织犯罪集团？",
                "由三人或多人所组成的有组织集团",
                "两个人",
                "五个人",
            ),
        ),
        single("en", ask=("What is it?", "Two", LONG, "Five"), keys=(0,)),
        single("en", ask=("How many?", "Twenty", "Three", "Five")),
        single("fr", ask=("Qu’est-ce ?", LONG_FR, LONG_FR + " et plus", "Cinq")),
        multiple("fr", ask=("Lesquels ?", LONG_FR, "Deux", "Trois")),
    ],
    "catch_all": [
        *(
            single(language, "choices.1.text", ask=("?", "Two of them", text))
            for language, text in [
                ("en", "All of the above"),
                ("en", "None of the above."),
                ("en", "Both of these"),
                ("en", "Both A and B"),
                ("en", "All answers are correct"),
                ("fr", "Toutes les réponses ci-dessus"),
                ("fr", "Aucune de ces réponses"),
                ("fr", "Tout ce qui précède"),
                ("fr", "A et B"),
                ("es", "Todas las anteriores"),
                ("ru", "Все вышеперечисленное"),
                ("ru", "Ничего из перечисленного"),
                ("ar", "جميع ما سبق"),
                ("ar", "لا شيء مما سبق"),
                ("zh-hans", "以上都是"),
            ]
        ),
        *(
            single(language, ask=("?", "Two of them", text))
            for language, text in [
                ("en", "All of the States parties"),
                ("en", "None"),
                ("en", "All persons above 18"),
                ("fr", "Toutes les banques"),
                ("fr", "Aucune banque"),
                ("es", "Todas las personas"),
                ("ru", "Все государства"),
                ("ar", "جميع الدول"),
                ("zh-hans", "以上海为例"),
            ]
        ),
    ],
    "negative_stem": [
        *(
            single(language, "stem", ask=(stem, "Two", "Three"))
            for language, stem in [
                ("en", "Which of these is not a predicate offence?"),
                ("en", "All of these are freezing orders, EXCEPT:"),
                ("en", "Which statement isn’t true?"),
                ("en", "Which statement is false?"),
                ("en", "In which case does the law not apply?"),
                ("en", "Which of the people who applied did not get a visa?"),
                ("fr", "Qu’est-ce qui n’est pas un indice ?"),
                ("fr", "Quelle affirmation est clairement fausse ?"),
                ("fr", "Laquelle des personnes qui ont postulé n’a pas été retenue ?"),
                ("es", "¿Qué es lo que no se exige?"),
                ("fr", "Lequel de ces actes n’est pas une infraction principale ?"),
                ("fr", "Toutes ces mesures conviennent, sauf :"),
                ("fr", "Quelle affirmation est inexacte ?"),
                ("es", "¿Cuál de estos no es un delito?"),
                ("ru", "Что из этого не является преступлением?"),
                ("ar", "أي مما يلي ليس جريمة؟"),
                ("zh-hans", "下列哪一项不属于犯罪？"),
            ]
        ),
        *(
            single(language, ask=(stem, "Two", "Three"))
            for language, stem in [
                ("en", "The bank did not report the transfer. What follows?"),
                ("en", "Which of these is a predicate offence?"),
                ("en", "The person who has not consented is a victim of what?"),
                ("en", "What follows if the State does not answer?"),
                ("en", "Who checks false passports at this border?"),
                ("fr", "La personne qui n’a pas consenti est victime de quoi ?"),
                ("fr", "Que se passe-t-il si l’État ne répond pas ?"),
                ("fr", "Qui contrôle les faux papiers à ce poste ?"),
                ("es", "¿Qué ocurre si el Estado no responde?"),
                ("ru", "Что происходит, если государство не отвечает?"),
                ("en", "What does the court ask, whether or not there was a conviction?"),
                ("fr", "La banque n’a pas déclaré le virement. Que s’ensuit-il ?"),
                ("fr", "Lequel de ces actes est une infraction principale ?"),
                ("es", "¿Cuál de estos es un delito?"),
                ("ru", "Сколько человек составляют группу, не менее?"),
                ("ar", "كم شخصا تضم الجماعة، بما لا يقل عن؟"),
                ("zh-hans", "下列哪一项属于犯罪？"),
            ]
        ),
        other("en", "true_false", {"stem": "A bank is not liable.", "answer": True}, "stem"),
        other("fr", "true_false", {"stem": "Une banque n’est pas liée.", "answer": True}, "stem"),
        other("en", "true_false", {"stem": "A bank is liable.", "answer": True}),
        other("fr", "numeric", {"stem": "Combien n’ont pas signé ?", "value": "3"}),
    ],
    "no_feedback": [
        other("en", "single_choice", ask("?", "Two", "Three", feedback=""), "feedback"),
        other("fr", "single_choice", ask("?", "Deux", "Trois", feedback=""), "feedback"),
        other("en", "true_false", {"answer": True, "feedback_true": "Yes."}, "feedback"),
        other("fr", "short_text", {"accepted": ["Palerme"]}, "feedback"),
        other("en", "single_choice", ask("?", "Two", "Three")),
        other("fr", "single_choice", {**ask("?", "A", "B", feedback=""), "feedback": "Voilà."}),
        other("en", "true_false", {"answer": True, "feedback_false": "No."}),
        other("fr", "numeric", {"value": "1", "feedback": "Comptez."}),
    ],
    "missing_alt": [
        single("en", "stem", ask=("See ![](chart.png). Who?", "Two", "Three")),
        single("fr", "choices.1.text", ask=("Lequel ?", "![Un sceau](a.png)", "![ ](b.png)")),
        other("en", "hotspot", {"stem": "?", "media": {"src": "x", "alt": " "}}, "media.alt"),
        other("fr", "stimulus", {"stem": '<img src="x" alt="">'}, "stem"),
        single("en", ask=("See ![](rule.png){: .decorative }. Who?", "Two", "Three")),
        single("en", ask=("See ![A chart of seizures](chart.png). Who?", "Two", "Three")),
        single("fr", ask=("Lequel ?", "![Un sceau](a.png)", "![Une clé](b.png)")),
        other("en", "hotspot", {"stem": "?", "media": {"src": "x", "alt": "A map"}}),
        other("fr", "stimulus", {"stem": '<img src="x" alt="Une carte">'}),
    ],
    "grammar": [
        single("en", "choices.1.text", ask=("Money of crime is moved by an", "account", "bank")),
        single("en", "choices.1.text", ask=("The offenders are:", "two brothers", "a brother")),
        single("fr", "choices.1.text", ask=("Laquelle est gelée ?", "La maison", "Le compte")),
        single("fr", "choices.1.text", ask=("Lesquels sont gelés ?", "Les comptes", "Un compte")),
        single("fr", "choices.1.text", ask=("On gèle d’abord l’", "argent", "maison")),
        single("es", "choices.1.text", ask=("¿Cuáles se congelan?", "Las cuentas", "La casa")),
        single("en", ask=("Money of crime is moved by an", "account", "envelope")),
        single("en", ask=("It is a", "union", "bank")),
        single("en", ask=("Who moves it?", "A bank", "Two brothers")),
        single("fr", ask=("Laquelle est gelée ?", "La maison", "Une rente")),
        single("fr", ask=("On gèle d’abord l’", "argent", "hôtel")),
        single("fr", ask=("Lequel est gelé ?", "Compte", "Maison")),
        single("es", ask=("¿Cuál se congela?", "La casa", "El dinero")),
        single("ru", ask=("Какая замораживается?", "Счёт", "Дом")),
    ],
    "repeats_stem": [
        single("en", ask=("A supplier writes. What is safest?", "Calling the supplier", "Waiting")),
        single("fr", ask=("Un fournisseur écrit. Que faire ?", "Le rappeler", "Payer")),
        single(
            "en",
            "choices.0.text",
            ask=("What is the laundering of money?", "Washing it by launderers", "Theft", "Fraud"),
        ),
        single(
            "fr",
            "choices.0.text",
            ask=("Qui décide de la confiscation ?", "Celui qui confisque", "La banque"),
        ),
        single("es", "choices.0.text", ask=("¿Qué es el blanqueo?", "Blanquear dinero", "Robar")),
        single("ru", "choices.0.text", ask=("Кто решает о конфискации?", "Конфискатор", "Банк")),
        single("ar", "choices.0.text", ask=("من يقرر المصادرة؟", "سلطة مصادرة", "البنك")),
        single(
            "en",
            ask=(
                "What is money laundering?",
                "Hiding where it is from",
                "Taking what is theirs",
            ),
        ),
        single("en", ask=("Who launders?", "A launderer", "A launderer’s bank")),
        single("fr", ask=("Qui décide de la confiscation ?", "Le juge", "La banque")),
        single("fr", ask=("Parmi les suivantes, laquelle ?", "Les suivantes", "Le juge")),
        single("zh-hans", ask=("谁决定没收？", "没收机关", "银行")),
    ],
    "overlapping_ranges": [
        single("en", ask=("How long?", "24 to 71 hours", "72 hours to 7 days", "More than 7 days")),
        single("fr", ask=("Combien de temps ?", "De 24 à 71 heures", "Plus de 7 jours")),
        single("en", ask=("How old?", "At least 16", "At least 12")),
        single("fr", ask=("À quel âge ?", "Au moins 16 ans", "Au moins 12 ans")),
        single("en", "choices.1.text", ask=("How many?", "10 to 20", "20 to 30", "31 to 40")),
        single("en", "choices.1.text", ask=("How much?", "1,000–2,000", "1,500 or more")),
        single("fr", "choices.1.text", ask=("Combien ?", "de 10 à 20", "de 20 à 30")),
        single("fr", "choices.1.text", ask=("Combien ?", "5 ou plus", "5 ou moins")),
        single("es", "choices.1.text", ask=("¿Cuántos?", "de 10 a 20", "de 15 a 30")),
        single("ru", "choices.1.text", ask=("Сколько?", "от 10 до 20", "от 20 до 30")),
        single("ar", "choices.1.text", ask=("كم؟", "من ١٠ إلى ٢٠", "من ٢٠ إلى ٣٠")),
        single("zh-hans", "choices.1.text", ask=("多少？", "10至20", "20至30")),
        single("en", ask=("How many?", "10 to 19", "20 to 29", "30 or more")),
        single("en", ask=("How many?", "Less than 10", "10 or more")),
        single("en", ask=("How many?", "10", "20")),
        single("fr", ask=("Combien ?", "de 10 à 19", "de 20 à 29")),
        single("fr", ask=("Combien ?", "moins de 5", "5 ou plus")),
        other("en", "numeric", numbers("10", "2", ("12", "15")), "answers.0"),
        other("fr", "numeric", numbers("1", "0", ("2", "3"), ("3", "")), "answers.1"),
        other("en", "numeric", numbers("10", "2", ("13", "15"), ("16", ""))),
        other("fr", "numeric", numbers("1", "0")),
    ],
}
