"""SQLite keeps what it acknowledges with its log and full syncs, on a disk of this machine."""

from pathlib import Path

from django.conf import settings
from django.db import connection

from elearning.selfcheck.findings import Finding

FULL = 2
NETWORKED = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs")
MOUNTS = Path("/proc/self/mountinfo")


def findings() -> list[Finding]:
    """Warnings. Raises DatabaseError when it cannot be asked."""
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    return [*journal_findings(journal, synchronous), *_folder_findings()]


def journal_findings(journal: str, synchronous: int) -> list[Finding]:
    """`synchronous` as SQLite counts: 0 off, 1 normal, 2 full, 3 extra."""
    found = []
    if journal != "wal":
        sentence = f"SQLite works with journal_mode = {journal} instead of wal: it locks readers."
        mend = "Put VAR_DIR on a file system that lets processes share memory."
        found.append(Finding("parcours.W001", sentence, mend))
    if synchronous < FULL:
        sentence = f"SQLite works with synchronous = {synchronous}: it may lose what was saved."
        found.append(Finding("parcours.W002", sentence, "Set PRAGMA synchronous=FULL again."))
    return found


def _folder_findings() -> list[Finding]:
    if not MOUNTS.exists():
        return []
    kind = file_system_of(settings.VAR_DIR, MOUNTS.read_text())
    if not kind.startswith(NETWORKED):
        return []
    sentence = f"VAR_DIR lies on a network file system ({kind}), whose locks SQLite cannot trust."
    mend = "Put VAR_DIR on a disk of this machine, or use PostgreSQL (DATABASE_URL)."
    return [Finding("parcours.W003", sentence, mend)]


def file_system_of(folder: Path, mounts: str) -> str:
    """The type of the file system that holds a folder, by the lines of /proc/self/mountinfo.

    Fields (proc(5)): id, parent, device, root, mount point, options …, "-", type, source.
    """
    found = ""
    longest = -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = Path(before.split()[4].replace("\\040", " "))
        depth = len(point.parts)
        # A later mount hides an earlier one on the same folder.
        if folder.resolve().is_relative_to(point) and depth >= longest:
            found, longest = after.split()[0], depth
    return found
