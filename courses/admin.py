"""Django's own admin: for support staff."""
