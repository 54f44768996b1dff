# `make` prints what can be done. Nothing here needs the network but apt-get, npm ci and go mod download.
SHELL         := bash
.SHELLFLAGS   := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS     += --no-builtin-rules

VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
GO_BUILD := CGO_ENABLED=0 go build -trimpath
UI       := internal/platform/ui
STAMPS   := .cache
CASES    ?= 100000

# What a change of makes what stale. Generated files are left out: they would make their own sources look new.
TEMPLATES := $(shell find internal -name '*.templ' 2>/dev/null)
GO_FILES  := $(shell find cmd internal -name '*.go' ! -name '*_templ.go' ! -name '*_test.go' 2>/dev/null)
EMBEDDED  := $(shell find internal \( -name '*.sql' -o -name '*.json' -o -name '*.txt' \) ! -path '$(UI)/build/*' ! -path '$(UI)/dist/*' ! -path '*/testdata/*' 2>/dev/null)
SCRIPTS   := $(shell find $(UI)/js -name '*.ts' 2>/dev/null)
STYLES    := $(shell find $(UI)/css -name '*.css' 2>/dev/null)

PACKAGES := postgresql chromium fonts-noto-core fonts-noto-cjk strace dovecot-imapd dovecot-lmtpd postfix

.PHONY: help run test test-long check bench bench-mail bench-full bench-go build generate install install-test clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Install what is missing, build, and serve the demo organisation on http://127.0.0.1:8080
	bin/hearth demo --data data/demo --listen 127.0.0.1:8080

build: bin/hearth ## Build bin/hearth

generate: $(STAMPS)/templ $(UI)/dist/manifest.json ## Write the generated files: templates, styles, scripts, icons, fonts

test: ## Install what is missing (as root), then pass everything; HEARTH_SKIP=postgres,chromium,strace,mta leaves out by name
	@began=$$(date +%s); \
	$(MAKE) --no-print-directory install-test build; \
	go build -o $(STAMPS)/testsum ./tools/testsum; \
	exec $(STAMPS)/testsum -began $$began

test-long: ## As test with the whole counts (HEARTH_LONG=1), then 20 s of fuzzing for each parser, each transaction refused once, and the race detector; PART='faults|rights' for some parts alone
	@began=$$(date +%s); \
	$(MAKE) --no-print-directory install-test build; \
	go build -o $(STAMPS)/testsum ./tools/testsum; \
	exec $(STAMPS)/testsum -began $$began -long -part '$(PART)'

check: generate ## Before a commit: format, vet, staticcheck, architecture, and of what has changed the quick tests on SQLite, without those that try out the whole product
	@go build -o $(STAMPS)/testsum ./tools/testsum
	@exec $(STAMPS)/testsum -quick

bench: build ## Measure the served product with many cases (CASES=100000) on both databases, which are kept in .cache/bench: about ten minutes once they are filled
	go run ./tools/bench -cases $(CASES) -database sqlite -for 1s
	go run ./tools/bench -cases $(CASES) -database postgres -for 700ms -day 20s

bench-mail: build ## Measure mails that come in by IMAP, a backlog that goes out, and what a mail server that stalls holds up
	go test -run '^$$' -bench 'MailsFromIMAP|Backlog|MailStalls' -benchtime 1x ./internal/intake ./internal/platform/mail/backlog ./internal/app/stalltest

bench-full: build ## As bench, with 10,000 and 1,000,000 cases, and on SQLite thirty minutes of a desk at work: filling takes long, once
	go run ./tools/bench -cases 10000,1000000 -database sqlite -for 3s -day 30m
	go run ./tools/bench -cases 10000,1000000 -database postgres -for 3s -day 2m

bench-go: generate ## Run the Go benchmarks of the packages
	go test -run '^$$' -bench . -benchmem ./...

install: $(STAMPS)/npm $(STAMPS)/modules ## Fetch the dependencies of the build

