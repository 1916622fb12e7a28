#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run.sh RUNNER KIND [SCENARIO]: faults of a kind, in a folder of their own. $AYES: the program.
set -eu
folder=/tmp
[ ! -w /dev/shm ] || folder=/dev/shm # hundreds of runs: a disk would have to sync each
work=$(mktemp -d "${TMPDIR:-$folder}/ayes-faults.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
"$AYES_ROOT/tests/faults/prepare.sh"
# A large quarantine of the sanitizer makes every fork of the runner slower than what it runs.
ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}exitcode=99:quarantine_size_mb=16" "$@"
