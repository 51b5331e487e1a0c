"""The studio's tasks. Doorways: ids in, one service call."""

from celery import shared_task

from courses.authoring.uploads.services import read_upload


@shared_task(name="authoring.read_report")
def read_report(upload_id: int) -> None:
    read_upload(upload_id)
