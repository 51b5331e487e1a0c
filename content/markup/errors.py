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


class TooSlow(MarkupError):
    """Rendering did not end within its bound of processor time."""

    code = "too_slow"
