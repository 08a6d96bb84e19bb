# shellcheck shell=bash
# Sets up a checkout: system packages, a virtual environment, PhotoClip in it. Meant to be sourced.
#
#   set_up app     what using PhotoClip needs
#   set_up torch   the same, and what models in their original form and GPUs need
#   set_up dev     all of that, and what its tests need
#
# A second run finds everything in place and is over within a second. It needs no particular
# working directory, and bash 3.2 (macOS) is enough.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
venv="$root/.venv"

# hnswlib has no wheels; what using PhotoClip needs is compiled nowhere.
build_packages=(g++)
system_python_packages=(python3-venv)
system_python_build_packages=(python3-dev)
# What Qt's widgets and its X11 plugin link against and its wheel does not bring along.
window_packages=(
    libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libx11-xcb1
    libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0
    libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0
)
# A display for tests, letters for Latin and Korean, and a look at what the system is asked for.
test_packages=(fonts-dejavu-core fonts-nanum strace xauth xvfb)

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# set_up KIND: everything that is missing, KIND being "app", "torch" or "dev".
set_up() {
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        install_system_packages "$1"
    else
        check_foreign_system "$1"
    fi
    python="$(find_python)" || fail "PhotoClip needs Python 3.11 or newer; install it and try again."
    make_environment "$1"
}

# find_python: the path of the first interpreter that is new enough.
find_python() {
    local name
    for name in python3 python3.11 python3.12 python3.13 /usr/bin/python3; do
        # The path is asked of the interpreter, since a version manager's "python3" is a script
        # that may mean another one tomorrow.
        "$name" -c 'import sys
if sys.version_info < (3, 11): sys.exit(1)
print(sys.executable)' 2>/dev/null && return 0
    done
    return 1
}

# install_system_packages KIND: on Debian and its kin, ask apt for what dpkg does not have.
install_system_packages() {
    local wanted=("${window_packages[@]}") missing interpreter
    interpreter="$(find_python)" || wanted+=(python3)
    # An interpreter that somebody built brings its own headers and venv.
    if [[ -z $interpreter || $interpreter == /usr/bin/* ]]; then
        wanted+=("${system_python_packages[@]}")
        if [[ $1 == dev ]]; then
            wanted+=("${system_python_build_packages[@]}")
        fi
    fi
    if [[ $1 == dev ]]; then
        wanted+=("${build_packages[@]}" "${test_packages[@]}")
    fi
    missing="$(missing_packages "${wanted[@]}")"
    if [[ -n $missing ]]; then
        say "Installing system packages: $missing"
        # shellcheck disable=SC2086 # one word a package
        install_with_apt $missing
    fi
}

# missing_packages NAME...: those that are not installed, in one line.
missing_packages() {
    local name installed missing=()
    # Fails when a name is unknown, which only means that it is not installed.
    # shellcheck disable=SC2016 # dpkg-query fills these in
    installed="$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null)" || true
    for name in "$@"; do
        # Since 2024 some libraries carry the suffix t64 for their 64-bit time.
        if ! grep -q -x -E -e "installed ${name//+/\\+}(t64)?" <<<"$installed"; then
            missing+=("$name")
        fi
    done
    say "${missing[*]-}"
}

install_with_apt() {
    local as_root=()
    if [[ $EUID -ne 0 ]]; then
        command -v sudo >/dev/null || fail "This needs administrator rights. Ask for:" \
            "apt-get install --no-install-recommends $*"
        as_root=(sudo)
    fi
    local apt=(
        ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive
        apt-get -q -o DPkg::Lock::Timeout=300
    )
    # One source that does not answer must not keep the others from serving.
    "${apt[@]}" update || say "Some package lists could not be renewed; going on with what is there."
    "${apt[@]}" install -y --no-install-recommends "$@" ||
        fail "The system packages could not be installed: $*"
}

# check_foreign_system KIND: where apt is not at home, say what is needed, and stop only without it.
check_foreign_system() {
    if [[ $1 != dev ]]; then
        say "PhotoClip needs Python 3.11 or newer."
        return
    fi
    say "Tests need Python 3.11 or newer with its headers, and a C++ compiler" \
        "(macOS: xcode-select --install; Fedora: gcc-c++ python3-devel; Arch: gcc python)."
    command -v c++ >/dev/null || command -v g++ >/dev/null || fail "There is no C++ compiler here."
}

# make_environment KIND: a virtual environment with PhotoClip, renewed when what it is made from
# changed, and begun anew when an earlier run was interrupted or the checkout was moved.
make_environment() {
    local stamp want what=.
    want="$(describe_packages)"
    if is_environment_sound; then
        # What tests need includes what torch needs, and that what using needs.
        for stamp in $(stamps_for "$1"); do
            stamp="$venv/.set-up-$stamp"
            if [[ -f $stamp && "$(<"$stamp")" == "$want" ]]; then
                return
            fi
        done
        rm -f "$venv"/.set-up-*
    else
        say "Making a virtual environment in $venv"
        "$python" -m venv --clear "$venv" || fail "The virtual environment could not be made."
        describe_place >"$venv/.made-for"
    fi
    if [[ $1 != app ]]; then
        what=".[$1]"
    fi
    say "Installing PhotoClip and the packages it needs"
    pip_install -e "$what" ||
        fail "The packages could not be installed; run this again when the cause is removed."
    printf '%s\n' "$want" >"$venv/.set-up-$1"
}

# add_hnswlib: compile the faster library of graphs where that is possible and was not done yet.
# Nothing depends on it.
add_hnswlib() {
    if "$venv/bin/python" -c "import hnswlib" 2>/dev/null || [[ -f $venv/.no-hnswlib ]]; then
        return
    fi
    if ! command -v c++ >/dev/null && ! command -v g++ >/dev/null; then
        return
    fi
    say "Compiling hnswlib, with which large libraries are searched a little faster (once)"
    # By itself: PhotoClip is not installed again while its window is open.
    pip_install "hnswlib>=0.8.0" || touch "$venv/.no-hnswlib"
}

# stamps_for KIND: the kinds whose set-up serves for this one.
stamps_for() {
    case "$1" in
        app) say app torch dev ;;
        torch) say torch dev ;;
        *) say dev ;;
    esac
}

# pip_install ARGUMENTS...: with a bar on a terminal, and a line for each package elsewhere.
pip_install() {
    local progress=()
    if [[ ! -t 1 ]]; then
        progress=(--progress-bar off)
    fi
    (cd "$root" && "$venv/bin/python" -m pip install --disable-pip-version-check \
        ${progress[@]+"${progress[@]}"} "$@")
}

# describe_packages: a line that differs when other packages may be needed.
describe_packages() {
    "$python" -c 'import hashlib, sys
print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$root/pyproject.toml"
}

# describe_place: where an environment was made and for which interpreter. Its scripts name both.
describe_place() {
    "$python" -c 'import sys; print(sys.version)'
    say "$venv"
}

is_environment_sound() {
    [[ -f $venv/.made-for && "$(<"$venv/.made-for")" == "$(describe_place)" ]] &&
        "$venv/bin/python" -c "" 2>/dev/null
}
