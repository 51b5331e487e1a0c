"""What PostgreSQL and SQLite must have in force, and which command mends it."""

from pathlib import Path

import psycopg
import pytest
from pytest_django import DjangoDbBlocker

from elearning.selfcheck import postgresql, sqlite
from elearning.selfcheck.findings import Finding
from elearning.selfcheck.postgresql import Setting, mending
from tests.support.servers import PostgresServer
from tests.support.stand import database_config, speaking_to

MOUNTS = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
35 21 0:31 / /srv rw shared:9 - nfs4 files:/srv rw
36 35 8:2 / /srv/own\\040disk rw shared:9 - xfs /dev/sdb1 rw
37 21 0:33 / /data rw - fuse.sshfs me@there:/ rw
"""


@pytest.mark.postgres
class TestPostgres:
    @pytest.mark.parametrize(
        ("change", "undo", "mend"),
        [
            (
                "ALTER ROLE parcours SET synchronous_commit = off",
                "ALTER ROLE parcours RESET synchronous_commit",
                'ALTER ROLE "parcours" RESET synchronous_commit;',
            ),
            (
                "ALTER DATABASE postgres SET synchronous_commit = off",
                "ALTER DATABASE postgres RESET synchronous_commit",
                'ALTER DATABASE "postgres" RESET synchronous_commit;',
            ),
            (
                "ALTER ROLE parcours IN DATABASE postgres SET synchronous_commit = off",
                "ALTER ROLE parcours IN DATABASE postgres RESET synchronous_commit",
                'ALTER ROLE "parcours" IN DATABASE "postgres" RESET synchronous_commit;',
            ),
        ],
    )
    def test_what_is_off_for_us_alone_is_refused_and_mended_there(
        self,
        postgres_server: PostgresServer,
        tmp_path: Path,
        django_db_blocker: DjangoDbBlocker,
        change: str,
        undo: str,
        mend: str,
    ) -> None:
        with psycopg.connect(postgres_server.url, autocommit=True) as server:
            server.execute(change)
            found = ask(postgres_server.url, tmp_path, django_db_blocker)
            server.execute(mend)
            after = ask(postgres_server.url, tmp_path, django_db_blocker)
            server.execute(undo)
        assert [(finding.is_refusal, finding.mend) for finding in found] == [(True, f"Run: {mend}")]
        assert "synchronous_commit = off" in found[0].sentence
        assert after == []

    def test_the_servers_own_setting_is_mended_in_the_server(
        self, tmp_path: Path, postgres_server: PostgresServer, django_db_blocker: DjangoDbBlocker
    ) -> None:
        with Careless() as server:
            found = ask(server.url, tmp_path, django_db_blocker)
        assert [finding.id for finding in found] == ["parcours.E001", "parcours.E002"]
        assert found[0].mend == "Run: ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();"


class Careless(PostgresServer):
    """Two settings off in its configuration file."""

    def prepare(self) -> None:
        super().prepare()
        with (self.folder / "data" / "postgresql.conf").open("a") as file:
            file.write("fsync = off\nfull_page_writes = off\n")


def ask(url: str, folder: Path, blocker: DjangoDbBlocker) -> list[Finding]:
    config = {**database_config({"VAR_DIR": str(folder), "DATABASE_URL": url}), "OPTIONS": {}}
    with blocker.unblock(), speaking_to(config):
        return postgresql.findings()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("client", "PGOPTIONS"),
        ("command line", "command line"),
        ("configuration file", "ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();"),
        ("default", "ALTER SYSTEM"),
    ],
)
def test_the_mending_names_the_place(source: str, words: str) -> None:
    assert words in mending(Setting("fsync", "off", source, "me", "mine"))


def test_names_are_quoted() -> None:
    told = mending(Setting("fsync", "off", "user", 'o"dd', "mine"))
    assert told == 'ALTER ROLE "o""dd" RESET fsync;'


@pytest.mark.embedded
@pytest.mark.django_db
def test_sqlite_as_we_set_it_has_no_findings() -> None:
    assert sqlite.findings() == []


@pytest.mark.parametrize(
    ("journal", "synchronous", "ids"),
    [
        ("wal", 2, []),
        ("wal", 3, []),
        ("delete", 2, ["parcours.W001"]),
        ("wal", 1, ["parcours.W002"]),
    ],
)
def test_sqlite_otherwise_warns(journal: str, synchronous: int, ids: list[str]) -> None:
    assert [finding.id for finding in sqlite.journal_findings(journal, synchronous)] == ids


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/parcours/var", "ext4"),
        ("/srv/parcours/var", "nfs4"),
        ("/srv/own disk/var", "xfs"),
        ("/srvant", "ext4"),
        ("/data/var", "fuse.sshfs"),
    ],
)
def test_the_folders_file_system_is_that_of_the_deepest_mount(folder: str, kind: str) -> None:
    assert sqlite.file_system_of(Path(folder), MOUNTS) == kind
