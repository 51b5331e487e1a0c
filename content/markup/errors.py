"""Why a text was not rendered. The caller says it in the reader's language, by `code`."""


class MarkupError(Exception):
    """`code` names the reason; the message is for logs."""

    code = "markup"


class TooLong(MarkupError):
    """More bytes than MAX_BYTES."""

    code = "too_long"


class TooDeep(MarkupError):
    """Lists or quotations nested beyond what anybody reads."""

    code = "too_deep"


class BadFormula(MarkupError):
    """A formula that cannot be read. `reason` is long, deep, braces, unknown, refused or broken;
    `part` is the command that is meant, where there is one."""

    code = "bad_formula"

    def __init__(self, formula: str, reason: str, part: str = "") -> None:
        self.formula, self.reason, self.part = formula[:200], reason, part[:60]
        super().__init__(f"{reason} {part}: {self.formula}")


class TooSlow(MarkupError):
    """Rendering did not end within its bound of processor time."""

    code = "too_slow"
