from pathlib import Path

import pytest
import yaml

from content.yaml_files import LOADER, load_yaml

CONTENT = Path(__file__).resolve().parents[2] / "content"


def test_our_lists_and_courses_are_read_as_the_slow_loader_reads_them() -> None:
    paths = sorted(CONTENT.rglob("*.yaml"))
    assert len(paths) > 10
    for path in paths:
        text = path.read_text("utf-8")
        assert load_yaml(text) == yaml.load(text, Loader=yaml.SafeLoader), path


def test_no_object_is_made() -> None:
    with pytest.raises(yaml.YAMLError):
        load_yaml("!!python/object/apply:os.getcwd []")


def test_where_it_is_broken_is_said() -> None:
    with pytest.raises(yaml.YAMLError, match="line 2"):
        load_yaml("a: 1\n  b: 2\n c: [")


def test_it_is_the_quick_one_here() -> None:
    assert LOADER is yaml.CSafeLoader
