#!/bin/sh
# ./go             install what is needed, run the example, say where the brief is
# ./go test [PART] install what the tests need; run lint, types and all tests but the slow ones, or one part:
#                  lint, types, slow, browser (the workbench; installs Debian's Chromium where it can),
#                  spark (needs Java 17), or a folder of tests/
# ./go lock        make the two lock files in requirements/ again from pyproject.toml
# ./go CMD …       run any command in the project's environment
#
# Needs python3 (3.11 or later) with pip, and the network once. Everything lands in .tools and .venv.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }
fail() { say "go: $*"; exit 1; }

# The first Python that is new enough and has pip.
find_python() {
    seen=
    for name in python3 python3.13 python3.12 python3.11; do
        command -v "$name" >/dev/null 2>&1 || continue
        if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            seen="$seen $name is older than 3.11 or does not start;"
        elif ! "$name" -m pip --version >/dev/null 2>&1; then
            seen="$seen $name has no pip;"
        else
            python=$(command -v "$name")
            return
        fi
    done
    [ -n "$seen" ] || fail "no python3 found; install Python 3.11 or later with pip (Debian: apt install python3 python3-pip)"
    fail "no fit Python:$seen install Python 3.11 or later with pip (Debian: apt install python3 python3-pip)"
}

# What an environment was made from: lock, project, Python, and this folder, since a moved one must be redone.
fingerprint() {
    { cat "requirements/$1.txt" pyproject.toml packages/smoulder-en/pyproject.toml; pwd -P; .venv/bin/python -V; } 2>/dev/null | cksum
}

installed() {
    [ -x .venv/bin/python ] && [ -f ".venv/made-for-$1" ] && [ "$(cat ".venv/made-for-$1")" = "$(fingerprint "$1")" ]
}

home_is_there() { [ -d "${HOME:-}" ] && [ -w "${HOME:-}" ]; }

# uv keeps its cache in the home folder; where there is none that can be written, in .tools.
settle_uv() {
    find_python
    export UV_PYTHON_DOWNLOADS=never
    if [ -z "${UV_CACHE_DIR:-}" ] && ! home_is_there; then
        UV_CACHE_DIR="$PWD/.tools/cache"
        export UV_CACHE_DIR
    fi
    if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then # a mirror that pip was told of
        mirror=$("$python" -m pip config list 2>/dev/null | sed -n "s/^\(global\|install\|:env:\)\.index-url='\(.*\)'\$/\2/p" | tail -n 1)
        [ -z "$mirror" ] || export UV_DEFAULT_INDEX="$mirror"
    fi
    uv=.tools/bin/uv
    "$uv" --version >/dev/null 2>&1 && return
    say "Installing uv into .tools"
    # --target does not go with settings that some machines have for pip
    PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 "$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
        --upgrade --target .tools "uv>=0.9,<1" ||
        fail "pip could not install uv; is the package index reachable? (a mirror: set PIP_INDEX_URL)"
}

# Bring .venv to the lock `run` or `test`; the mark is written last, so that a broken-off run is redone.
install() {
    settle_uv
    say "Installing what '$1' needs into .venv (once)"
    rm -f .venv/made-for-run .venv/made-for-test
    "$uv" venv --quiet --clear --no-project --python "$python" .venv || fail "could not make .venv"
    # compiled here, a first run is as quick as the next, also where Python is told to write no bytecode
    "$uv" pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes "requirements/$1.txt" ||
        fail "could not install requirements/$1.txt; is the package index reachable? (a mirror: set UV_DEFAULT_INDEX)"
    "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --offline \
        --editable . --editable packages/smoulder-en ||
        fail "could not install smoulder itself into .venv"
    .venv/bin/python -m compileall -q src packages >/dev/null || fail "could not compile src"
    fingerprint "$1" >".venv/made-for-$1"
}

enter() {
    VIRTUAL_ENV="$PWD/.venv"
    PATH="$VIRTUAL_ENV/bin:$PATH"
    export VIRTUAL_ENV PATH
}

lock() {
    settle_uv
    for name in run test; do
        case $name in run) more= ;; test) more="--group dev --constraint requirements/run.txt" ;; esac
        # shellcheck disable=SC2086
        "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
            --custom-compile-command "./go lock" --upgrade --extra charts --extra docx --extra excel --extra pdf --extra stix --extra workbench --group build $more \
            pyproject.toml --output-file "requirements/$name.txt"
    done
}

# Debian's Chromium, for the tests that open pages; without it, or the right to install it, they skip and say so.
chromium() {
    command -v chromium >/dev/null 2>&1 && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing Debian's package chromium, in which pages are opened"
        { apt-get -qq update && apt-get -qq install -y chromium; } >/dev/null || say "go: chromium could not be installed"
    else
        say "go: no chromium; what opens pages will skip (Debian: apt-get install chromium)"
    fi
}

check() {
    part=${1:-}
    [ $# -eq 0 ] || shift
    export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}" # two processes, each with threads of its own, would fight
    case $part in
    '') ruff check . && ruff format --check . && mypy && pytest -n 2 -m "not slow and not spark and not browser" ;;
    lint) ruff check . && ruff format --check . ;;
    types) mypy ;;
    slow)
        if [ $# -gt 0 ]; then
            pytest -m "slow and not spark" "$@"
        else # what measures time must not share the machine
            pytest -n 2 -m "slow and not timed and not spark" && pytest -m "timed and not spark"
        fi
        ;;
    browser) chromium && pytest -n 2 -m "browser and not slow" "$@" ;;
    spark) pytest -m spark "$@" ;; # one process: Spark takes both cores
    *)
        [ -e "tests/$part" ] || fail "no tests/$part; parts are: lint types slow browser spark $(cd tests && echo *)"
        pytest "tests/$part" "$@"
        ;;
    esac
}

case ${1:-} in
'')
    installed run || installed test || install run
    enter
    smoulder assess examples/iraq-2020.txt --data .smoulder --out out/example
    echo "The brief is out/example/brief.html"
    ;;
test)
    shift
    installed test || install test
    enter
    if ! home_is_there; then # a browser wants to write in one, and would make it wherever HOME points
        HOME="$PWD/.tools/home"
        export HOME
        mkdir -p "$HOME"
    fi
    check "$@"
    ;;
lock) lock ;;
*)
    installed run || installed test || install run
    enter
    exec "$@"
    ;;
esac
