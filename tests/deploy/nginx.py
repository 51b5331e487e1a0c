"""Debian's nginx with docs/deploy/nginx.conf, on private ports, as nobody special."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.deploy.places import DOCS, Places
from tests.support.servers import Server, find_program

OPENSSL = [
    *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
    *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
    *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
]


class Nginx(Server):
    """Its folder is `places.folder`/nginx; a certificate made here stands in for a real one."""

    def __init__(self, places: Places) -> None:
        super().__init__(port=places.https_port)
        self.places = places
        self.program = find_program("nginx", "/usr/sbin")
        self.home = places.folder / "nginx"

    def prepare(self) -> None:
        self.home.mkdir()
        shutil.copytree(DOCS / "pages", self.places.folder / "pages")
        tls = self.places.folder / "tls"
        tls.mkdir()
        files = ["-keyout", str(tls / "privkey.pem"), "-out", str(tls / "fullchain.pem")]
        subprocess.run([*OPENSSL, *files], check=True, capture_output=True)
        self.config().write_text(self.places.here((DOCS / "nginx.conf").read_text()))
        if os.getuid() == 0:
            for path in (self.home, tls, *tls.iterdir()):
                shutil.chown(path, "www-data")

    def config(self) -> Path:
        return self.home / "nginx.conf"

    def command(self) -> list[str]:
        start = [self.program, "-c", str(self.config()), "-g", "daemon off;"]
        as_www = ["runuser", "-u", "www-data", "--"] if os.getuid() == 0 else []
        return [*as_www, *start]

    def error_log(self) -> str:
        return (self.home / "error.log").read_text()
