#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Golden cases once more, each command with --sandbox: the same bytes, errors and exit codes.
#
#     AYES=build/release/ayes AYES_ROOT=. tests/cases/sandboxed.sh build/release/tests/run_cases VERB...
set -eu
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
runner=$1
shift
if "$AYES" explain "We agree." -t "the bypass" --sandbox 2>&1 >/dev/null | grep 'sandbox'; then
  echo "the kernel or container does not let a process confine itself: skipped"
  exit 77
fi
# Not below /tmp, where a confined run may write anyway.
work=$(mktemp -d "$PWD/sandboxed.XXXXXX")
trap 'rm -rf "$work"' EXIT
# The option goes behind the command's name: what follows "--" is no option.
cat >"$work/ayes" <<END
#!/bin/sh
case "\${1-}" in
  "" | -* | help) exec "$AYES" "\$@" ;;
esac
verb=\$1
shift
exec "$AYES" "\$verb" --sandbox "\$@"
END
chmod +x "$work/ayes"
for verb; do
  set -- "$@" "$AYES_ROOT/tests/cases/$verb"
  shift
done
TMPDIR=$work AYES=$work/ayes "$runner" "$@"
