from django.db import migrations, models

# What was answered before this is no news.
KNOWN = "UPDATE courses_raised SET seen_at = answered_at WHERE answered_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("courses", "0033_module_guides")]

    operations = [
        migrations.AddField(
            model_name="raised",
            name="seen_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
