"""Trials of a process, whose journal the database lets go."""

from django.db import migrations, models

from cms.workflows import triggers


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0100_append_only")]

    operations = [
        # The old triggers know no trial, and would be kept.
        migrations.RunPython(remove, migrations.RunPython.noop),
        migrations.AddField("case", "is_trial", models.BooleanField(default=False, editable=False)),
        migrations.AddField("journalentry", "is_trial", models.BooleanField(default=False, editable=False)),
    ]
