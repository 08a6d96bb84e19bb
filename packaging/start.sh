#!/usr/bin/env bash
# Sets PhotoClip up where that is needed, takes in the sample photos, and shows what it finds.
#
#   bash packaging/start.sh                the application
#   bash packaging/start.sh --with-torch   and what models in their original form and GPUs need
set -euo pipefail

# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

kind=app
for word in "$@"; do
    case "$word" in
        --with-torch) kind=torch ;;
        *) fail "There is no option “$word”; --with-torch is the only one." ;;
    esac
done

searches=("a dog" "sunset over the sea" "fresh fruit" "a city at night")

has_display() {
    [[ "$(uname)" == Darwin || -n ${DISPLAY-} || -n ${WAYLAND_DISPLAY-} ]]
}

show_on_shell() {
    local text
    "$venv/bin/photoclip" index "$root/resources/sample-photos"
    for text in "${searches[@]}"; do
        printf '\nphotoclip search "%s"\n' "$text"
        "$venv/bin/photoclip" search "$text" --limit 3
    done
    say ""
    say "Your own photos: $venv/bin/photoclip index FOLDER"
}

set_up "$kind"
show_on_shell
if has_display; then
    (add_hnswlib >"$venv/hnswlib.log" 2>&1 </dev/null &)
    exec "$venv/bin/photoclip"
fi
say "No display here: staying in the shell. With one, this ends in the window."
add_hnswlib
