# make demo   start the terminal with simulated hardware
# make test   everything that must hold
.PHONY: setup demo tour access test words lint bench soak fuzz contract matrix chaos fleet gallery clean
# Every process a test starts would compile its modules anew.
export PYTHONDONTWRITEBYTECODE :=
BIN := .venv/bin
# What stands still is red in the end, too.
PYTEST := timeout --kill-after 30 1500 $(BIN)/pytest -q

setup:
	@./setup.sh

demo: setup
	@exec $(BIN)/python -m simulators.demo

tour: setup
	$(BIN)/python -m simulators.tour

# every journey with the keypad only, and by ear only; JOURNEY=apply for one
access: setup
	$(BIN)/python -m simulators.tour.access $(if $(JOURNEY),--journey $(JOURNEY))

words: setup
	$(BIN)/python -m tests.words

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	@./setup.sh tests
	xvfb-run -a -s '-screen 0 1920x1920x24' $(PYTEST) -n 2 --dist loadfile --max-worker-restart 0 \
		tests/screens
	# The rest mostly waits for wires: three at once, each file in one process. One that dies is
	# not begun again: its file would be, for ever.
	$(PYTEST) -n 3 --dist loadfile --max-worker-restart 0 --ignore tests/screens
	$(BIN)/python -m simulators.tour --only portrait
	$(BIN)/python -m simulators.tour.access --journey guide
	$(BIN)/python -m tests.soak --sessions 24 --warm 16

# LOOK=portrait-elder ONLY=home draws a part
gallery: setup
	xvfb-run -a -s '-screen 0 1920x1920x24' $(BIN)/python -m tests.gallery \
		$(if $(LOOK),--look $(LOOK)) $(if $(ONLY),--only $(ONLY))

bench: setup
	$(BIN)/python -m tests.bench

soak: setup
	$(BIN)/python -m tests.soak

fuzz: setup
	$(BIN)/python -m tests.fuzz

contract: setup
	$(BIN)/python tests/simulators/backend/contract_run.py

matrix: setup
	$(BIN)/python -m tests.matrix
	$(BIN)/python -m simulators.tour --strike kill --only portrait --out build/tour-kill
	$(BIN)/python -m simulators.tour --strike stop --only landscape --out build/tour-stop

# SEED=n runs the same storm again
chaos: setup
	$(BIN)/python -m tests.chaos $(if $(SEED),--seed $(SEED))

fleet: setup
	$(BIN)/python -m tests.fleet $(if $(SEED),--seed $(SEED))

clean:
	rm -rf .venv build var
