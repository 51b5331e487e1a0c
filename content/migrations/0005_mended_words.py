from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0004_report_terms'),
    ]

    operations = [
        migrations.AddField(
            model_name='passage',
            name='marks',
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='report',
            name='mended',
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
    ]
