"""The one substitution that turns the files under docs/deploy into ones that run here.

Only places, ports and the user change; every other word of the units and of nginx.conf is run
as it stands.
"""

from dataclasses import dataclass
from pathlib import Path

from elearning.env import BASE_DIR

DOCS = BASE_DIR / "docs" / "deploy"


@dataclass(frozen=True, slots=True)
class Places:
    """`folder` holds what a machine has under /var, /run and /etc; ports are on loopback."""

    folder: Path
    https_port: int = 0
    http_port: int = 0

    def here(self, text: str) -> str:
        for there, ours in self._pairs():
            text = text.replace(there, ours)
        return text

    def _pairs(self) -> list[tuple[str, str]]:
        loopback = "127.0.0.1"
        return [
            # Copied, since nginx's user need not be able to look into a checkout.
            ("/opt/parcours/current/docs/deploy/pages", str(self.folder / "pages")),
            ("/opt/parcours/current", str(BASE_DIR)),
            ("/etc/letsencrypt/live/parcours", str(self.folder / "tls")),
            ("/etc/parcours", str(self.folder / "etc")),
            ("/var/lib/parcours", str(self.folder / "var")),
            ("/var/lib/nginx", str(self.folder / "nginx")),
            ("/var/log/nginx", str(self.folder / "nginx")),
            ("/var/www/html", str(self.folder / "nginx" / "html")),
            ("/var/backups/parcours", str(self.folder / "backups")),
            ("/run/nginx.pid", str(self.folder / "nginx" / "nginx.pid")),
            ("/run/parcours", str(self.folder / "run")),
            ("runuser -u parcours -- ", ""),
            ("    listen [::]:80 default_server;\n", ""),
            ("    listen [::]:443 ssl http2 default_server;\n", ""),
            ("listen 80 ", f"listen {loopback}:{self.http_port} "),
            ("listen 443 ", f"listen {loopback}:{self.https_port} "),
        ]
