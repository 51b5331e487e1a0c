"""Steps of plans as rows: the earlier states that a plan kept in itself become rows."""

import django.db.models.deletion
from django.db import migrations, models


def history_to_rows(apps, schema_editor):
    """`history` held the earlier states, newest last; each becomes what undo goes back to."""
    plan_model = apps.get_model("courses", "ImportPlan")
    step_model = apps.get_model("courses", "PlanStep")
    for plan in plan_model.objects.filter(course=None).exclude(history=[]).iterator():
        now = {"title": plan.title, "modules": plan.modules}
        first = max(plan.revision - len(plan.history), 0)
        states = [*plan.history[-plan.revision :], now] if plan.revision else []
        step_model.objects.bulk_create(
            step_model(
                plan=plan,
                number=first + at,
                undo=first + at - 1 if at else None,
                title=state["title"],
                modules=state["modules"],
            )
            for at, state in enumerate(states)
        )


class Migration(migrations.Migration):
    dependencies = [("courses", "0028_topic_choices")]

    operations = [
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("action", models.CharField(blank=True, max_length=30)),
                ("details", models.JSONField(default=dict)),
                ("title", models.CharField(max_length=250)),
                ("modules", models.JSONField(default=list)),
                ("undo", models.PositiveIntegerField(null=True)),
                ("redo", models.PositiveIntegerField(null=True)),
                ("taken_at", models.DateTimeField(auto_now_add=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="courses.importplan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="plan_step_once")
                ],
            },
        ),
        migrations.RunPython(history_to_rows, migrations.RunPython.noop),
    ]
