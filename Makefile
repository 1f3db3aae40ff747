# make run and make test do all the set-up; they need Python 3.11 or newer, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help run demo test check format bench bench-canvas screenshots sitting gold-sitting desk-sitting board-sitting translations clean

help:
	@echo "make run          the program on annotations.db here (without a display: make demo)"
	@echo "make test         all tests"
	@echo "make check        format, lint, types, import rules"
	@echo "make bench        the figures of the budgets"
	@echo "make screenshots  the pictures in docs/, drawn anew"
	@echo "make sitting      a sitting with real keys and mouse on a virtual display"
	@echo "make gold-sitting the same from suggestions to a gold, with keys alone, counted"
	@echo "make desk-sitting adjudicating two annotations of ../shared with real keys on a virtual display"
	@echo "make board-sitting sharing work out and measuring it, board and report, with real keys"
	@echo "make translations the words extracted and compiled"

$(VENV)/.made: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Jinbiao needs Python 3.11 or newer; set PYTHON=… to choose one"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --editable '.[fonts]'
	@touch $@

$(VENV)/.made-dev: $(VENV)/.made
	$(INSTALL) --editable '.[dev]'
	@touch $@

run: $(VENV)/.made
	@.ci/qt-packages $(BIN)/python
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then exec $(BIN)/jinbiao; \
	else echo "There is no display here: the window is drawn into run/window.png instead."; \
	exec $(BIN)/jinbiao demo run; fi

demo: $(VENV)/.made
	@.ci/qt-packages $(BIN)/python
	$(BIN)/jinbiao demo run

test: $(VENV)/.made-dev
	@.ci/qt-packages $(BIN)/python
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

check: $(VENV)/.made-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_imports.py

format: $(VENV)/.made-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.made-dev
	@.ci/qt-packages $(BIN)/python
	@for each in start stalls store formats suggest learning canvas review desk find labels sweep; do \
		echo "== $$each"; QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.bench_$$each || exit 1; done

bench-canvas: $(VENV)/.made-dev
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.bench_canvas

screenshots: $(VENV)/.made-dev
	@.ci/qt-packages $(BIN)/python
	QT_QPA_PLATFORM=offscreen $(BIN)/python docs/make_screenshots.py

sitting: $(VENV)/.made-dev
	@.ci/qt-packages $(BIN)/python
	$(BIN)/python tests/display/sitting.py

gold-sitting: $(VENV)/.made-dev
	@.ci/qt-packages $(BIN)/python
	$(BIN)/python tests/display/gold_sitting.py

desk-sitting: $(VENV)/.made-dev
	@.ci/qt-packages $(BIN)/python
	$(BIN)/python tests/display/desk_sitting.py

board-sitting: $(VENV)/.made-dev
	@.ci/qt-packages $(BIN)/python
	$(BIN)/python tests/display/board_sitting.py

translations: $(VENV)/.made-dev
	$(BIN)/python gui/i18n/compile.py

clean:
	rm -rf $(VENV) run build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
