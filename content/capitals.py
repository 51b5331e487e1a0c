"""A large letter where a text begins, in scripts that have one."""


def with_capital(text: str) -> str:
    """The text with its first letter large: of "ǆ", one letter of two, the first part alone."""
    return text[:1].title() + text[1:]
