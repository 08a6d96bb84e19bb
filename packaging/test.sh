#!/usr/bin/env bash
# Sets up what the tests need, then runs the static checks and all tests. Fails if any of them
# does; the last line is pytest's.
set -uo pipefail

# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

failed=()

# check NAME COMMAND...: run it, say how it went, and remember a failure.
check() {
    local name="$1"
    shift
    if "$@"; then
        say "ok: $name"
    else
        say "FAILED: $name"
        failed+=("$name")
    fi
}

# run_tests LOG: pytest, on a display of its own where there is none.
run_tests() {
    local command=("$venv/bin/pytest")
    if [[ "$(uname)" == Linux && -z ${DISPLAY-} ]] && command -v xvfb-run >/dev/null; then
        command=(xvfb-run -a "${command[@]}")
    fi
    "${command[@]}" | tee "$1"
}

set_up dev
cd "$root" || exit 1
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

check "ruff format" "$venv/bin/ruff" format --check .
check "ruff check" "$venv/bin/ruff" check .
check "mypy" "$venv/bin/mypy"
check "lint-imports" "$venv/bin/lint-imports"
check "pytest" run_tests "$log"

if [[ ${#failed[@]} -gt 0 ]]; then
    say "Failed: ${failed[*]}"
fi
tail -n 1 "$log"
[[ ${#failed[@]} -eq 0 ]]
