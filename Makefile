# Everything that is done with Tieline. `make demo` and `make test` need the Rust toolchain alone.
CARGO ?= cargo

# Tools that `check` and `mutants` need and the toolchain has not; they are built once, into target/.
TOOLS := target/tools/bin

.PHONY: app test-app dist dist-files dist-extras test-dist demo test test-office check check-page test-page screenshots deny mutants kills draws fuzz sbom bench network install

# Builds Tieline and runs its main job on two months of an invented network.
demo:
	@$(CARGO) build --release --locked
	@rm -rf target/demo
	@mkdir -p target/demo
	@target/release/tieline audit --no-book fixtures/demo/2026-09 fixtures/demo/address-book.vcf \
		--as-of 2026-10-01 --region SE --out target/demo/2026-10-01 --quiet
	@target/release/tieline audit --no-book fixtures/demo/2026-10 fixtures/demo/address-book.vcf fixtures/demo/undelivered.mbox \
		--as-of 2026-11-01 --region SE --out target/demo/2026-11-01
	@echo
	@echo "A month later: tieline diff target/demo/2026-10-01 target/demo/2026-11-01"
	@echo
	@target/release/tieline diff target/demo/2026-10-01 target/demo/2026-11-01

# Whatever is drawn is drawn alike in each run, so that a failure is the change's; `draws` draws otherwise.
test:
	PROPTEST_RNG_SEED=20261130 $(CARGO) test --locked

# The workbook in LibreOffice: opened, decided in, saved as a workbook and as CSV, and taken back. It says what is missing.
test-office:
	$(CARGO) build --locked
	tests/office/run.sh target/debug/tieline

check: deny
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --no-deps --document-private-items

# The page's script: checked for types, and the page driven in a real browser (Debian: apt-get install nodejs npm chromium). What npm brings
# is pinned here and lies in target/.
PAGE := target/tools/page
PAGE_TOOLS := typescript@7.0.2 playwright-core@1.65.1 axe-core@4.14.1
check-page: $(PAGE)/ready
	$(PAGE)/node_modules/.bin/tsc -p tests/page/tsconfig.json
	$(PAGE)/node_modules/.bin/tsc -p tests/page/worker.json
test-page: $(PAGE)/ready
	$(CARGO) build --locked
	node --test --test-reporter=spec tests/page/test.mjs
# The pictures of the page in docs/, from the demo network.
screenshots: $(PAGE)/ready
	$(CARGO) build --locked
	node tests/page/screenshots.mjs
$(PAGE)/ready: Makefile
	@command -v npm >/dev/null || { echo "npm is missing: apt-get install nodejs npm"; exit 1; }
	@mkdir -p $(PAGE)
	npm install --no-save --no-audit --no-fund --loglevel=error --prefix $(PAGE) $(PAGE_TOOLS)
	@touch $@

# The page that reads files itself, in one file: the core as WebAssembly, and all that it needs. It opens from the disk.
WASM := wasm32-unknown-unknown
app:
	@rustup target list --installed 2>/dev/null | grep -qx $(WASM) || rustup target add $(WASM)
	RUSTFLAGS='--cfg getrandom_backend="wasm_js"' $(CARGO) build --locked -p tieline-app --target $(WASM) --profile app
	$(CARGO) run --locked --release -p tieline-assemble -- target/$(WASM)/app/tieline_app.wasm target/tieline.html

# The page that reads files itself, in a browser: what it says is what the program says, and nothing leaves it. BIG=1 gives it a mailbox
# of two gigabytes too.
test-app: $(PAGE)/ready app
	$(CARGO) build --locked
	node --test --test-reporter=spec tests/page/app.mjs

