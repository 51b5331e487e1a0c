"""Who may do what with a course."""

from django.contrib.auth.models import AnonymousUser

from courses.catalog.models import Course, CourseStaff
from courses.people.models import User


def can_edit(user: User | AnonymousUser, course: Course) -> bool:
    """Administrators, and instructors among the course's staff."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_administrator:
        return True
    return user.is_instructor and CourseStaff.objects.filter(course=course, user=user).exists()
