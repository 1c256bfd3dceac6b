#!/usr/bin/env bash
# Installs what the project needs: Debian packages, a virtual environment, locked dependencies.
# Run by make; quick when there is nothing to do. Root, or a user with sudo.
# `setup.sh tests` installs besides what only the tests need.
set -euo pipefail
cd "$(dirname "$0")"

# Long output goes to a file; it is shown when something fails.
log=build/setup.log
mkdir -p build
: > "$log"
quietly() {
    "$@" >> "$log" 2>&1 || {
        tail -n 40 "$log" >&2
        echo "setup: failed: $*  (all of it in $log)" >&2
        exit 1
    }
}

python=${PYTHON:-}
for candidate in ${python:+"$python"} python3.11 python3.12 python3; do
    if command -v "$candidate" >/dev/null &&
        "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))'; then
        python=$(command -v "$candidate")
        break
    fi
    python=
done
[ -n "$python" ] || { echo "setup: no Python 3.11 or 3.12 found; install python3" >&2; exit 1; }

# Window and software GL; virtual screen and robot hand; browser view; smart cards and their
# virtual reader; page printers and a virtual one; scanners and their network back end; Chinese
# by pinyin and by hand; the loudspeaker; to build the bindings of pyscard and pycups.
packages=(libgl1 libgl1-mesa-dri libglib2.0-0 libmtdev1 libpcsclite1
    xvfb xauth xdotool x11vnc novnc websockify
    pcscd vsmartcard-vpcd
    cups-daemon cups-client cups-filters cups-ipp-utils dbus poppler-utils
    libsane1 sane-airscan libudev1 libusb-1.0-0
    libgooglepinyin0 libzinnia0 tegaki-zinnia-simplified-chinese
    libasound2
    gcc pkg-config swig libpcsclite-dev libcups2-dev python3-dev python3-venv)
# The tests decode our receipts with a JavaScript package.
[ "${1:-}" != tests ] || command -v npm >/dev/null || packages+=(nodejs npm)
if command -v dpkg-query >/dev/null; then
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "${packages[@]}" 2>/dev/null |
        awk '$1 == "ii" { print $2 }' || true)
    missing=()
    for package in "${packages[@]}"; do
        grep -qxF "$package" <<<"$installed" || missing+=("$package")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        sudo=
        [ "$(id -u)" = 0 ] || sudo=sudo
        echo "setup: installing Debian packages: ${missing[*]}"
        quietly $sudo apt-get update
        quietly $sudo env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y --no-install-recommends "${missing[@]}"
    fi
else
    echo "setup: not Debian; make sure these are installed: ${packages[*]}" >&2
fi

wanted=$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1)
if [ "$(cat .venv/.installed 2>/dev/null || true)" != "$wanted" ]; then
    echo "setup: installing Python packages into .venv (a minute or two)"
    [ -x .venv/bin/python ] || quietly "$python" -m venv .venv
    quietly .venv/bin/pip install --require-hashes -r requirements.lock
    quietly .venv/bin/pip install --no-deps --no-build-isolation -e .
    echo "$wanted" > .venv/.installed
fi
# 繁體 in its own shapes, out of the same typeface.
quietly .venv/bin/python -m screens.assets.traditional

[ "${1:-}" = tests ] || exit 0
decoders=tests/independent
wanted=$(sha256sum < $decoders/package-lock.json | cut -d' ' -f1)
if [ "$(cat $decoders/node_modules/.installed 2>/dev/null || true)" != "$wanted" ]; then
    # The lock holds a hash of every package; no package's own scripts are run.
    quietly npm --prefix $decoders ci --omit=optional --ignore-scripts --no-audit --no-fund
    echo "$wanted" > $decoders/node_modules/.installed
fi
