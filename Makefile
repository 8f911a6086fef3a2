# Each target prepares .venv by itself; nothing else is needed than Python 3.11+, its venv module and make.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# What is compiled once is kept, whatever the surroundings say: hundreds of processes start in a test run.
unexport PYTHONDONTWRITEBYTECODE

UV_VERSION := 0.13.9
OLD_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(OLD_ENOUGH)' 2>/dev/null && echo $$p && break; done)

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install --root-user-action=ignore
COMPILE := .lock-venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --no-annotate

.PHONY: help setup demo test chaos faults fuzz lint bench mutants lock secrets bundle sbom clean
help:
	@echo 'make demo   – chạy thử trên máy này, không cần tài khoản nào (PORT=8080 FRAMEWORK=… ARGS=--fresh)'
	@echo 'make test   – chạy mọi kiểm thử'
	@echo 'make chaos  – giết tiến trình của bản chạy thử hàng trăm lần rồi kiểm tra không mất gì (KILLS=1000 DATABASE=postgres)'
	@echo 'make lint   – kiểm tra định dạng, kiểu và ranh giới giữa các gói'
	@echo 'make bench  – đo tốc độ'
	@echo 'make faults – các sự cố mất nhiều phút: mọi tiến trình của bản chạy thử lần lượt bị dừng, đóng băng'
	@echo 'make fuzz   – tìm dữ liệu làm hỏng chương trình (TARGET=numbers SECONDS=60; không có TARGET: tất cả)'
	@echo 'make mutants – làm hỏng từng chốt bảo vệ, kiểm thử phải phát hiện (ARGS="từ khoá")'
	@echo 'make setup  – chỉ chuẩn bị .venv'
	@echo 'make secrets – tạo mật khẩu và khoá cho docker-compose.yml trong secrets/'
	@echo 'make bundle – bộ cài cho máy chủ không có Internet (FOR="3.11 manylinux_2_28_x86_64 …")'
	@echo 'make sbom   – danh mục thành phần phần mềm (CycloneDX)'
	@echo 'make lock   – khoá lại phiên bản thư viện theo pyproject.toml'

setup: .venv/.dev

demo: .venv/.base
	@$(BIN)/dti demo $(if $(FRAMEWORK),--framework '$(FRAMEWORK)') $(if $(PORT),--port '$(PORT)') $(ARGS)

test: .venv/.dev
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

chaos: .venv/.dev
	@$(BIN)/python -m tests.faults.chaos $(if $(KILLS),--kills '$(KILLS)') $(if $(DATABASE),--database '$(DATABASE)') $(ARGS)

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.dev
	@$(BIN)/python -m benchmarks $(ARGS)

faults: .venv/.dev
	@$(BIN)/python -m pytest -m slow_faults $(ARGS)

fuzz: .venv/.fuzz
	@$(BIN)/python -m tests.fuzz $(or $(SECONDS),60) $(TARGET)

# Two stamps: the demo needs only what runs; tests and checks need the tools too.
.venv/.base: requirements/base.txt pyproject.toml
	@test -n '$(PYTHON)' || { echo 'Thiếu Python 3.11 trở lên. Trên Debian/Ubuntu: sudo apt install python3 python3-venv' >&2; exit 1; }
	@$(PYTHON) -c '$(OLD_ENOUGH)' || { echo 'Cần Python 3.11 trở lên; $(PYTHON) cũ hơn.' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo 'Thiếu python3-venv. Trên Debian/Ubuntu: sudo apt install python3-venv' >&2; exit 1; }
	@echo 'Đang chuẩn bị .venv (lần đầu có thể mất khoảng một phút)…'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	@touch $@

.venv/.dev: .venv/.base requirements/dev.txt
	@echo 'Đang cài công cụ kiểm thử…'
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.fuzz: .venv/.dev requirements/fuzz.txt
	@$(PIP) --require-hashes -r requirements/fuzz.txt
	@touch $@

# Breaks every guard in a copy of the tree, one after the other, and sees the test fail that is named for it.
mutants: .venv/.dev
	@$(BIN)/python -m tests.faults.mutants $(ARGS)

lock:
	@test -x .lock-venv/bin/uv || { $(PYTHON) -m venv .lock-venv && .lock-venv/bin/python -m pip -qq install uv==$(UV_VERSION); }
	$(COMPILE) --extra build -o requirements/base.txt pyproject.toml
	$(COMPILE) --extra build --extra dev -c requirements/base.txt -o requirements/dev.txt pyproject.toml
	$(COMPILE) --extra build --extra fuzz -c requirements/base.txt -o requirements/fuzz.txt pyproject.toml

secrets:
	@sh deploy/secrets.sh secrets

# For which servers: version of Python, then the platforms whose wheels it takes.
FOR ?= 3.11 manylinux_2_28_x86_64 manylinux_2_27_x86_64 manylinux_2_17_x86_64 manylinux2014_x86_64 manylinux_2_5_x86_64
bundle: .venv/.base
	@sh deploy/bundle.sh '$(BIN)/python -m pip --disable-pip-version-check -qq' build/dti-offline.tar $(FOR)

CYCLONEDX_VERSION := 7.5.0
sbom:
	@test -x .lock-venv/bin/cyclonedx-py || { $(PYTHON) -m venv .lock-venv && .lock-venv/bin/python -m pip -qq install cyclonedx-bom==$(CYCLONEDX_VERSION); }
	@mkdir -p build
	@.lock-venv/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o build/dti.cdx.json requirements/base.txt
	@echo build/dti.cdx.json

clean:
	rm -rf .venv .lock-venv build *.egg-info .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
