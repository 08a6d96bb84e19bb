#!/usr/bin/env bash
# Sets PhotoClip up where that is needed, takes in the sample photos, and shows what it finds.
set -euo pipefail

# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

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

set_up app
show_on_shell
if has_display; then
    exec "$venv/bin/photoclip"
fi
say "No display here: staying in the shell. With one, this ends in the window."
