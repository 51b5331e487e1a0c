from django.db import migrations


def name_kinds(apps, schema_editor):
    """Until now only an outage said what it was. Apart from the columns of attempts, so that no
    attempt is locked meanwhile."""
    extensions = apps.get_model("courses", "Extension").objects
    extensions.filter(outage__isnull=False).update(kind="outage")


class Migration(migrations.Migration):
    dependencies = [("courses", "0024_breaks")]

    operations = [migrations.RunPython(name_kinds, migrations.RunPython.noop)]
