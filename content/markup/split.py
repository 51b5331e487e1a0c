"""Cuts Markdown into the blocks that a reader, a margin mark or a question can point at."""

import re
from collections.abc import Callable
from dataclasses import replace

from content.markup.values import LoneLine, RawBlock

CALLOUT = re.compile(r"^:::[ \t]*(note|example|warning|key|distressing|instead)\b[ \t]*(.*)$")
DIAGRAM = re.compile(r"^!diagram[ \t]+([A-Za-z0-9][\w-]{0,79})[ \t]*$")
CALLOUT_END = re.compile(r"^:::[ \t]*$")
FENCE = re.compile(r"^(`{3,}|~{3,})")
HEADING = re.compile(r"^#{1,6}[ \t]+\S")
ITEM = re.compile(r"^ {0,3}(?:([-*+])|\d{1,9}\.)[ \t]+\S")
# What may break into a paragraph without an empty line: "1986. A year" must not.
INTERRUPTS = re.compile(r"^(?:[-*+]|1\.)[ \t]+\S")
ATTRIBUTES = re.compile(r"^\{:[ \t]*(.*?)[ \t]*\}[ \t]*$")
ATTRIBUTE = re.compile(r"""#([A-Za-z0-9][\w-]{0,79})|(src|lang|dir)=(?:"([^"]*)"|(\S+))""")
DEFINITION = re.compile(r"^ {0,3}(?:\*)?\[[^\]\n]{1,100}\]:[ \t]*\S")
MAX_DEFINITIONS = 100


def split_blocks(markdown: str) -> list[RawBlock]:
    """Blocks in order, each with the link definitions and abbreviations it may use."""
    lines = _lines_of(markdown)
    definitions = [line for line in lines if DEFINITION.match(line)][:MAX_DEFINITIONS]
    blocks = _Splitter(lines).split()
    if not definitions:
        return blocks
    appendix = "\n\n" + "\n".join(definitions)
    abbreviates = any(line.lstrip().startswith("*") for line in definitions)
    return [
        replace(block, source=block.source + appendix)
        if abbreviates or "[" in block.source
        else block
        for block in blocks
    ]


def lone_lines(markdown: str) -> list[LoneLine]:
    """Attribute lines that stand directly below no block, or below one that is described already:
    they describe none, for a text that was cut may have left them there."""
    splitter = _Splitter(_lines_of(markdown))
    splitter.split()
    return splitter.lone


def _lines_of(markdown: str) -> list[str]:
    return markdown.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")


class _Splitter:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        self.current: list[str] = []
        self.begun = 0
        self.in_formula = False
        self.done: list[RawBlock] = []
        self.lone: list[LoneLine] = []

    def split(self) -> list[RawBlock]:
        while self.at < len(self.lines):
            self._take(self.lines[self.at])
        self._flush()
        return self.done

    def _take(self, line: str) -> None:
        if attributes := ATTRIBUTES.match(line):
            self._flush()
            told = _described(RawBlock(""), attributes[1])
            if self._is_lone(told):
                self.lone.append(LoneLine(self.at, told.key, told.sources))
            else:
                self._describe_last(attributes[1])
        elif FENCE.match(line):
            self._fence(line)
            return
        elif CALLOUT.match(line):
            self._callout(line)
            return
        elif HEADING.match(line):
            self._flush()
            self._add(RawBlock(line), self.at, self.at + 1)
        elif diagram := DIAGRAM.match(line):
            self._flush()
            self._add(RawBlock(line, diagram=diagram[1]), self.at, self.at + 1)
        elif not line.strip():
            self._gap()
        elif not DEFINITION.match(line) or self._in_code():
            if INTERRUPTS.match(line) and self.current and not self._goes_on_within():
                self._flush()
            self.begun = self.begun if self.current else self.at
            self.current.append(line)
            self.in_formula ^= line.count("$$") % 2 == 1
        self.at += 1

    def _flush(self) -> None:
        source = "\n".join(self.current).rstrip()
        if source.strip():
            self._add(RawBlock(source), self.begun, self.begun + source.count("\n") + 1)
        self.current = []
        self.in_formula = False

    def _add(self, block: RawBlock, first: int, end: int) -> None:
        self.done.append(replace(block, lines=(first, min(end, len(self.lines)))))

    def _is_lone(self, told: RawBlock) -> bool:
        if not told.key and not told.sources:
            return False
        if not self.done or not self.lines[self.at - 1].strip():
            return True
        if self.lone and self.lone[-1].line == self.at - 1:
            return True
        block = self.done[-1]
        return bool((told.key and block.key) or (told.sources and block.sources))

    def _describe_last(self, text: str) -> None:
        if self.done:
            block = _described(self.done[-1], text)
            self.done[-1] = replace(block, lines=(block.lines[0], self.at + 1))

    def _fence(self, opening: str) -> None:
        mark = FENCE.match(opening)
        assert mark is not None
        self._flush()
        end = self._find(lambda line: line.startswith(mark[1]) and not line.strip(mark[1][0] + " "))
        self._add(RawBlock("\n".join(self.lines[self.at : end + 1])), self.at, end + 1)
        self.at = end + 1

    def _callout(self, opening: str) -> None:
        head = CALLOUT.match(opening)
        assert head is not None
        self._flush()
        end = self._callout_end()
        inner = self.lines[self.at + 1 : end]
        closed = end < len(self.lines) and CALLOUT_END.match(self.lines[end])
        block = RawBlock("\n".join(inner), callout=head[1], title=head[2].strip())
        first, self.at = self.at, end + 1 if closed else end
        self._add(block, first, self.at)

    def _callout_end(self) -> int:
        """Where the call-out ends; one still open (being written) ends at an empty line."""
        empty = 0
        for at in range(self.at + 1, len(self.lines)):
            line = self.lines[at]
            if CALLOUT_END.match(line):
                return at
            if CALLOUT.match(line):
                return empty or at
            if not line.strip() and not empty:
                empty = at
        return empty or len(self.lines)

    def _find(self, is_end: Callable[[str], bool]) -> int:
        places = range(self.at + 1, len(self.lines))
        return next((at for at in places if is_end(self.lines[at])), len(self.lines))

    def _gap(self) -> None:
        following = next((x for x in self.lines[self.at :] if x.strip()), "")
        goes_on = (self._in_list() and _continues_list(self.current[0], following)) or (
            self._in_code() and following.startswith("    ")
        )
        if goes_on:
            self.current.append("")
        else:
            self._flush()

    def _goes_on_within(self) -> bool:
        """Inside a list or a displayed formula, a line that begins with a minus breaks nothing."""
        return self._in_list() or self.in_formula

    def _in_list(self) -> bool:
        return bool(self.current) and bool(ITEM.match(self.current[0]))

    def _in_code(self) -> bool:
        return bool(self.current) and self.current[0].startswith("    ")


def _continues_list(first: str, following: str) -> bool:
    if following.startswith("  "):
        return True
    one, other = ITEM.match(first), ITEM.match(following)
    return bool(one and other) and bool(one and one[1]) == bool(other and other[1])


def _described(block: RawBlock, attributes: str) -> RawBlock:
    for key, name, quoted, bare in ATTRIBUTE.findall(attributes):
        value = quoted or bare
        if key:
            block = replace(block, key=key)
        elif name == "src":
            block = replace(block, sources=tuple(value.split()))
        elif name == "lang":
            block = replace(block, lang=value)
        else:
            block = replace(block, dir=value)
    return block
