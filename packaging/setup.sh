#!/usr/bin/env bash
# Sets a machine up for aesthcull: the libraries Qt needs, uv, and .venv with the locked packages.
#
#   packaging/setup.sh [demo|test]
#
# demo  what the application itself needs (the default)
# test  also the developers' tools, and CPU torch with the rest of the [train] extra
#
# Safe to repeat: it does nothing when uv.lock, pyproject.toml and this file are as they were.
# UV_FIND_LINKS, or else pip's find-links setting, names a place to take torch's CPU build from.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly ROOT=$PWD
readonly KIND=${1:-demo}
readonly UV_AT_LEAST=0.8
# The release the tests run with. Not the lock's: that one is held back by the [cuda] extra's pins.
readonly TORCH=2.13.0
readonly VENV=$ROOT/.venv
readonly PYTHON=$VENV/bin/python
readonly TOOLS=$ROOT/.cache/uv-tool
export UV_PROJECT_ENVIRONMENT=$VENV
unset VIRTUAL_ENV

# Shared library and the Debian package that holds it: first for any Qt program, then for one with a window.
readonly LIBRARIES="
libGL.so.1            libgl1
libEGL.so.1           libegl1
libxkbcommon.so.0     libxkbcommon0
libdbus-1.so.3        libdbus-1-3
libfontconfig.so.1    libfontconfig1
libglib-2.0.so.0      libglib2.0-0
libxcb-cursor.so.0    libxcb-cursor0
libxcb-icccm.so.4     libxcb-icccm4
libxcb-keysyms.so.1   libxcb-keysyms1
libxcb-shape.so.0     libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
"

say() { printf 'setup: %s\n' "$*"; }
fail() {
    printf 'setup: failed: %s\n' "$*" >&2
    exit 1
}

# Runs a command quietly; shows what it printed only when it fails.
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    [ "$status" -eq 0 ] || tail -n 40 "$log" >&2
    rm -f "$log"
    return "$status"
}

has() { command -v "$1" >/dev/null 2>&1; }
can_apt() { [ "$(id -u)" -eq 0 ] && has apt-get; }

apt_updated=
apt_install() {
    if [ -z "$apt_updated" ]; then
        quietly apt-get update -q || return 1
        apt_updated=yes
    fi
    DEBIAN_FRONTEND=noninteractive quietly apt-get install -q -y --no-install-recommends "$@"
}

# Names the Debian packages whose library the loader does not know.
missing_packages() {
    local known library package
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p) || known=
    [ -n "$known" ] || return 0
    while read -r library package; do
        [ -z "$library" ] || [[ $known == *[[:space:]]"$library "* ]] || printf '%s ' "$package"
    done <<<"$LIBRARIES"
}

system_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    local packages
    packages=$(missing_packages)
    [ -n "$packages" ] || return 0
    if can_apt; then
        say "installing Qt's system libraries: $packages"
        # shellcheck disable=SC2086  # one word a package
        apt_install $packages && return 0
    fi
    say "system libraries are missing; Qt may not start until someone installs: $packages"
}

new_enough() {
    local version
    version=$("$1" --version 2>/dev/null | awk '{ print $2 }') || return 1
    [ -n "$version" ] && [ "$(printf '%s\n' "$UV_AT_LEAST" "$version" | sort -V | head -n 1)" = "$UV_AT_LEAST" ]
}

# Installs uv from the Python package index into a private place, with whatever this machine's Python offers.
install_uv() {
    if ! has python3 && can_apt; then
        say "installing python3"
        apt_install python3 python3-venv || fail "apt-get could not install python3 (see above)"
    fi
    has python3 || fail "neither uv nor python3 is here: install one of them first"
    say "installing uv into ${TOOLS#"$ROOT"/}"
    rm -rf "$TOOLS"
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
        if python3 -m pip --version >/dev/null 2>&1; then
            quietly python3 -m pip install --quiet --target "$TOOLS" 'uv>='"$UV_AT_LEAST" \
                || fail "pip could not install uv (see above)"
            return 0
        fi
        can_apt || fail "this python3 has neither venv nor pip: install python3-venv or uv first"
        say "installing python3-venv"
        apt_install python3-venv || fail "apt-get could not install python3-venv (see above)"
    fi
    quietly python3 -m venv "$TOOLS" || fail "python3 -m venv did not work (see above)"
    quietly "$TOOLS/bin/python" -m pip install --quiet 'uv>='"$UV_AT_LEAST" \
        || fail "pip could not install uv (see above)"
}