# The servers are installed and not started: policy-rc.d forbids it while apt-get runs. Postfix gets no configuration, so that it is not this machine's mail server.
install-test: ## Fetch what the tests need besides: PostgreSQL, Chromium, fonts, strace, Dovecot, Postfix
	@missing=; skips=",$${HEARTH_SKIP:-},"; \
	if [[ $$skips != *,postgres,* ]] && ! command -v initdb >/dev/null && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then missing+=" postgresql"; fi; \
	if [[ $$skips != *,chromium,* ]] && ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then missing+=" chromium fonts-noto-core fonts-noto-cjk"; fi; \
	if [[ $$skips != *,strace,* ]] && ! command -v strace >/dev/null; then missing+=" strace"; fi; \
	if [[ $$skips != *,mta,* ]]; then \
		[[ -x /usr/lib/dovecot/imap ]] || missing+=" dovecot-imapd"; \
		[[ -x /usr/lib/dovecot/lmtp ]] || missing+=" dovecot-lmtpd"; \
		[[ -x /usr/sbin/postfix ]] || missing+=" postfix"; fi; \
	[[ -n $$missing ]] || exit 0; \
	if [[ $$(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then \
		echo "The tests need more than is installed. As root: apt-get install --no-install-recommends$$missing" >&2; \
		echo "Or leave it out by name: HEARTH_SKIP=postgres,chromium,strace,mta make test" >&2; exit 1; fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get update -qq; \
	if [[ $$missing == *postfix* ]]; then \
		other=$$(dpkg-query -W -f '$${db:Status-Abbrev} $${Package} $${Provides}\n' | awk '$$1 == "ii" && / mail-transport-agent/ { print $$2 }'); \
		if [[ -n $$other ]]; then \
			echo "Postfix would take the place of $$other, which is this machine's mail server. Leave it out by name: HEARTH_SKIP=mta make test" >&2; exit 1; fi; \
		echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections; fi; \
	if [[ ! -e /usr/sbin/policy-rc.d ]]; then \
		trap 'rm -f /usr/sbin/policy-rc.d' EXIT; \
		printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d; fi; \
	apt-get install -y -qq --no-install-recommends $$missing >/dev/null

clean: ## Remove what was built
	rm -rf bin $(STAMPS) $(UI)/build
	find $(UI)/dist -type f ! -name .gitkeep -delete
	find internal -name '*_templ.go' -delete

# --- what the targets above are made of ---

$(STAMPS):
	@mkdir -p $@

$(STAMPS)/npm: package-lock.json package.json | $(STAMPS)
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(STAMPS)/modules: go.sum | $(STAMPS)
	go mod download
	@touch $@

# A template that was removed leaves its generated file behind, which would still be compiled.
$(STAMPS)/templ: $(TEMPLATES) $(STAMPS)/modules | $(STAMPS)
	@find internal -name '*_templ.go' | while read -r f; do [[ -e $${f%_templ.go}.templ ]] || rm -v "$$f"; done
	go tool templ generate -path internal -log-level warn
	@touch $@

$(UI)/build/latin.woff2: tools/assets/fonts.mjs $(STAMPS)/npm
	node tools/assets/fonts.mjs

$(UI)/build/icons.json: tools/assets/icons.mjs $(TEMPLATES) $(GO_FILES) $(STAMPS)/npm
	node tools/assets/icons.mjs

$(UI)/build/app.css: $(STYLES) $(TEMPLATES) $(GO_FILES) $(STAMPS)/npm
	@mkdir -p $(UI)/build
	node_modules/.bin/tailwindcss -i $(UI)/css/app.css -o $@ --minify

$(UI)/dist/manifest.json: $(UI)/build/app.css $(UI)/build/icons.json $(UI)/build/latin.woff2 $(SCRIPTS) tools/assets/main.go $(STAMPS)/modules
	go run ./tools/assets

bin/hearth: $(GO_FILES) $(EMBEDDED) go.mod $(STAMPS)/templ $(UI)/dist/manifest.json
	@mkdir -p bin
	$(GO_BUILD) -ldflags "-s -w -X hearth/internal/cli.version=$(VERSION)" -o $@ ./cmd/hearth
