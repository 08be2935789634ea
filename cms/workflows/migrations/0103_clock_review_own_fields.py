"""What the clock, the grid of a review, a process's own questions and absences need to know."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cms.workflows.models.endpoint


def mark_applicants(apps, schema_editor):
    """Say which parts are the applicant's own: a process version names its roles and how each finds its people."""
    part = apps.get_model("workflows", "Part")
    for version in apps.get_model("workflows", "ProcessVersion").objects.iterator():
        keys = [role["key"] for role in version.spec.get("roles", []) if role["finder"] == "applicant"]
        part.objects.filter(case__process_version=version, role__in=keys).update(is_applicant=True)


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0102_keep_journal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Endpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.SlugField(
                        help_text="How processes name it.", max_length=60, unique=True, verbose_name="short name"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "url",
                    models.CharField(
                        help_text="An address of the public web that begins with https://.",
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="address",
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        default=cms.workflows.models.endpoint._secret,
                        help_text="Known to the partner and to this site alone: it signs what is sent (HMAC-SHA256).",
                        max_length=200,
                        validators=[django.core.validators.MinLengthValidator(32)],
                        verbose_name="secret",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "notified address",
                "verbose_name_plural": "notified addresses",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="internal",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="case",
            name="is_escalated",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="case",
            name="review",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="case",
            name="stopped_days",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="node",
            name="assign",
            field=models.CharField(
                blank=True,
                choices=[
                    ("referent", "a referent of the territory"),
                    ("departement", "a referent of the département"),
                    ("least_loaded", "who has the fewest applications"),
                ],
                help_text="To whom an application that comes here is given.",
                max_length=20,
                verbose_name="given to",
            ),
        ),
        migrations.AddField(
            model_name="node",
            name="assign_among",
            field=models.CharField(
                blank=True,
                help_text="The role whose people count; all when it is empty.",
                max_length=60,
                verbose_name="among",
            ),
        ),
        migrations.AddField(
            model_name="node",
            name="criteria",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="For a review: what each person gives points for.",
                verbose_name="grid",
            ),
        ),
        migrations.AddField(
            model_name="node",
            name="escalate_after",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In working days after the deadline.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(999)],
                verbose_name="passed on after",
            ),
        ),
        migrations.AddField(
            model_name="node",
            name="escalate_to",
            field=models.CharField(
                blank=True,
                help_text="The role that is then written to, and may act as well.",
                max_length=60,
                verbose_name="passed on to",
            ),
        ),
        migrations.AddField(
            model_name="node",
            name="fills",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Short names of the process’s own questions, filled in here.",
                verbose_name="internal questions asked here",
            ),
        ),
        migrations.AddField(
            model_name="node",
            name="quorum_rule",
            field=models.CharField(
                choices=[
                    ("count", "as many as said beside"),
                    ("any", "one is enough"),
                    ("all", "everybody who may"),
                    ("majority", "more than half of those who may"),
                ],
                default="count",
                help_text="For a review.",
                max_length=10,
                verbose_name="who must agree",
            ),
        ),
        migrations.AddField(
            model_name="node",
            name="reminders",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="How many working days before the deadline those who must act are written to: 5, 1.",
                verbose_name="reminders",
            ),
        ),
        migrations.AddField(
            model_name="node",
            name="sends_back",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="For a review: the roles that may send an application back to a step where it has been.",
                verbose_name="who may send back",
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="scores",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="part",
            name="is_applicant",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="processdefinition",
            name="fields",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What those who handle an application write down about it; each step says which it asks.",
                verbose_name="internal questions",
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="hides",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Short names of the questions and steps of the form that nobody sees by this role alone.",
                verbose_name="does not see",
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="delay_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="When it is automatic: the working days that the case first stays in its step.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(999)],
                verbose_name="after",
            ),
        ),
        migrations.CreateModel(
            name="Substitution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="absent person",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="substitutions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="substitute",
                    ),
                ),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["-first_day", "pk"],
                "indexes": [models.Index(fields=["substitute", "first_day", "last_day"], name="substitution_days")],
            },
        ),
        migrations.CreateModel(
            name="Timer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visit", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reminder", "reminder"),
                            ("escalation", "passed on"),
                            ("delay", "automatic action after a delay"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60)),
                ("run_at", models.DateTimeField(verbose_name="planned on")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="timers", to="workflows.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "timer",
                "verbose_name_plural": "timers",
                "ordering": ["run_at", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("done_at", None)), fields=["run_at"], name="timer_waiting")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "visit", "kind", "name"), name="one_timer_a_visit_and_name")
                ],
            },
        ),
        migrations.RunPython(mark_applicants, migrations.RunPython.noop),
    ]
