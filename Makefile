# Everything a developer needs, in five words: demo, test, bench, accuracy, docs.

SHARED ?= ../shared
PYTHON ?= python3
ISNAD = $(or $(CARGO_TARGET_DIR),target)/release/isnad

# Articles of the demo: four incidents told three times each, then other sorts of articles, two of them without an incident.
DEMO = $(addprefix corpus/ar/articles/, $(addsuffix .json, \
	sahel-01 sahel-02 sahel-03 sahel-04 sahel-05 sahel-06 mashriq-01 mashriq-02 mashriq-03 horn-01 horn-02 horn-03 \
	sahel-11 sahel-15 sahel-16 sahel-21 mashriq-13 mashriq-22 horn-10 horn-18))

DEMO_RECORD = $(or $(CARGO_TARGET_DIR),target)/demo.db

.PHONY: demo test bench bench-serve accuracy docs web web-test web-shots

demo:
	cargo build --release -p isnad
	@# exit code 1: some article had a fault, told above the table
	@$(ISNAD) extract --format table $(DEMO) || [ $$? -eq 1 ]
	@echo
	@$(ISNAD) ingest $(DEMO) --record $(DEMO_RECORD) || [ $$? -eq 1 ]
	@echo
	@echo "Where to look next:"
	@echo "  how one article was read     $(ISNAD) explain corpus/ar/articles/sahel-01.json"
	@echo "  every value with its source  $(ISNAD) extract --format jsonl corpus/ar/articles"
	@echo "  your own articles            $(ISNAD) extract FILES, FOLDERS or -   (JSONL, JSON, txt, md)"
	@echo "  the language packs           $(ISNAD) language check"
	@echo "  the events they tell         $(ISNAD) events --record $(DEMO_RECORD)"
	@echo "  what the columns mean        README.md, docs/codebook.md"
	@echo "  the page                     $(ISNAD) serve --record $(DEMO_RECORD)   (after \`make web demo\`)"

test: export ISNAD_KILLS ?= 200
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
	cargo bench -p isnad-export --bench exports
	cargo bench -p isnad-reconcile --bench curve

# A record of 100,000 reports, served; ISNAD_BENCH_REPORTS sets another size.
bench-serve:
	cargo bench -p isnad --bench serve

# The scorer of the project; the reference scorer, where it lies beside the checkout, gives the same figures (a test compares).
accuracy:
	cargo build --release -p isnad -p isnad-score
	@out=$$(mktemp -d) && trap 'rm -rf "$$out"' EXIT; \
	if [ -f $(SHARED)/tools/score.py ]; then score="$(PYTHON) $(SHARED)/tools/score.py"; else score=$(ISNAD)-score; fi; \
	for set in $(SHARED)/dev $(SHARED)/dev-french corpus/*; do \
		if [ ! -d $$set/articles ] || [ ! -d $$set/gold ]; then \
			case $$set in corpus/*.*) ;; *) echo "skipped: $$set (no articles or no gold)";; esac; continue; fi; \
		echo "== $$set"; \
		$(ISNAD) extract --format jsonl --output $$out/pred.jsonl $$set/articles || [ $$? -eq 1 ] || exit 1; \
		$$score --gold $$set/gold --pred $$out/pred.jsonl || exit 1; \
	done

# Output that documents quote, made anew.
docs:
	cargo build --release -p isnad -p isnad-score
	$(PYTHON) tools/refresh_docs.py --bin $(dir $(ISNAD))
	ISNAD_UPDATE_DOCS=1 cargo test -p isnad-extract --test constructions

# The page, into web/dist; `isnad serve` carries it when built after this.
web: web/node_modules/.package-lock.json
	cd web && npm run build

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --no-audit --no-fund

# Skipped plainly without npm or its packages; the browser tests skip themselves without a Chromium.
web-test:
	@if ! command -v npm >/dev/null 2>&1; then echo "skipped: tests of the page (no npm)"; \
	elif ! $(MAKE) --no-print-directory web/node_modules/.package-lock.json; then echo "skipped: tests of the page (its packages cannot be had)"; \
	else cd web && npm run check && npm test && npm run build && npm run test:browser; fi

web-shots: web
	cd web && npm run shots
