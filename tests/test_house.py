"""The house stands: the project's own checks pass and the migrations say what the models say."""

import pytest
from django.core.management import call_command


def test_the_system_checks_pass():
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_the_migrations_match_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
