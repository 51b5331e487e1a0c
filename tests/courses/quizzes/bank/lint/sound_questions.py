"""Questions with which nothing is wrong, in two languages: what the lint says of them is too much.

They stand in sound/<language>.yaml, as few words as a form would ask for.
"""

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "sound"
LANGUAGES = ("en", "fr")

Sound = tuple[str, str, dict[str, Any]]  # (language, kind, spec)


def sound_questions() -> list[Sound]:
    return [
        (language, row.get("kind", "single_choice"), _spec(row))
        for language in LANGUAGES
        for row in yaml.safe_load((HERE / f"{language}.yaml").read_text("utf-8"))
    ]


def _spec(row: dict[str, Any]) -> dict[str, Any]:
    spec = {name: value for name, value in row.items() if name not in ("kind", "choices")}
    if "choices" in row:
        spec["choices"] = [
            {
                "id": f"x{place}",
                "text": text.removeprefix("+"),
                "correct": text.startswith("+"),
                "feedback": "See the lesson.",
            }
            for place, text in enumerate(row["choices"])
        ]
    return spec
