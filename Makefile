# Two commands set everything up on a fresh machine: make demo, make test.
SHELL := /bin/bash
export UV_PYTHON_DOWNLOADS := never
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := .venv/bin/python

.PHONY: demo test check bench shots clean

demo: .venv/.ready
	@$(RUN) -m examples.demo

test: .venv/.ready
	@$(RUN) -m pytest

check: .venv/.ready
	.venv/bin/ruff format --check src tests bench training examples
	.venv/bin/ruff check src tests bench training examples
	.venv/bin/mypy
	$(RUN) -m pytest

bench: .venv/.ready
	$(RUN) -m bench.run

shots: .venv/.ready
	@$(RUN) -m examples.shots

.tools/bin/uv:
	python3 -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv

.venv/.ready: pyproject.toml uv.lock $(filter .tools/bin/uv,$(UV))
	$(UV) sync --frozen --quiet
	@touch $@

clean:
	rm -rf .venv .tools out
