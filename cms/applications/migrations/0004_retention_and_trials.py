"""How long answers are kept; trials of a procedure; drafts whose form changed."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_commitments_prefill_scan"),
        ("workflows", "0101_trials"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="release", name="one_release_a_number"),
        migrations.AddField(
            model_name="release", name="is_trial", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_trial", False)),
                fields=("procedure", "number"),
                name="one_published_release_a_number",
            ),
        ),
        migrations.AddField(
            model_name="application", name="is_trial", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField(
            model_name="application",
            name="moved_from",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="applications.release",
            ),
        ),
        migrations.AddField(
            model_name="procedure",
            name="retention_months",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Counted from the decision. Needed as soon as a question asks for personal data.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(600),
                ],
                verbose_name="months for which answers are kept",
            ),
        ),
    ]
