"""Scenarios to test with: written in one line each, and drawn by Hypothesis."""

from typing import Any

from hypothesis import strategies as st

from courses.quizzes.types.scenario.graph import Graph, graph_of


def choice(choice_id: str, target: str, **more: Any) -> dict[str, Any]:
    return {"id": choice_id, "text": choice_id, "target": target, **more}


def scene(scene_id: str, *choices: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": scene_id,
        "title": scene_id.upper(),
        "scene": "Something happens.",
        "choices": list(choices),
        **more,
    }


def ending(scene_id: str, worth: int = 100) -> dict[str, Any]:
    return scene(scene_id, ending=True, worth=str(worth))


def spec(*scenes: dict[str, Any], start: str = "a", **more: Any) -> dict[str, Any]:
    return {"stem": "Well?", "start": start, "nodes": list(scenes), **more}


def graph(*scenes: dict[str, Any], start: str = "a", **more: Any) -> Graph:
    return graph_of(spec(*scenes, start=start, **more))


@st.composite
def specs(draw: st.DrawFn, most: int = 6) -> dict[str, Any]:
    """Anything that has the right shape: loops, dead ends and conditions among it."""
    names = [f"n{number}" for number in range(draw(st.integers(1, most)))]
    ids = [*names, *(f"{name}c{number}" for name in names for number in range(3))]
    points = st.sampled_from(["", "0", "1", "2", "-1", "0.5"])
    named = st.sampled_from(["", "", "", *ids])
    asked = st.sampled_from(["", "", "", "0", "1", "2"])
    scenes = []
    for name in names:
        is_ending = draw(st.booleans()) and name != names[0]
        count = 0 if is_ending else draw(st.integers(0, 3))
        choices = [
            choice(
                f"{name}c{number}",
                draw(st.sampled_from([*names, *names, ""])),
                points=draw(points),
                after=draw(named),
                not_after=draw(named),
                least=draw(asked),
                most=draw(asked),
            )
            for number in range(count)
        ]
        scenes.append(
            scene(name, *choices, ending=is_ending, worth=draw(st.sampled_from(["", "100"])))
        )
    marking = draw(st.sampled_from(["path", "ending"]))
    return spec(*scenes, start=names[0], marking=marking)
