"""The database refuses to change releases and form versions."""

from django.db import migrations

from cms.applications import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_retention_and_trials"), ("cms_forms", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