UV=
find_uv() {
    UV=$(command -v uv || true)
    if [ -z "$UV" ] || ! new_enough "$UV"; then
        UV=$TOOLS/bin/uv
        new_enough "$UV" || install_uv
        new_enough "$UV" || fail "uv was installed but does not run: $UV"
    fi
    say "using $("$UV" --version | awk '{ print $1, $2 }')"
}

# pip's find-links setting, in uv's spelling; uv does not read pip's configuration itself.
pip_find_links() {
    local links=${PIP_FIND_LINKS:-} pip
    if [ -z "$links" ]; then
        for pip in "python3 -m pip" "$TOOLS/bin/python -m pip"; do
            links=$($pip config list 2>/dev/null | sed -n "s/^[^=]*\.find-links='\(.*\)'\$/\1/p" | head -n 1) || links=
            [ -z "$links" ] || break
        done
    fi
    printf '%s' "${links//\\n/ }" | tr -s '[:space:]' ','
}

# torch's default wheels bring several gigabytes of CUDA packages along; the tests need the CPU build only.
install_training() {
    local links constraints status=0
    if ! "$PYTHON" -c "from importlib.metadata import version as v; assert v('torch').split('+')[0] == '$TORCH'" \
        2>/dev/null; then
        say "installing torch $TORCH for the CPU"
        links=${UV_FIND_LINKS:-$(pip_find_links)}
        if [ -z "$links" ] || ! UV_FIND_LINKS=$links "$UV" pip install --quiet --python "$PYTHON" \
            "torch==$TORCH+cpu" 2>/dev/null; then
            quietly "$UV" pip install --python "$PYTHON" --torch-backend cpu "torch==$TORCH" \
                || fail "torch $TORCH for the CPU cannot be had (see above)"
        fi
    fi
    say "installing the other training packages"
    constraints=$(mktemp)
    "$UV" export --quiet --frozen --extra train --no-hashes --no-annotate --no-header --no-emit-project \
        | sed -E '/^(torch|triton|nvidia-[^=]*|cuda-[^=]*)==/d' >"$constraints" \
        && quietly "$UV" pip install --python "$PYTHON" --requirements pyproject.toml --extra train \
            --constraints "$constraints" || status=$?
    rm -f "$constraints"
    [ "$status" -eq 0 ] || fail "the training packages cannot be had (see above)"
}

fingerprint() { { printf '%s\n' "$ROOT"; cat uv.lock pyproject.toml packaging/setup.sh; } | cksum; }
stamp() { printf '%s' "$VENV/.aesthcull-$1"; }
is_done() { [ -x "$VENV/bin/aesthcull" ] && [ "$(cat "$(stamp "$1")" 2>/dev/null)" = "$(fingerprint)" ]; }

# For the one test that drives the real window; without them it is skipped.
display_tools() {
    { has Xvfb && has xdotool; } || ! can_apt && return 0
    say "installing xvfb and xdotool"
    apt_install xvfb xdotool || say "xvfb and xdotool cannot be had: the test of the real window is skipped"
}

# For the tests that let other programs read our sidecars and pictures; without them those are skipped.
other_readers() {
    local wanted=()
    has exiftool || wanted+=(libimage-exiftool-perl)
    has exiv2 || wanted+=(exiv2)
    has darktable-cli || wanted+=(darktable)
    [ "${#wanted[@]}" -gt 0 ] && can_apt || return 0
    say "installing ${wanted[*]}"
    apt_install "${wanted[@]}" || say "they cannot be had: the tests that need them are skipped"
}

main() {
    local extras=()
    case $KIND in
        demo) ;;
        test) extras=(--extra dev) ;;
        *) fail "no such kind of set-up: $KIND (demo or test)" ;;
    esac
    system_libraries
    [ "$KIND" != test ] || { display_tools; other_readers; }
    if is_done test || is_done "$KIND"; then
        say "nothing has changed"
        return 0
    fi
    find_uv
    say "installing the locked packages into .venv"
    quietly "$UV" sync --frozen --inexact "${extras[@]}" || fail "uv could not install the locked packages (see above)"
    [ "$KIND" != test ] || install_training
    fingerprint >"$(stamp "$KIND")"
    say "done"
}

main
