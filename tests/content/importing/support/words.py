"""Invented sentences in six languages, put together from lists of plain words."""

from __future__ import annotations

from random import Random

NOUNS = {
    "en": [
        "committee",
        "programme",
        "training",
        "report",
        "country",
        "court",
        "border",
        "victim",
        "market",
        "prison",
        "witness",
        "payment",
        "registry",
        "partner",
        "survey",
        "network",
        "laboratory",
        "customs",
        "judge",
        "harbour",
    ],
    "fr": [
        "comité",
        "programme",
        "formation",
        "rapport",
        "pays",
        "tribunal",
        "frontière",
        "victime",
        "marché",
        "prison",
        "témoin",
        "paiement",
        "registre",
        "partenaire",
        "enquête",
        "réseau",
        "laboratoire",
        "douane",
        "juge",
        "port",
    ],
    "es": [
        "comité",
        "programa",
        "informe",
        "país",
        "tribunal",
        "frontera",
        "víctima",
        "mercado",
        "prisión",
        "testigo",
        "pago",
        "registro",
        "socio",
        "encuesta",
        "red",
        "laboratorio",
        "aduana",
        "juez",
        "puerto",
        "capacitación",
    ],
    "ru": [
        "комитет",
        "программа",
        "обучение",
        "доклад",
        "страна",
        "граница",
        "жертва",
        "рынок",
        "тюрьма",
        "свидетель",
        "платеж",
        "реестр",
        "партнер",
        "опрос",
        "сеть",
        "лаборатория",
        "таможня",
        "судья",
        "порт",
        "договор",
    ],
    "ar": [
        "اللجنة",
        "البرنامج",
        "التدريب",
        "التقرير",
        "البلد",
        "المحكمة",
        "الحدود",
        "الضحية",
        "السوق",
        "السجن",
        "الشاهد",
        "الدفع",
        "السجل",
        "الشريك",
        "المسح",
        "الشبكة",
        "المختبر",
        "الجمارك",
        "القاضي",
        "الميناء",
    ],
    "zh": [
        "委员会",
        "方案",
        "培训",
        "国家",
        "法院",
        "边境",
        "受害人",
        "市场",
        "监狱",
        "证人",
        "付款",
        "登记册",
        "伙伴",
        "调查",
        "网络",
        "实验室",
        "海关",
        "法官",
        "港口",
        "合同",
    ],
}
VERBS = {
    "en": [
        "supports",
        "reviews",
        "extends",
        "requires",
        "measures",
        "protects",
        "joins",
        "informs",
    ],
    "fr": ["appuie", "examine", "étend", "exige", "mesure", "protège", "rejoint", "informe"],
    "es": ["apoya", "examina", "amplía", "exige", "mide", "protege", "reúne", "informa"],
    "ru": [
        "поддерживает",
        "изучает",
        "расширяет",
        "требует",
        "измеряет",
        "защищает",
        "объединяет",
        "информирует",
    ],
    "ar": ["يدعم", "يستعرض", "يوسع", "يتطلب", "يقيس", "يحمي", "ينضم", "يبلغ"],
    "zh": ["支持", "审查", "扩大", "要求", "衡量", "保护", "加入", "通知"],
}
LINKS = {
    "en": ["in", "of", "with", "for", "under", "between"],
    "fr": ["dans", "avec", "pour", "sous", "entre", "par"],
    "es": ["en", "con", "para", "bajo", "entre", "por"],
    "ru": ["в", "с", "для", "под", "между", "по"],
    "ar": ["في", "مع", "من", "تحت", "بين", "على"],
    "zh": ["在", "与", "为", "对", "向", "从"],
}
STOPS = {"zh": "。"}
LANGUAGES = tuple(NOUNS)


def sentence(rng: Random, language: str, least: int = 8, most: int = 22) -> str:
    words: list[str] = []
    count = rng.randint(least, most)
    while len(words) < count:
        words += [rng.choice(NOUNS[language]), rng.choice(VERBS[language])]
        words += [rng.choice(LINKS[language]), rng.choice(NOUNS[language])]
    joined = _joined(words[:count], language)
    return joined[:1].upper() + joined[1:] + STOPS.get(language, ".")


def title(rng: Random, language: str, least: int = 2, most: int = 6) -> str:
    words = [rng.choice(NOUNS[language]) for _ in range(rng.randint(least, most))]
    said = words[0]
    for word in words[1:]:
        said = _joined([said, rng.choice(LINKS[language]), word], language)
    return said[:1].upper() + said[1:]


def _joined(words: list[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(words)
