"""The studio's tasks. Doorways: ids in, one service call."""

from celery import shared_task

from content.tagged import tag_again
from courses.authoring.editions.comparing import fill_comparison
from courses.authoring.interchange import errands, packages
from courses.authoring.topics.services import order_tagging
from courses.authoring.uploads.services import read_upload


@shared_task(name="authoring.read_report")
def read_report(upload_id: int) -> None:
    read_upload(upload_id)


@shared_task(name="authoring.tag_reports")
def tag_reports() -> None:
    order_tagging()


@shared_task(name="authoring.tag_report")
def tag_report(report_id: int) -> None:
    tag_again(report_id)


@shared_task(name="authoring.check_package")
def check_package(package_id: int) -> None:
    packages.check_package(package_id)


@shared_task(name="authoring.import_package")
def import_package(package_id: int) -> None:
    packages.import_confirmed(package_id)


@shared_task(name="authoring.run_errand")
def run_errand(errand_id: int) -> None:
    errands.run_errand(errand_id)


@shared_task(name="authoring.compare_editions")
def compare_editions(comparison_id: int) -> None:
    fill_comparison(comparison_id)
