#!/usr/bin/env bash
# Makes the environment in $VENV with the locked versions. A Debian without python3-venv gets it first.
set -euo pipefail

python=${PYTHON:-python3}
venv=${VENV:-.venv}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "setup: $("$python" --version) is too old; Python 3.11 or newer is needed (PYTHON=... make)" >&2
    exit 2
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if command -v apt-get >/dev/null; then
        sudo=$([ "$(id -u)" = 0 ] || echo sudo)
        $sudo apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $sudo apt-get install -qq -y python3-venv >/dev/null
    else
        echo "setup: this Python has no venv module; install it and try again" >&2
        exit 2
    fi
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
[ -t 2 ] && echo "setup: installing into $venv (once)" >&2
# The build of the project itself keeps to the locked versions as well.
PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONSTRAINT=$PWD/constraints.txt \
    "$venv/bin/python" -m pip install --quiet --use-pep517 --editable '.[dev]'
