# SPDX-License-Identifier: MIT
VERSION := 0.1.0

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
# The sample site is shown on this day, so that it looks alive for ever.
SITE_DATE := 2025-11-20

PACKAGES := gio-2.0 gio-unix-2.0 yaml-0.1 lua5.4 icu-i18n icu-uc libcmark-gfm libxxhash libseccomp qrcodegen
# Evaluated once, and only where something is compiled: before `make site` has installed it, there is no
# pkg-config to ask.
pkg_cflags = $(eval pkg_cflags := $$(shell pkg-config --cflags $$(PACKAGES)))$(pkg_cflags)
pkg_libs = $(eval pkg_libs := $$(shell pkg-config --libs $$(PACKAGES)) -lcmark-gfm-extensions)$(pkg_libs)

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wno-format-nonliteral -Wpointer-arith \
	-Wwrite-strings -Wundef -Wvla -Wimplicit-fallthrough -Wno-missing-field-initializers \
	-Werror=implicit-function-declaration -Werror=int-conversion -Werror=incompatible-pointer-types
ifneq ($(filter true 1,$(CI) $(WERROR)),)
WARNINGS += -Werror
endif

ifeq ($(SANITIZE),1)
HARDENING := -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all
HARDENING_LINK := -fsanitize=address,undefined
else
HARDENING := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
HARDENING_LINK := -pie -Wl,-z,relro,-z,now
endif

compile = $(CC) -std=gnu17 -D_GNU_SOURCE -DG_LOG_DOMAIN='"broadside"' -DBROADSIDE_VERSION='"$(VERSION)"' \
	-Igenerator $(CPPFLAGS) $(pkg_cflags) $(HARDENING) $(CFLAGS)
link = $(CC) $(CFLAGS) $(HARDENING_LINK) $(LDFLAGS)

