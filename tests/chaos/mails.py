"""I6: which mails should be, which came, and why one came twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.chaos.evidence import Evidence
from tests.chaos.units import LEFTOVER_SECONDS, RESTART_SECONDS

CRASH_POINT = "after_smtp_250"
SENDER_KILLED = "sender killed"
POSTGRES_KILLED = "PostgreSQL killed"
CAUSES = (CRASH_POINT, SENDER_KILLED, POSTGRES_KILLED)
# After its parent was killed, a process lives for so long at most; and a machine of which others
# take the cores for half a minute lets it live on until it has them again.
ORPHAN_SECONDS = LEFTOVER_SECONDS + RESTART_SECONDS + 30
# A sender that is told to end leaves like this; any other exception it survives.
ENDED = frozenset({"SystemExit"})
# What a sender hears whose database went away before it could mark.
DATABASE_GONE = frozenset({"OperationalError", "InterfaceError"})


def every_mail_arrived(evidence: Evidence) -> Iterator[str]:
    """I6: at least one copy of each mail, all under one Message-ID, each extra one explained."""
    caused = set(_causes_of_mail(evidence))
    arrived = {mail for mail in evidence.deliveries if mail[0] != "other"}
    for mail in sorted(caused - arrived):
        yield f"mail {' about '.join(mail)}: never arrived"
    for mail in sorted(arrived - caused):
        yield f"mail {' about '.join(mail)}: arrived without cause"
    for kind, about in sorted(arrived):
        ids = {copy["message_id"] for copy in evidence.deliveries[kind, about]}
        if len(ids) != 1:
            yield f"mail {kind} about {about}: {len(ids)} Message-IDs"
    for message_id, causes in causes_of_copies(evidence).items():
        for cause in causes:
            if cause not in CAUSES:
                yield f"mail {message_id}: {len(causes) + 1} copies: {cause}"
    for copies in evidence.deliveries.values():
        for copy in copies:
            if "claimed" not in evidence.sendings.get(copy["sending"], {}):
                yield f"mail {copy['message_id']}: sent before it was claimed"


def _causes_of_mail(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """(kind, what it is about) of every mail that should be."""
    for public_id, attempt in evidence.attempts.items():
        if attempt.graded_at is not None:
            yield "attempt_graded", public_id
    for certificate in evidence.certificates:
        if certificate.pdf:
            yield "certificate_awarded", certificate.code.replace("-", "")


def causes_of_copies(evidence: Evidence) -> dict[str, list[str]]:
    """{Message-ID: for each copy before the last, why another was sent}; one of CAUSES, or what
    contradicts each of them. A sending explains one copy at most."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for copies in evidence.deliveries.values():
        for copy in copies:
            found[copy["message_id"]].append(copy)
    causes: dict[str, list[str]] = {}
    for message_id, copies in found.items():
        copies.sort(key=lambda copy: float(copy["t"]))
        sendings = Counter(copy["sending"] for copy in copies)
        causes[message_id] = [
            "one sending delivered it twice"
            if sendings[copy["sending"]] > 1
            else _cause(evidence, copy, until=after["t"])
            for copy, after in pairwise(copies)
        ]
    return {message_id: each for message_id, each in causes.items() if each}


def _cause(evidence: Evidence, copy: dict[str, Any], *, until: float) -> str:
    """What kept this copy's sender from its commit, before the next copy came `until` then."""
    lines = evidence.sendings.get(copy["sending"], {})
    if "claimed" not in lines:
        return "its sender had not claimed it"
    if "marked" in lines:
        return "it was marked as sent, and sent again"
    claimed, left = lines["claimed"], lines.get("left")
    if left is None or left["how"] in ENDED:
        return _death_of(evidence, claimed, until) or "its sender died, and no kill explains that"
    kills = [k for k in evidence.kills if k["target"] == "postgres"]
    # The database lived when the claim was committed, and was gone when the mark was not.
    was_killed = any(k["t"] >= claimed["t"] and k["began"] <= left["t"] for k in kills)
    if was_killed and left["how"] in DATABASE_GONE:
        return POSTGRES_KILLED
    return f"its sender lived and did not mark it ({left['how'] or 'no exception'})"


def _death_of(evidence: Evidence, claimed: dict[str, Any], until: float) -> str:
    """Of a process that lived at its claim and ended before it could mark or give up."""
    for hit in evidence.hits:
        if hit.get("sending") == claimed["sending"] and hit["pid"] == claimed["pid"]:
            return CRASH_POINT
    # A crash point kills like any strike, and its parent's death ends a sender.
    struck = [{**hit, "pids": [hit["pid"]], "began": hit["t"]} for hit in evidence.hits]
    for kill in [*evidence.kills, *struck]:
        lately = claimed["t"] - ORPHAN_SECONDS
        is_own = claimed["pid"] in kill["pids"] and kill["t"] >= claimed["t"]
        is_parents = claimed["parent"] in kill["pids"] and kill["t"] >= lately
        if (is_own or is_parents) and kill["began"] <= until:
            return SENDER_KILLED
    return ""
