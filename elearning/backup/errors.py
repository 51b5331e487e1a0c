"""Why there is no backup, or why it was not restored: sentences for whoever typed the command."""

import shutil
from pathlib import Path


class BackupError(Exception):
    """Any refusal; nothing was changed."""


class NotABackup(BackupError):
    """The file is something else."""


class Damaged(BackupError):
    """The file was a backup once, and is cut short or changed."""


class ToolMissing(BackupError):
    """PostgreSQL's own programs are not here, or too old for the server."""


class DoesNotFit(BackupError):
    """A whole backup, but not one for this site or this code."""


class InTheWay(BackupError):
    """This site holds people, or is running."""


def in_one_line(error: BaseException) -> str:
    """A database tells its errors in several lines; a command tells them in one."""
    return " ".join(str(error).split())


def free_space(folder: Path) -> str:
    """A full disk hides behind many errors, so each is told with what is free."""
    free = shutil.disk_usage(folder).free / 1e6
    return f"({free:,.1f} MB free in {folder})"
