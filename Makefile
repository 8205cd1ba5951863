# kimage: everything a person or a machine does with the project. `make help` lists it.
SWIFT ?= swift
PREFIX ?= /usr/local
BOOTS ?= all
RELEASE_FLAGS = -c release --static-swift-stdlib --product kimage
# Debug and release builds keep their own folders, so that one does not undo the other.
RELEASE_DIR = .build-release

.PHONY: help deps build release test test-boot demo lint format golden bench fuzz install clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

deps: ## install what building, testing and the demo need (says what and why)
	@scripts/deps

build: ## debug build
	$(SWIFT) build

release: deps ## optimised build: .build-release/release/kimage
	$(SWIFT) build $(RELEASE_FLAGS) --scratch-path $(RELEASE_DIR)

test: deps ## all tests but the long boots
	@scripts/test

test-boot: deps ## boots in QEMU (BOOTS=short for the set that CI runs)
	@BOOTS=$(BOOTS) scripts/test-boot

demo: release ## build an image of every system, boot each, compare them in one table
	@scripts/demo

lint: ## style, as CI checks it
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks
	shellcheck $$(find scripts Benchmarks -type f -perm -u+x) .ci/run overlays/common/usr/local/bin/ram-use

format: ## write the style
	$(SWIFT) format -i -r Package.swift Sources Tests Benchmarks

golden: ## write the golden files anew; look at the difference
	KIMAGE_UPDATE_GOLDEN=1 $(SWIFT) test

bench: release ## figures against peers, in one run
	Benchmarks/run.sh

fuzz: ## feed the archive reader mutated input for FUZZ_SECONDS (60)
	scripts/fuzz

install: release ## install kimage to $(PREFIX)/bin
	install -D -m 0755 $(RELEASE_DIR)/release/kimage $(DESTDIR)$(PREFIX)/bin/kimage

clean: ## remove what was built
	rm -rf .build .build-release .build-fuzz out
