"""The database refuses to change the journal again, but for the entries of trials."""

from django.db import migrations

from cms.workflows import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0101_trials")]

    operations = [migrations.RunPython(install, remove)]
