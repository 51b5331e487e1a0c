"""Every task of the applets, gathered for Celery."""
