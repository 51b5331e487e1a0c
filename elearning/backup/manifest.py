"""What a backup says of itself."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from elearning.backup.archive import FORMAT, MANIFEST, Archive, Member
from elearning.backup.errors import Damaged, DoesNotFit
from elearning.release import release

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Manifest:
    """`taken_at`: when the database's snapshot was taken, by its own clock. `database`: the
    vendor. `key`: a fingerprint of the site's SECRET_KEY. `rows`: how many rows each table of
    ours has. `missing`: files that rows name and that were not there."""

    format: int
    release: str
    taken_at: str
    site: str
    mode: str
    database: str
    migrations: list[str]
    key: str
    rows: dict[str, int]
    missing: list[str]
    members: dict[str, Member]

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @property
    def time(self) -> datetime:
        return datetime.fromisoformat(self.taken_at)


def new_manifest(
    *,
    taken_at: datetime,
    site: str,
    migrations: list[str],
    rows: dict[str, int],
    missing: list[str],
    members: Mapping[str, Member],
) -> Manifest:
    return Manifest(
        format=FORMAT,
        release=release(),
        taken_at=taken_at.isoformat(timespec="seconds"),
        site=site,
        mode="scaled" if settings.SCALED else "embedded",
        database=connection.vendor,
        migrations=migrations,
        key=key_fingerprint(),
        rows=rows,
        missing=missing,
        members=dict(members),
    )


def key_fingerprint() -> str:
    """Tells two SECRET_KEYs apart and gives neither away."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"elearning.backup", hashlib.sha256).hexdigest()[:16]


def read_manifest(archive: Archive) -> Manifest:
    """Raises Damaged, also when members and manifest do not name the same files."""
    try:
        said: dict[str, Any] = archive.json(MANIFEST)
        members = {name: Member(**fields) for name, fields in said.pop("members").items()}
        manifest = Manifest(members=members, **said)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Damaged(f"{archive.path}: its manifest cannot be read.") from error
    if set(members) != set(archive.infos) - {MANIFEST, "seal"}:
        raise Damaged(f"{archive.path}: its manifest names other files than it holds.")
    return manifest


def check_fits(manifest: Manifest) -> None:
    """Raises DoesNotFit: another database, or a backup from a release newer than this code."""
    if manifest.format != FORMAT:
        raise DoesNotFit(
            f"The backup has format {manifest.format}, and this release ({release()}) reads"
            f" format {FORMAT}. Restore it with release {manifest.release} or newer."
        )
    if manifest.database != connection.vendor:
        theirs = DATABASES.get(manifest.database, manifest.database)
        ours = DATABASES.get(connection.vendor, connection.vendor)
        raise DoesNotFit(
            f"The backup holds a {theirs} database, and this site uses {ours}."
            " Set DATABASE_URL as it was where the backup was made."
        )
    known = MigrationLoader(None).disk_migrations
    unknown = sorted(set(manifest.migrations) - {f"{app}.{name}" for app, name in known})
    if unknown:
        raise DoesNotFit(
            f"The backup is from release {manifest.release}, newer than this code"
            f" ({release()}), which does not know {unknown[0]}. Install that release first."
        )
