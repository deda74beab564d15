# Everything a developer needs, in four words: demo, test, bench, accuracy.

SHARED ?= ../shared
PYTHON ?= python3
ISNAD = $(or $(CARGO_TARGET_DIR),target)/release/isnad

.PHONY: demo test bench accuracy

demo:
	cargo build --release -p isnad
	@# exit code 1: some article had a fault, told above the table
	@$(ISNAD) extract --format table corpus/ar/articles/*.json || [ $$? -eq 1 ]
	@echo
	@echo "Where to look next:"
	@echo "  how one article was read     $(ISNAD) explain corpus/ar/articles/<one>.json"
	@echo "  every value with its source  $(ISNAD) extract --format jsonl corpus/ar/articles"
	@echo "  your own articles            $(ISNAD) extract FILES, FOLDERS or -   (JSONL, JSON, txt, md)"
	@echo "  the language packs           $(ISNAD) language check"

test:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	@if cargo nextest --version >/dev/null 2>&1; then \
		echo "cargo nextest run --workspace" && cargo nextest run --workspace && cargo test --workspace --doc; \
	else \
		echo "cargo test --workspace" && cargo test --workspace; \
	fi
	cargo run --quiet -p isnad -- language check languages

bench:
	PYTHON=$(PYTHON) ISNAD_BENCH_TEXT=$(SHARED)/text cargo bench -p isnad --bench throughput

accuracy:
	cargo build --release -p isnad
	@if [ ! -f $(SHARED)/tools/score.py ]; then echo "skipped: no scorer at $(SHARED)/tools/score.py"; exit 0; fi; \
	out=$$(mktemp -d) && trap 'rm -rf "$$out"' EXIT; \
	for set in $(SHARED)/dev $(SHARED)/dev-french corpus/*; do \
		if [ ! -d $$set/articles ] || [ ! -d $$set/gold ]; then echo "skipped: $$set (no articles or no gold)"; continue; fi; \
		echo "== $$set"; \
		$(ISNAD) extract --format jsonl --output $$out/pred.jsonl $$set/articles || [ $$? -eq 1 ] || exit 1; \
		$(PYTHON) $(SHARED)/tools/score.py --gold $$set/gold --pred $$out/pred.jsonl || exit 1; \
	done
