"""What 0029 made rows of goes; apart, for PostgreSQL alters no table whose checks still wait."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("courses", "0029_plan_steps")]

    operations = [migrations.RemoveField(model_name="importplan", name="history")]
