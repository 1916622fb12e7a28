#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs the browser tests, or says what is missing and leaves with 77 (skipped). AYES: the program;
# AYES_ROOT: the source tree; CHROMIUM: the browser, when it is not called chromium.
set -eu
folder="$AYES_ROOT/tests/browser"
skip() {
  printf 'skipped: %s; ./setup browser installs it\n' "$1" >&2
  exit 77
}
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
[ -n "$CHROMIUM" ] || skip "there is no chromium"
command -v node >/dev/null 2>&1 || skip "there is no node"
command -v java >/dev/null 2>&1 || skip "there is no java (for the HTML checker)"
[ -d "$folder/node_modules/playwright-core" ] || skip "tests/browser/node_modules is not there"
export CHROMIUM
exec node "$folder/run.mjs" "$@"
