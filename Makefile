# Everything a developer needs, in five words: demo, test, bench, accuracy, docs; pgo, a faster build; and the page: web, web-test, web-shots, bench-serve, serve-contract.

SHARED ?= ../shared
PYTHON ?= python3
TARGET = $(or $(CARGO_TARGET_DIR),target)
ISNAD = $(TARGET)/release/isnad

# Articles of the demo: four incidents told three times each, then other sorts of articles, two of them without an incident.
DEMO = $(addprefix corpus/ar/articles/, $(addsuffix .json, \
	sahel-01 sahel-02 sahel-03 sahel-04 sahel-05 sahel-06 mashriq-01 mashriq-02 mashriq-03 horn-01 horn-02 horn-03 \
	sahel-11 sahel-15 sahel-16 sahel-21 mashriq-13 mashriq-22 horn-10 horn-18))

DEMO_RECORD = $(TARGET)/demo.db

.PHONY: demo demo-articles test bench pgo bench-pgo bench-serve serve-contract accuracy docs web web-ready web-test web-shots

demo:
	@$(MAKE) --no-print-directory web-ready
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
	@if [ -f web/dist/index.html ]; then echo "  the page                     $(ISNAD) serve --record $(DEMO_RECORD)   (then open http://127.0.0.1:8017/)"; \
	else echo "  the page                     install Node 20, then \`make demo\` again; without it: $(ISNAD) serve --record $(DEMO_RECORD)"; fi

# The articles of the demo, for those who make a record of their own.
demo-articles:
	@echo $(DEMO)

test: export ISNAD_KILLS ?= 200
test:
	@$(MAKE) --no-print-directory web-ready
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	@if cargo nextest --version >/dev/null 2>&1; then \
		echo "cargo nextest run --workspace" && cargo nextest run --workspace && cargo test --workspace --doc; \
	else \
		echo "cargo test --workspace" && cargo test --workspace; \
	fi
	cargo run --quiet -p isnad -- language check languages
	@$(MAKE) --no-print-directory web-test serve-contract

bench:
	PYTHON=$(PYTHON) ISNAD_BENCH_TEXT=$(SHARED)/text cargo bench -p isnad --bench throughput
	cargo bench -p isnad-export --bench exports
	cargo bench -p isnad-reconcile --bench curve
	cargo bench -p isnad-store --bench add
	cargo bench -p isnad --bench export

# The program guided by a profile of its own run over the corpus; needs `rustup component add llvm-tools` once.
pgo:
	tools/pgo.sh $(TARGET)/pgo

bench-pgo:
	PYTHON=$(PYTHON) ISNAD_BENCH_TEXT=$(SHARED)/text tools/pgo.sh $(TARGET)/pgo bench

# A record of over 100,000 events and 300,000 claims, served by the program as a process of its own, read by oha or wrk where one is
# installed, and the page's first paint where there is a browser;
# ISNAD_BENCH_EVENTS sets another size. The record is filled once, which takes minutes, and kept beside the program.
bench-serve:
	@$(MAKE) --no-print-directory web-ready
	cargo bench -p isnad --bench serve
	@if [ -d web/node_modules ]; then cd web && ISNAD=$(abspath $(ISNAD)) node tests/browser/paint.mjs; else echo "skipped: first paint (the page's packages are not there)"; fi

# schemathesis against the program on the demo's record; SEED and EXAMPLES vary it.
serve-contract:
	@cargo build --quiet -p isnad
	@PYTHON="$(PYTHON)" tools/serve_contract.sh $(abspath $(TARGET))/debug/isnad $(abspath $(TARGET))/contract $(abspath $(DEMO))

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
web: web/dist/index.html

PAGE = web/index.html web/vite.config.ts web/svelte.config.js $(shell find web/src web/public -type f)

web/dist/index.html: web/node_modules/.package-lock.json $(PAGE)
	cd web && npm run build
	@touch $@

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --no-audit --no-fund

# The page where it can be built, else plainly not: the program then says how to build it.
web-ready:
	@if ! command -v npm >/dev/null 2>&1 || ! node -e 'process.exit(+(process.versions.node.split(".")[0] < 20))'; then \
		echo "skipped: the page (no Node 20 with npm)"; \
	elif ! $(MAKE) --no-print-directory web/node_modules/.package-lock.json; then echo "skipped: the page (its packages cannot be had)"; \
	else $(MAKE) --no-print-directory web; fi

# After the program was built. Skipped plainly without npm or the page's packages; the browser tests skip themselves without a Chromium.
web-test:
	@if [ ! -d web/node_modules ] || [ ! -f web/dist/index.html ]; then echo "skipped: tests of the page (it is not built: make web)"; \
	else tools/chromium.sh && cd web && npm run check && npm test && npm run test:browser; fi

web-shots: web
	cargo build --release -p isnad
	cd web && ISNAD=$(abspath $(ISNAD)) npm run shots
