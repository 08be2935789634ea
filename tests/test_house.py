"""The house stands: the project's own checks pass (`make lint` compares models and migrations)."""

from django.core.management import call_command


def test_the_system_checks_pass():
    call_command("check", fail_level="WARNING")