# Programs of their own, which the program starts: what they load, a plain build does not.
HELPERS := $(BUILD)/broadside-icon $(BUILD)/broadside-links $(BUILD)/broadside-word
HELPER_PACKAGES_icon := gio-unix-2.0 librsvg-2.0
HELPER_PACKAGES_links := libsoup-3.0
HELPER_PACKAGES_word := glib-2.0 icu-i18n libarchive libxml-2.0
# The typesetter is a module, for the same reason: generator/print/typesetter.c loads it.
MODULE := $(BUILD)/broadside-typeset.so
MODULE_SOURCES := $(sort $(filter-out %/paper.c,$(wildcard generator/typeset/*.c)))
MODULE_OBJECTS := $(MODULE_SOURCES:generator/%.c=$(BUILD)/obj/%.o)
MODULE_PACKAGES := harfbuzz-subset cairo-ft cairo-pdf cairo-svg fontconfig librsvg-2.0 lcms2 libpng libqpdf
module_cflags = $(eval module_cflags := $$(shell pkg-config --cflags $$(MODULE_PACKAGES)))$(module_cflags)
module_libs = $(eval module_libs := $$(shell pkg-config --libs $$(MODULE_PACKAGES)))$(module_libs)
# So is what reads and writes archives: generator/archive/package.c loads it.
PACKAGER := $(BUILD)/broadside-package.so
PACKAGER_OBJECTS := $(patsubst generator/%.c,$(BUILD)/obj/%.o,$(sort $(wildcard generator/package/*.c)))
# And photos: generator/darkroom/ loads it.
PHOTOS := $(BUILD)/broadside-photo.so
PHOTOS_PACKAGES := vips gmodule-no-export-2.0
PHOTOS_OBJECTS := $(patsubst generator/%.c,$(BUILD)/obj/%.o,$(sort $(wildcard generator/photo/*.c)))
# And the preview server: generator/cli/command-serve.c loads it.
SERVER := $(BUILD)/broadside-serve.so
SERVER_OBJECTS := $(patsubst generator/%.c,$(BUILD)/obj/%.o,$(sort $(wildcard generator/serve/*.c)))
SOURCES := $(sort $(shell find generator -name '*.c' -not -path 'generator/external/*' -not -path 'generator/typeset/*' \
	-not -path 'generator/package/*' -not -path 'generator/photo/*' -not -path 'generator/serve/*') generator/typeset/paper.c)
RESOURCES := $(sort $(shell find generator -name '*.gresource.xml'))
OBJECTS := $(SOURCES:generator/%.c=$(BUILD)/obj/%.o) $(RESOURCES:generator/%.xml=$(BUILD)/obj/%.o)
LIBRARY := $(filter-out $(BUILD)/obj/broadside.o,$(OBJECTS))
UNITS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/test-*.c)))
UNIT_HELPERS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%.o,$(filter-out tests/unit/test-%,$(wildcard tests/unit/*.c)))
UNIT_SHARED := $(patsubst tests/unit/%.c,$(BUILD)/tests/%.o,$(sort $(filter-out tests/unit/test-%.c,$(wildcard tests/unit/*.c))))
BENCH := $(addprefix $(BUILD)/bench/,floor measure)
SCRIPTS := $(sort $(wildcard tests/*.t tests/*/*.t tests/browser/test-*.mjs))

export LC_ALL := C.UTF-8
say = @printf '  %-5s %s\n'
Q := $(if $(V),,@)
prove = TZ=UTC LANGUAGE= BROADSIDE=$(abspath $(BUILD)/broadside) prove -j2 -Itests/lib

# The first commands that people type use all processors, unless they said how many.
all_processors = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
.PHONY: all site check units test bench bench-large bench-scale bench-archive bench-print bench-photos pictures screenshots figures expected install lint format po asan clean help FORCE

TRANSLATIONS := $(patsubst po/%.po,$(BUILD)/locale/%/LC_MESSAGES/broadside.mo,$(wildcard po/*.po))

all: $(BUILD)/broadside $(HELPERS) $(MODULE) $(PACKAGER) $(PHOTOS) $(SERVER) $(TRANSLATIONS) ## builds build/broadside (the default)

site: ## installs what is missing, builds, and makes the sample site in public/
	@tools/install-packages build
	@$(MAKE) --no-print-directory $(all_processors) all
	$(BUILD)/broadside build --date $(SITE_DATE)
	@echo "Open public/index.html: file://$(CURDIR)/public/index.html"

check: ## installs what the tests need, and runs every test
	@tools/install-packages build test
	@$(MAKE) --no-print-directory $(all_processors) test

test: all units build/cmark-gfm-spec.txt build/seeds/made build/browser/made # every test, with what is installed
	$(prove) $(UNITS) $(SCRIPTS) :: --tap

units: $(UNITS) # the programs of tests/unit

bench: ## prints what builds cost, cold and after edits, beside Hugo and Eleventy (docs/performance.md)
	@tools/install-packages build speed
	@$(MAKE) --no-print-directory $(all_processors) all $(BENCH)
	@TZ=UTC BENCH=$(BUILD)/bench BROADSIDE=$(abspath $(BUILD)/broadside) perl tests/bench/speed/run

bench-large: all $(BENCH) ## prints what 100,000 entries cost
	@TZ=UTC BENCH=$(BUILD)/bench BROADSIDE=$(abspath $(BUILD)/broadside) perl tests/bench/speed/run large

bench-scale: all ## prints what ten times the entries cost a naive theme
	@TZ=UTC BROADSIDE=$(abspath $(BUILD)/broadside) perl -Itests/lib tests/bench/scale

bench-archive: all ## prints what the record of a year costs: seconds, and memory at its peak
	@TZ=UTC BROADSIDE=$(abspath $(BUILD)/broadside) perl -Itests/lib tests/bench/archive

bench-print: ## prints what a poster costs, and what it costs a browser
	@tools/install-packages build test bench
	@$(MAKE) --no-print-directory $(all_processors) all
	@TZ=UTC BROADSIDE=$(abspath $(BUILD)/broadside) perl -Itests/lib tests/bench/print

bench-photos: ## prints what 500 photos cost, or COUNT=40, and what they cost sharp
	@tools/install-packages build test bench
	@$(MAKE) --no-print-directory $(all_processors) all $(BUILD)/bench/measure $(BUILD)/bench/photos-make
	@TZ=UTC BENCH=$(abspath $(BUILD))/bench BROADSIDE=$(abspath $(BUILD)/broadside) perl tests/bench/photos/run $(or $(COUNT),500)

pictures: all ## makes the sheets that README.md shows, in docs/pictures/
	@tools/install-packages build pictures
	@tools/make-pictures $(BUILD)/broadside $(SITE_DATE) docs/pictures

screenshots: ## pictures of every kind of page in build/screenshots/, or ONLY="home notices-year-one"
	@tools/install-packages build test
	@$(MAKE) --no-print-directory $(all_processors) all build/browser/made
	@BROADSIDE=$(abspath $(BUILD)/broadside) node tests/browser/screenshots.mjs build/screenshots

figures: ## prints what the main pages cost a slow telephone
	@tools/install-packages build test
	@$(MAKE) --no-print-directory $(all_processors) all build/browser/made
	@BROADSIDE=$(abspath $(BUILD)/broadside) node tests/browser/figures.mjs

expected: all $(BUILD)/tests/test-content-docs ## writes what the fixture sites, the examples and tables of the docs give as what they should: read the diff
	UPDATE=1 $(prove) tests/import.t tests/sites.t tests/messages.t tests/docs.t $(BUILD)/tests/test-content-docs :: --tap

install: all ## installs to $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/broadside $(DESTDIR)$(PREFIX)/share/doc/broadside
	install -m 755 $(BUILD)/broadside $(DESTDIR)$(PREFIX)/bin/broadside
	install -d $(DESTDIR)$(PREFIX)/libexec/broadside
	install -m 755 $(HELPERS) $(MODULE) $(PACKAGER) $(PHOTOS) $(SERVER) $(DESTDIR)$(PREFIX)/libexec/broadside/
	cp -R themes $(DESTDIR)$(PREFIX)/share/broadside/
	install -d $(DESTDIR)$(PREFIX)/share/locale
	cp -R $(BUILD)/locale/. $(DESTDIR)$(PREFIX)/share/locale/
	cp -R docs $(wildcard README.md README.zh-CN.md CHANGELOG.md) LICENSE $(DESTDIR)$(PREFIX)/share/doc/broadside/

lint: ## format, static analysis, and the rules of this project (tools/lint-*)
	@tools/install-packages build lint
	@tools/lint

format: ## formats every C file
	clang-format -i $$(find generator tests -name '*.[ch]')

po: ## brings po/*.po up to the messages of the program; new ones are left empty
	tools/translations update

asan: ## units and fixture sites under the address and undefined-behaviour sanitizers
	@tools/install-packages build test
	@mkdir -p $(BUILD)
	@ln -sfn ../themes $(BUILD)/themes
	@$(MAKE) --no-print-directory $(all_processors) BUILD=$(BUILD)/asan SANITIZE=1 CFLAGS='-O1 -g' asan-run

ASAN_SCRIPTS := $(addprefix tests/,sites.t messages.t language.t publish.t commands.t escaping.t docs.t import.t charts.t icons.t qr.t search.t sheets.t sheet-pictures.t poster.t bag.t bag-packed.t photos.t hostile-photos.t)
.PHONY: asan-run
asan-run: all units build/cmark-gfm-spec.txt build/seeds/made
	ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
	$(prove) $(UNITS) $(ASAN_SCRIPTS) :: --tap

# Coverage-guided, with the sanitizers; what is found on the way is kept in build/fuzz/.
FUZZ_SECONDS ?= 60
FUZZERS := $(patsubst tests/fuzz/fuzz-%.c,%,$(wildcard tests/fuzz/fuzz-*.c))
FUZZ_FLAGS := -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FUZZ_SOURCES := $(filter-out generator/broadside.c generator/cli/%,$(SOURCES)) tests/unit/html-tree.c
FUZZ_OBJECTS := $(FUZZ_SOURCES:%.c=$(BUILD)/fuzz/obj/%.o)
FUZZ_MODULE_OBJECTS := $(MODULE_SOURCES:%.c=$(BUILD)/fuzz/obj/%.o)

fuzz: ## fuzzes templates, escaping, pictures, sheets and what authors type, FUZZ_SECONDS=60 each
	@tools/install-packages build test fuzz
	@$(MAKE) --no-print-directory $(all_processors) fuzz-run

.PHONY: fuzz fuzz-run $(FUZZERS:%=fuzz-run-%)
fuzz-run: $(FUZZERS:%=fuzz-run-%)

$(FUZZERS:%=fuzz-run-%): fuzz-run-%: $(BUILD)/fuzz/% build/seeds/made
	@mkdir -p $(BUILD)/fuzz/corpus-$*
	ASAN_OPTIONS=detect_leaks=0 $(BUILD)/fuzz/$* -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=20 -print_final_stats=1 \
		-artifact_prefix=$(BUILD)/fuzz/$*- $(BUILD)/fuzz/corpus-$* tests/fuzz/corpus/$* build/seeds/$* \
		>$(BUILD)/fuzz/$*.log 2>&1 || { tail -n 40 $(BUILD)/fuzz/$*.log; exit 1; }
	@tail -n 12 $(BUILD)/fuzz/$*.log

$(BUILD)/fuzz/%: tests/fuzz/fuzz-%.c $(FUZZ_OBJECTS) $(BUILD)/fuzz/obj/resources.o
	$(say) FUZZ $@
	$(Q)clang -std=gnu17 -D_GNU_SOURCE -DG_LOG_DOMAIN='"broadside"' -Igenerator -Itests/unit $(pkg_cflags) $(FUZZ_FLAGS) \
		-fsanitize=fuzzer -o $@ $< $(FUZZ_OBJECTS) $(BUILD)/fuzz/obj/resources.o $(pkg_libs) -lgumbo

# Those of sheets have the module in them.
$(BUILD)/fuzz/artwork $(BUILD)/fuzz/sheet-text: $(BUILD)/fuzz/%: tests/fuzz/fuzz-%.c $(FUZZ_OBJECTS) $(FUZZ_MODULE_OBJECTS) $(BUILD)/fuzz/obj/resources.o
	$(say) FUZZ $@
	$(Q)clang -std=gnu17 -D_GNU_SOURCE -DG_LOG_DOMAIN='"broadside"' -Igenerator -Itests/unit $(pkg_cflags) $(module_cflags) $(FUZZ_FLAGS) \
		-fsanitize=fuzzer -o $@ $< $(FUZZ_OBJECTS) $(FUZZ_MODULE_OBJECTS) $(BUILD)/fuzz/obj/resources.o $(module_libs) $(pkg_libs) -lgumbo

# So has that of photos.
FUZZ_PHOTOS_OBJECTS := $(patsubst %.c,$(BUILD)/fuzz/obj/%.o,$(sort $(wildcard generator/photo/*.c)))
$(BUILD)/fuzz/photo: tests/fuzz/fuzz-photo.c $(FUZZ_OBJECTS) $(FUZZ_PHOTOS_OBJECTS) $(BUILD)/fuzz/obj/resources.o
	$(say) FUZZ $@
	$(Q)clang -std=gnu17 -D_GNU_SOURCE -DG_LOG_DOMAIN='"broadside"' -Igenerator $(pkg_cflags) $$(pkg-config --cflags $(PHOTOS_PACKAGES)) \
		$(FUZZ_FLAGS) -fsanitize=fuzzer -o $@ $< $(FUZZ_OBJECTS) $(FUZZ_PHOTOS_OBJECTS) $(BUILD)/fuzz/obj/resources.o \
		$$(pkg-config --libs $(PHOTOS_PACKAGES)) $(pkg_libs) -lgumbo

$(FUZZ_PHOTOS_OBJECTS): fuzz_cflags = $(shell pkg-config --cflags $(PHOTOS_PACKAGES))
$(FUZZ_MODULE_OBJECTS): fuzz_cflags = $(module_cflags)
$(BUILD)/fuzz/obj/%.o: %.c
	@mkdir -p $(@D)
	$(Q)clang -std=gnu17 -D_GNU_SOURCE -DG_LOG_DOMAIN='"broadside"' -DBROADSIDE_VERSION='"$(VERSION)"' -Igenerator -Itests/unit \
		$(pkg_cflags) $(fuzz_cflags) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link -w -MMD -MP -c -o $@ $<

$(BUILD)/fuzz/obj/resources.o: $(filter-out %/cli/%,$(RESOURCES:generator/%.xml=$(BUILD)/obj/%.o))
	@mkdir -p $(@D)
	$(Q)ld -r -o $@ $^

-include $(FUZZ_OBJECTS:.o=.d) $(FUZZ_MODULE_OBJECTS:.o=.d) $(FUZZ_PHOTOS_OBJECTS:.o=.d)

clean: ## removes what was built, but not public/
	rm -rf $(BUILD)

help: ## prints this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | sort | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-13s %s\n' "$$name" "$$text"; done

$(BUILD)/broadside: $(OBJECTS)
	$(say) LINK $@
	$(Q)$(link) -Wl,--export-dynamic -o $@ $(OBJECTS) $(pkg_libs)

# What it takes from the program, it finds there when it is loaded.
$(MODULE): $(MODULE_OBJECTS) $(BUILD)/sources
	$(say) LINK $@
	$(Q)$(CC) -shared -Wl,-Bsymbolic-functions $(CFLAGS) $(filter-out -pie,$(HARDENING_LINK)) $(LDFLAGS) -o $@ $(MODULE_OBJECTS) $(module_libs)

$(MODULE_OBJECTS): $(BUILD)/obj/%.o: generator/%.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(compile) $(module_cflags) $(WARNINGS) -fPIC -MMD -MP -c -o $@ $<

$(PACKAGER): $(PACKAGER_OBJECTS) $(BUILD)/sources
	$(say) LINK $@
	$(Q)$(CC) -shared -Wl,-Bsymbolic-functions $(CFLAGS) $(filter-out -pie,$(HARDENING_LINK)) $(LDFLAGS) -o $@ $(PACKAGER_OBJECTS) \
		$$(pkg-config --libs libarchive)

$(PACKAGER_OBJECTS): $(BUILD)/obj/%.o: generator/%.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(compile) $$(pkg-config --cflags libarchive) $(WARNINGS) -fPIC -MMD -MP -c -o $@ $<

$(PHOTOS): $(PHOTOS_OBJECTS) $(BUILD)/sources
	$(say) LINK $@
	$(Q)$(CC) -shared -Wl,-Bsymbolic-functions $(CFLAGS) $(filter-out -pie,$(HARDENING_LINK)) $(LDFLAGS) -o $@ $(PHOTOS_OBJECTS) \
		$$(pkg-config --libs $(PHOTOS_PACKAGES))

$(PHOTOS_OBJECTS): $(BUILD)/obj/%.o: generator/%.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(compile) $$(pkg-config --cflags $(PHOTOS_PACKAGES)) $(WARNINGS) -fPIC -MMD -MP -c -o $@ $<

$(SERVER): $(SERVER_OBJECTS) $(BUILD)/sources
	$(say) LINK $@
	$(Q)$(CC) -shared -Wl,-Bsymbolic-functions $(CFLAGS) $(filter-out -pie,$(HARDENING_LINK)) $(LDFLAGS) -o $@ $(SERVER_OBJECTS) \
		$$(pkg-config --libs libsoup-3.0)

$(SERVER_OBJECTS): $(BUILD)/obj/%.o: generator/%.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(compile) $$(pkg-config --cflags libsoup-3.0) $(WARNINGS) -fPIC -MMD -MP -c -o $@ $<

# Units of the module have it in them.
$(BUILD)/tests/test-typeset%: $(BUILD)/tests/test-typeset%.o $(UNIT_HELPERS) $(LIBRARY) $(MODULE_OBJECTS)
	$(say) LINK $@
	$(Q)$(link) -o $@ $< $(UNIT_HELPERS) $(LIBRARY) $(MODULE_OBJECTS) $(module_libs) $(pkg_libs) -lgumbo

$(BUILD)/tests/test-typeset%.o: tests/unit/test-typeset%.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(compile) $(module_cflags) $(WARNINGS) -Itests/unit -MMD -MP -c -o $@ $<

# Units of photos have the module in them; those of the darkroom load it, from beside them.
$(BUILD)/tests/test-photo%: $(BUILD)/tests/test-photo%.o $(UNIT_HELPERS) $(LIBRARY) $(PHOTOS_OBJECTS)
	$(say) LINK $@
	$(Q)$(link) -o $@ $< $(UNIT_HELPERS) $(LIBRARY) $(PHOTOS_OBJECTS) $$(pkg-config --libs $(PHOTOS_PACKAGES)) $(pkg_libs) -lgumbo

$(BUILD)/tests/test-photo%.o: tests/unit/test-photo%.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(compile) $$(pkg-config --cflags $(PHOTOS_PACKAGES)) $(WARNINGS) -Itests/unit -MMD -MP -c -o $@ $<

$(BUILD)/tests/test-darkroom: $(BUILD)/tests/test-darkroom.o $(UNIT_HELPERS) $(LIBRARY) $(PHOTOS)
	$(say) LINK $@
	@ln -sf ../$(notdir $(PHOTOS)) $(BUILD)/tests/
	$(Q)$(link) -Wl,--export-dynamic -o $@ $< $(UNIT_HELPERS) $(LIBRARY) $(pkg_libs) -lgumbo

# A helper is one file, and those in a folder of its name.
.SECONDEXPANSION:
$(HELPERS): $(BUILD)/broadside-%: generator/external/broadside-%.c $$(wildcard generator/external/$$*/*.[ch])
	@mkdir -p $(@D)
	$(say) LINK $@
	$(Q)$(CC) -std=gnu17 -D_GNU_SOURCE -Igenerator $(CPPFLAGS) $$(pkg-config --cflags $(HELPER_PACKAGES_$*)) $(HARDENING) $(CFLAGS) \
		$(WARNINGS) $(HARDENING_LINK) $(LDFLAGS) -o $@ $(filter %.c,$^) $$(pkg-config --libs $(HELPER_PACKAGES_$*))

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(UNIT_HELPERS) $(LIBRARY)
	$(say) LINK $@
	$(Q)$(link) -o $@ $< $(UNIT_HELPERS) $(LIBRARY) $(pkg_libs) -lgumbo

$(BUILD)/tests/%.o: tests/unit/%.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(compile) $(WARNINGS) -Itests/unit -MMD -MP -c -o $@ $<

$(BUILD)/locale/%/LC_MESSAGES/broadside.mo: po/%.po
	@mkdir -p $(@D)
	$(say) MSG $@
	$(Q)msgfmt --check -o $@ $<

$(BUILD)/obj/%.o: generator/%.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(compile) $(WARNINGS) -MMD -MP -c -o $@ $<

$(BUILD)/obj/%.gresource.o: $(BUILD)/obj/%.gresource.c
	$(say) CC $<
	$(Q)$(compile) -w -c -o $@ $<

$(BUILD)/obj/%.gresource.c: generator/%.gresource.xml
	@mkdir -p $(@D)
	$(say) PACK $<
	$(Q)glib-compile-resources --generate-source --c-name $(subst -,_,$(notdir $*)) --sourcedir=$(<D) \
		--dependency-file=$(@:.c=.d) --generate-phony-targets --target=$@ $<
	@sed -i 's|^$<:|$@:|' $(@:.c=.d)

# The names of the sources: a file that goes away must lead to linking anew.
$(BUILD)/sources: FORCE
	@mkdir -p $(@D)
	@echo '$(OBJECTS) $(MODULE_OBJECTS) $(PACKAGER_OBJECTS) $(PHOTOS_OBJECTS) $(SERVER_OBJECTS)' | cmp -s - $@ || \
		echo '$(OBJECTS) $(MODULE_OBJECTS) $(PACKAGER_OBJECTS) $(PHOTOS_OBJECTS) $(SERVER_OBJECTS)' > $@

$(BUILD)/broadside $(UNITS): $(BUILD)/sources

# Programs of the bench: the least that a generator has to do, and what measures.
$(BENCH): $(BUILD)/bench/%: tests/bench/speed/%.c
	@mkdir -p $(@D)
	$(say) LINK $@
	$(Q)$(CC) -std=gnu17 -D_GNU_SOURCE $(pkg_cflags) $(HARDENING) $(CFLAGS) $(WARNINGS) $(HARDENING_LINK) -o $@ $< $(pkg_libs)

$(BUILD)/bench/photos-make: tests/bench/photos/make.c
	@mkdir -p $(@D)
	$(say) LINK $@
	$(Q)$(CC) -std=gnu17 -D_GNU_SOURCE $(shell pkg-config --cflags vips) $(HARDENING) $(CFLAGS) $(WARNINGS) $(HARDENING_LINK) -o $@ $< $(shell pkg-config --libs vips)

# What fuzzing begins with; the tests replay it.
build/seeds/made: tests/fuzz/seeds $(wildcard tests/escaping/*.json themes/*/*/*.html themes/*/*/*.xml tests/messages/*/site/data/* data/*.yaml)
	@mkdir -p $(@D)
	$(Q)tests/fuzz/seeds $(@D)
	@touch $@

# What the tests in a browser take from npm, checked against the lock file; asked for again when that changes.
build/browser/made: $(addprefix tests/browser/,package.json package-lock.json .npmrc)
	@mkdir -p $(@D)
	@cp $^ $(@D)
	cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

build/cmark-gfm-spec.txt:
	@mkdir -p $(@D)
	$(Q)tools/fetch-spec $@

-include $(OBJECTS:.o=.d) $(MODULE_OBJECTS:.o=.d) $(PACKAGER_OBJECTS:.o=.d) $(PHOTOS_OBJECTS:.o=.d) $(SERVER_OBJECTS:.o=.d) $(UNITS:=.d) $(UNIT_SHARED:.o=.d)
