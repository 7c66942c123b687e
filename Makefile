# Everything that is done with Tieline. `make demo` and `make test` need the Rust toolchain alone.
CARGO ?= cargo

.PHONY: demo test check bench install

# Builds Tieline and runs its main job on two months of an invented network.
demo:
	@$(CARGO) build --release --locked
	@rm -rf target/demo
	@mkdir -p target/demo
	@target/release/tieline audit --no-book fixtures/demo/2026-09 fixtures/demo/address-book.vcf \
		--as-of 2026-10-01 --region SE --out target/demo/2026-10-01 --quiet
	@target/release/tieline audit --no-book fixtures/demo/2026-10 fixtures/demo/address-book.vcf \
		--as-of 2026-11-01 --region SE --out target/demo/2026-11-01
	@echo
	@echo "A month later: tieline diff target/demo/2026-10-01 target/demo/2026-11-01"
	@echo
	@target/release/tieline diff target/demo/2026-10-01 target/demo/2026-11-01

test:
	$(CARGO) test --locked

check:
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --no-deps --document-private-items

bench:
	$(CARGO) bench --locked

install:
	$(CARGO) install --locked --path .
