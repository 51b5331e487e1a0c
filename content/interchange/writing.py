"""A course written to files: the same course gives the same bytes, and a person can edit them."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from content.interchange.marked import DECIMAL, FLAGS, NULLS, WHOLE
from content.interchange.reading import tidy_body
from content.interchange.shapes import Either, ListOf, MapOf, Record, Shape

WHEN = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
UNIX = 3
LONGEST_FLOW = 88
HEAD = re.compile(r"^(\\*# lesson:)", re.MULTILINE)
# Nothing is folded: a text stands on the lines that its author gave it.
WIDTH = 2**31


def package(files: Mapping[str, bytes]) -> bytes:
    """The zip. Not compressed: what a compressor writes differs from release to release."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, WHEN)
            entry.create_system, entry.external_attr = UNIX, READABLE
            archive.writestr(entry, files[name])
    return out.getvalue()


def yaml_text(document: Mapping[str, Any], shape: Shape) -> str:
    """The document in the order of its shape's fields."""
    made = ordered(document, shape)
    text: str = yaml.dump(
        made,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=WIDTH,
        default_flow_style=False,
    )
    return text


def language_text(front: str, lessons: Iterable[tuple[str, str]]) -> str:
    """A language file of its front matter and [(lesson key, Markdown)]."""
    parts = [f"---\n{front}---\n"]
    for key, body in lessons:
        body = HEAD.sub(r"\\\1", tidy_body(body))
        parts.append(f"\n# lesson: {key}\n" + (f"\n{body}" if body else ""))
    return "".join(parts)


def with_line_ends(value: Any) -> Any:
    """All texts in it with the line ends that files have."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, Mapping):
        return {name: with_line_ends(inner) for name, inner in value.items()}
    return [with_line_ends(inner) for inner in value] if isinstance(value, list) else value


def ordered(value: Any, shape: Shape) -> Any:
    """Mappings by the order in which their shape names the fields."""
    if isinstance(shape, Either):
        shape = shape.other if isinstance(value, dict | list) else shape.text
    if isinstance(value, Mapping):
        if isinstance(shape, Record):
            names = [name for name in shape.fields if name in value]
            return {name: ordered(value[name], shape.fields[name]) for name in names}
        inner = shape.inner if isinstance(shape, MapOf) else shape
        return {str(name): ordered(one, inner) for name, one in value.items()}
    if isinstance(value, list | tuple):
        inner = shape.inner if isinstance(shape, ListOf) else shape
        return [ordered(one, inner) for one in value]
    return value


class _Dumper(yaml.SafeDumper):
    """Without aliases; lists stand further in than what they belong to."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    style = None
    if "\n" in text:
        style = "|"
    elif text in NULLS or text in FLAGS or WHOLE.fullmatch(text) or DECIMAL.fullmatch(text):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _mapping(dumper: _Dumper, value: Mapping[str, Any]) -> yaml.Node:
    node = dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=False)
    node.flow_style = _fits([part for pair in node.value for part in pair])
    return node


def _list(dumper: _Dumper, value: Sequence[Any]) -> yaml.Node:
    node = dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=False)
    node.flow_style = _fits(node.value) and not any(" " in one.value for one in node.value)
    return node


def _fits(nodes: Sequence[yaml.Node]) -> bool:
    """Short parts without parts of their own stand on one line."""
    if not all(isinstance(node, yaml.ScalarNode) for node in nodes):
        return False
    texts = [node.value for node in nodes]
    return sum(len(text) + 2 for text in texts) <= LONGEST_FLOW and "\n" not in "".join(texts)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _list)
