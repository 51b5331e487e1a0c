"""What a restored database must learn before anybody else sees it."""

from django.core.management import call_command
from django.db import connection

from courses.mail.hold import hold_mail
from courses.outbox import leases
from courses.outbox.clock import database_now
from courses.outbox.models import Heartbeat
from courses.outbox.schedules import claim_current_periods
from courses.outbox.upkeep import CANARY, RELAY
from elearning.backup.errors import BackupError
from elearning.backup.manifest import Manifest

# More than a site writes between two backups.
IDS_LEFT_OUT = 1_000_000


def check_rows(manifest: Manifest) -> None:
    """Raises BackupError unless each table has the rows that the manifest counted."""
    with connection.cursor() as cursor:
        for table, expected in manifest.rows.items():
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            (found,) = cursor.fetchone()
            if found != expected:
                raise BackupError(f"{table} has {found} rows instead of {expected}.")


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def settle(manifest: Manifest) -> int:
    """Mail is put on hold, what is done each hour is not done again for this one, and nobody
    counts as alive. How many mails are held."""
    leave_out_ids()
    held = hold_mail(backup_at=manifest.time)
    claim_current_periods(database_now())
    leases.give_back_held_by("", "The site was restored from a backup.", counted=False)
    # Not that of the web: the time since is an outage, and attempts under way are credited it.
    Heartbeat.objects.filter(name__startswith=CANARY).delete()
    Heartbeat.objects.filter(name=RELAY).delete()
    return held


def leave_out_ids() -> None:
    """New rows get ids that no lost row had: mails and links that went out after the backup name
    lost rows by id, and a mail about a new one must not pass for a mail about a lost one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass,"
                " coalesce(last_value, 0) + %s)"
                " FROM pg_sequences WHERE schemaname = current_schema()",
                [IDS_LEFT_OUT],
            )
            return
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT name, 0 FROM sqlite_master"
            " WHERE type = 'table' AND sql LIKE '%%AUTOINCREMENT%%'"
            " AND name NOT IN (SELECT name FROM sqlite_sequence)"
        )
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s", [IDS_LEFT_OUT])