# What is handed out, in target/dist-files: the program for Linux (static) and for Windows, each with completions and licences, the page, a
# list of what is linked in (SBOM), a package for Debian, checksums. Debian: apt-get install musl-tools gcc-mingw-w64-x86-64 zip.
# DIST_PROFILE=dev builds the programs in a fifth of the time, to try the recipe; DIST_FOR names the targets.
LINUX := x86_64-unknown-linux-musl
WINDOWS := x86_64-pc-windows-gnu
DIST_FOR ?= $(LINUX) $(WINDOWS)
DIST_PROFILE ?= dist
DIST := target/dist-files
EXTRAS := target/dist-extras
# Where cargo puts the program for a target.
BUILT = target/$(1)/$(patsubst dev,debug,$(DIST_PROFILE))/tieline$(if $(findstring windows,$(1)),.exe)
dist: app dist-files
# All of it but the page, which is there already.
dist-files:
	@for tool in $(if $(filter $(LINUX),$(DIST_FOR)),musl-gcc) $(if $(filter $(WINDOWS),$(DIST_FOR)),x86_64-w64-mingw32-gcc zip); do \
		command -v $$tool >/dev/null \
		|| { echo "$$tool is missing: apt-get install musl-tools gcc-mingw-w64-x86-64 zip"; exit 1; }; done
	rm -rf $(DIST)
	$(MAKE) $(DIST_FOR:=.program)
	$(MAKE) dist-extras EXTRAS_BY=$(if $(filter $(LINUX),$(DIST_FOR)),$(call BUILT,$(LINUX)),target/debug/tieline)
	$(foreach one,$(DIST_FOR),app/dist/pack.sh $(one) $(call BUILT,$(one)) $(EXTRAS) $(DIST) &&) true
	@command -v dpkg-deb >/dev/null || echo "no package for Debian: dpkg-deb is missing"
	! command -v dpkg-deb >/dev/null || [ ! -e $(call BUILT,$(LINUX)) ] || app/dist/deb.sh $(call BUILT,$(LINUX)) $(EXTRAS) $(DIST)
	cp target/tieline.html $(LINKED)/* $(DIST)
	cd $(DIST) && sha256sum * > SHA256SUMS

# The program for one kind of machine.
%.program:
	@rustup target list --installed 2>/dev/null | grep -qx $* || rustup target add $*
	$(CARGO) build --locked --profile $(DIST_PROFILE) --target $*

# What goes with a program: completions, pages for man, and the licences of all that is linked in.
EXTRAS_BY ?= target/release/tieline
dist-extras: sbom
	rm -rf $(EXTRAS) && mkdir -p $(EXTRAS)/completions
	for shell in bash zsh fish powershell; do $(EXTRAS_BY) completions $$shell > $(EXTRAS)/completions/tieline.$$shell || exit 1; done
	$(EXTRAS_BY) man --out $(EXTRAS)/man
	cp $(LINKED)/LICENCES.txt $(EXTRAS)

# What was made by `dist`, tried: the archives, the program for Linux, and under Wine the one for Windows.
test-dist:
	$(CARGO) build --locked
	tests/dist/files.sh $(DIST) target/debug/tieline $(DIST_FOR)
	$(if $(filter $(WINDOWS),$(DIST_FOR)),tests/dist/windows.sh $(DIST) target/debug/tieline)

# Licences, sources and duplicates of what is linked in (deny.toml); known vulnerabilities where their database can be fetched.
deny: $(TOOLS)/cargo-deny
	$(TOOLS)/cargo-deny --log-level error check licenses bans sources
	@$(TOOLS)/cargo-deny --log-level off check advisories \
		|| { $(TOOLS)/cargo-deny --log-level error fetch db >/dev/null 2>&1 && exit 1 \
		|| echo "advisories: not checked, the database cannot be reached from here"; }

# Changes what the branch has changed, one place at a time, and runs the tests of the library: a mutant that survives is a line
# that no test holds.
BASE ?= main
mutants: $(TOOLS)/cargo-mutants
	@git diff $(BASE) -- src > target/mutants.diff
	$(TOOLS)/cargo-mutants mutants --in-diff target/mutants.diff --output target --test-tool cargo $(MUTANTS)

$(TOOLS)/cargo-deny:
	$(CARGO) install cargo-deny --locked --root target/tools
$(TOOLS)/cargo-mutants:
	$(CARGO) install cargo-mutants --locked --root target/tools

# Kills each command at 200 drawn moments; `make test` does so at 20.
kills:
	TIELINE_KILLS=200 $(CARGO) test --locked --test it -- killed::

# The tests of laws with other numbers, and many more of them.
draws:
	PROPTEST_CASES=2000 TIELINE_DRAWS=20 TIELINE_SEED=$${SEED:-$$(date +%s%N)} $(CARGO) test --locked

# Fuzzes each target for a minute on the nightly toolchain, from the fixtures as seeds: SECONDS_EACH=60, FUZZED="vcards mail".
# Tieline has no unsafe code, so that no sanitizer is needed; sums that overflow are found.
SECONDS_EACH ?= 60
FUZZED ?= $(patsubst fuzz/targets/%.rs,%,$(wildcard fuzz/targets/*.rs))
fuzz: $(TOOLS)/cargo-fuzz
	fuzz/seed.sh
	@for target in $(FUZZED); do PATH="$(CURDIR)/$(TOOLS):$$PATH" RAYON_NUM_THREADS=1 $(CARGO) +nightly fuzz run -s none $$target -- \
		-max_total_time=$(SECONDS_EACH) -timeout=20 -rss_limit_mb=4096 -max_len=49152 \
		$$(test ! -e fuzz/words/$$target.dict || echo -dict=fuzz/words/$$target.dict) || exit 1; done
$(TOOLS)/cargo-fuzz:
	$(CARGO) install cargo-fuzz --locked --root target/tools

# What is linked in, as a CycloneDX list (SBOM), and the licences of all of it.
LINKED := target/linked
sbom:
	$(CARGO) run --locked --release -p tieline-assemble -- --linked $(LINKED)

bench:
	$(CARGO) bench --locked

# How well it is told who is who, and how well the questions are put: three invented networks drawn and measured (Python 3 alone is needed). SEEDS="11 12 13".
SEEDS ?= 11 12 13
network:
	$(CARGO) build --release --locked
	@for seed in $(SEEDS); do \
		python3 -B tests/network/generate.py --seed $$seed --people 2000 target/network/$$seed \
		&& python3 -B tests/network/measure.py target/release/tieline target/network/$$seed || exit 1; done

# The program, what completes its words in bash, zsh and fish, and its pages for man, where these are looked for.
SHARE ?= $(HOME)/.local/share
INSTALLED = $(or $(CARGO_INSTALL_ROOT),$(CARGO_HOME),$(HOME)/.cargo)/bin/tieline
install:
	$(CARGO) install --locked --profile dist --path .
	@install -d $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d $(SHARE)/man/man1
	@$(INSTALLED) completions bash > $(SHARE)/bash-completion/completions/tieline
	@$(INSTALLED) completions zsh > $(SHARE)/zsh/site-functions/_tieline
	@$(INSTALLED) completions fish > $(SHARE)/fish/vendor_completions.d/tieline.fish
	@rm -rf target/man1
	@$(INSTALLED) man --out target/man1
	@install -m 644 target/man1/*.1 $(SHARE)/man/man1
	@echo "tieline is installed. Zsh finds the completions if \$$fpath names $(SHARE)/zsh/site-functions."
