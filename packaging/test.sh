#!/usr/bin/env bash
# Sets up what the tests need, then runs the static checks and all tests. Fails if any of them
# does; the last line is pytest's.
#
#   bash packaging/test.sh                         everything
#   bash packaging/test.sh mypy                    one check: format, lint, mypy, layers or pytest
#   bash packaging/test.sh pytest -- tests/cli -x  with arguments for pytest
set -uo pipefail

# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

only=""
if [[ $# -gt 0 && $1 != -- ]]; then
    only="$1"
    shift
fi
[[ ${1-} == -- ]] && shift
case "$only" in
    "" | format | lint | mypy | layers | pytest) ;;
    *) fail "There is no check “$only”: format, lint, mypy, layers and pytest are." ;;
esac
arguments=("$@")
failed=()

# check NAME COMMAND...: run it if it is asked for, say how it went, and remember a failure.
check() {
    local name="$1"
    shift
    if [[ -n $only && $only != "$name" ]]; then
        return
    fi
    if "$@"; then
        say "ok: $name"
    else
        say "FAILED: $name"
        failed+=("$name")
    fi
}

# on_display COMMAND...: on a display of its own where there is none.
on_display() {
    if [[ "$(uname)" == Linux && -z ${DISPLAY-} ]] && command -v xvfb-run >/dev/null; then
        xvfb-run -a "$@"
    else
        "$@"
    fi
}

# run_tests LOG: those that measure by themselves, then those that bear company, side by side.
run_tests() {
    if [[ ${#arguments[@]} -gt 0 ]]; then
        on_display "$venv/bin/pytest" "${arguments[@]}" | tee "$1"
        return
    fi
    on_display "$venv/bin/pytest" -m alone
    local alone=$?
    on_display "$venv/bin/pytest" -n "${PHOTOCLIP_TEST_PROCESSES:-2}" --dist loadscope \
        -m "not alone" | tee "$1"
    local together=$?
    return $((alone || together))
}

set_up dev
cd "$root" || exit 1
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

check format "$venv/bin/ruff" format --check .
check lint "$venv/bin/ruff" check .
check mypy "$venv/bin/mypy"
check layers "$venv/bin/lint-imports"
check pytest run_tests "$log"

if [[ ${#failed[@]} -gt 0 ]]; then
    say "Failed: ${failed[*]}"
fi
tail -n 1 "$log"
[[ ${#failed[@]} -eq 0 ]]
