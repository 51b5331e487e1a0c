"""Sessions in the database, read at every request: by a query that is composed once."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from elearning.prepared import Prepared, given

_valid = Prepared(
    lambda: Session.objects.filter(session_key=given("key"), expire_date__gt=given("now"))
)


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is found."""

    def _get_session_from_db(self) -> Session | None:
        found = _valid.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
