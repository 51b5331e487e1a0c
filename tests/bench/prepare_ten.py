"""Run inside the measured site: `python -m tests.bench.prepare_ten COUNT NAME`.

Prints one JSON document: {"cookies": [one each person], "answers": [[slot, right value]], "path"}.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from tests.bench.people import COURSE, TEN, quiz_of_ten, right_answers, takers

count, name = int(sys.argv[1]), sys.argv[2]
document = {
    "answers": right_answers(quiz_of_ten()),
    "cookies": takers(count, name=name),
    "path": f"/quizzes/{COURSE}/quiz/{TEN}/",
}
json.dump(document, sys.stdout)
