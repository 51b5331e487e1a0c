from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0005_mended_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='spellings',
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
    ]
