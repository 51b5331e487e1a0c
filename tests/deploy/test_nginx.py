"""What a visitor meets at nginx, in front of the deployed site."""

import gzip
import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher

from courses.people.legal import record_consent
from courses.people.models import User
from tests.deploy.browsers import Visitor
from tests.deploy.site import DeployedSite
from tests.support.make_quizzes import make_learner

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(900)]

PASSWORD = "a phrase for this test"


def somebody() -> User:
    """With a password that the deployed site takes."""
    user = make_learner()
    hasher = Argon2PasswordHasher()
    user.password = hasher.encode(PASSWORD, hasher.salt())
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record_consent(user)
    return user


def test_a_person_signs_in_through_nginx(deployed: DeployedSite) -> None:
    visitor, user = Visitor(deployed.port), somebody()
    form = visitor.get("/accounts/login/")
    sent = visitor.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert (form.status, sent.status) == (200, 302)
    assert user.name in visitor.get(sent.headers["Location"]).body.decode()


def test_cookies_and_headers_know_that_the_visitor_came_by_tls(deployed: DeployedSite) -> None:
    reply = Visitor(deployed.port).get("/accounts/login/", **{"X-Forwarded-Proto": "http"})
    assert "Secure" in reply.headers["Set-Cookie"]
    assert reply.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_plain_http_is_sent_to_tls(deployed: DeployedSite) -> None:
    reply = Visitor(deployed.places.http_port, is_tls=False).get("/catalogue/?q=a")
    assert (reply.status, reply.headers["Location"]) == (308, "https://127.0.0.1/catalogue/?q=a")


def test_rate_limits_count_each_address_whatever_a_visitor_claims(deployed: DeployedSite) -> None:
    def guess(visitor: Visitor, number: int) -> int:
        claimed = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        return visitor.get(f"/certificates/no-such-code-{number}/", **claimed).status

    guesser, bystander = Visitor(deployed.port), Visitor(deployed.port, address="127.0.0.2")
    assert [guess(guesser, number) for number in range(21)] == [404] * 20 + [429]
    assert guess(bystander, 0) == 404


def test_metrics_are_not_for_visitors(deployed: DeployedSite) -> None:
    visitor = Visitor(deployed.port)
    token = f"Bearer {deployed.values['METRICS_TOKEN']}"
    assert visitor.get("/metrics").status == 404
    assert visitor.get("/metrics", Authorization=token).status == 200


def test_static_files_need_no_web_process(deployed: DeployedSite) -> None:
    visitor = Visitor(deployed.port)
    page = visitor.get("/accounts/login/").body.decode()
    hashed = re.findall(r"/static/[\w/.-]+\.[0-9a-f]{12}\.css", page)
    with deployed.away():
        plain = visitor.get(hashed[0])
        packed = visitor.get(hashed[0], **{"Accept-Encoding": "gzip"})
    assert plain.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert gzip.decompress(packed.body) == plain.body


def test_a_static_file_that_is_not_there_gets_the_sites_own_page(deployed: DeployedSite) -> None:
    reply = Visitor(deployed.port).get("/static/../static/nothing.css")
    assert (reply.status, b"There is no such page" in reply.body) == (404, True)


def test_only_static_files_are_served_from_the_sites_folder(deployed: DeployedSite) -> None:
    (deployed.var / "secret_key").write_text("nobody's business")
    visitor = Visitor(deployed.port)
    for path in ("/static/../secret_key", "/static/..%2fsecret_key", "/static../secret_key"):
        reply = visitor.get(path)
        assert (reply.status, b"business" in reply.body) in {(404, False), (400, False)}


def test_a_body_that_is_too_large_is_refused_in_our_words(deployed: DeployedSite) -> None:
    visitor = Visitor(deployed.port)
    visitor.get("/accounts/login/")
    reply = visitor.send("POST", "/accounts/login/", bytes(26 * 1024 * 1024), {})
    assert reply.status == 413
    assert "That file is too large" in reply.body.decode()
    assert "Ce fichier est trop volumineux" in reply.body.decode()


def test_while_the_web_process_is_away_a_kind_page_says_so(deployed: DeployedSite) -> None:
    visitor = Visitor(deployed.port)
    with deployed.away():
        reply = visitor.get("/")
        save = visitor.send("POST", "/attempts/x/save/", b"{}", {})
        style = visitor.get("/static/css/site.css")
    assert (reply.status, save.status, style.status) == (502, 502, 200)
    assert reply.headers["Retry-After"] == "5"
    assert reply.headers["Cache-Control"] == "no-store"
    assert "We are away for a moment" in reply.body.decode()
    assert "Nous revenons dans un instant" in reply.body.decode()
    assert visitor.get("/").status == 200


@pytest.mark.parametrize("path", [f"/{'x' * 9000}", "/?q=" + "x" * 9000])
def test_an_address_that_is_too_long_is_refused_in_our_words(
    deployed: DeployedSite, path: str
) -> None:
    reply = Visitor(deployed.port).get(path)
    assert reply.status == 414
    assert "We could not read that request" in reply.body.decode()


def test_nginx_does_not_say_what_it_is(deployed: DeployedSite) -> None:
    """Nor do its pages: not one of them is nginx's own."""
    visitor = Visitor(deployed.port)
    replies = [visitor.get(path) for path in ("/away.html", "/large.html", "/request.html")]
    assert [reply.status for reply in replies] == [404] * 3
    assert not any(b"nginx" in reply.body for reply in replies)
    assert {reply.headers["Server"] for reply in replies} == {"nginx"}


def test_the_log_holds_no_query(deployed: DeployedSite) -> None:
    log = Path(deployed.nginx.home) / "access.log"
    Visitor(deployed.port).get("/looked-for/?q=what-somebody-looks-for")
    # nginx writes it down once the visitor has the page.
    deployed.wait(lambda: "/looked-for/" in log.read_text(), seconds=20, what="a line of the log")
    assert "looks-for" not in log.read_text()
