# Every target sets itself up; `make run` and `make test` are the two to know.
PYTHON ?= python3
VENV := .venv/bin/python

.PHONY: run test test-fast bench load shots chaos drills populate messages lock check clean

run:
	@$(PYTHON) scripts/bootstrap.py requirements.txt
	@exec $(VENV) scripts/run.py

test:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@exec $(VENV) scripts/test.py $(STEPS)

check:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@exec $(VENV) scripts/test.py lint types imports migrations templates

test-fast:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@exec $(VENV) -m pytest -n 2 -q -m "not browser and not postgres and not redis and not chaos"

bench:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@exec $(VENV) -m tests.bench

load:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@exec $(VENV) -m tests.bench.load $(LOAD)

KILLS ?= 20

# KILLS=200 MODE=scaled|embedded SEED=n; without MODE both, without SEED one is drawn.
drills:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@exec $(VENV) -m tests.faults.drills $(DRILLS)

chaos:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@exec $(VENV) -m tests.chaos --kills $(KILLS) $(if $(MODE),--mode $(MODE)) $(if $(SEED),--seed $(SEED))

shots:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@exec $(VENV) -m tests.e2e.shots

messages:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@exec $(VENV) scripts/messages.py

lock:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt
	@$(VENV) -m pip install -q uv
	@for name in requirements requirements-dev; do \
	  $(VENV) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header -o $$name.txt $$name.in; done
