#!/bin/sh
# Prints the path of the interpreter for .venv, and on standard error why it was taken. Usage: choose_python.sh [PYTHON]
#
# PYTHON, if it is given, is taken as it is. Otherwise all of PATH is searched for Python 3.11 or newer with its venv
# module, newest first, and the first optimised build is preferred: builds without --enable-optimizations, such as
# pyenv's default, are 20 to 25 % slower.
set -u
NAMES="python3.14 python3.13 python3.12 python3.11 python3"

# Prints "optimised", "plain" or "no-venv", and the version; fails for an older Python, and for what is none.
PROBE='
import sys, sysconfig
if sys.version_info < (3, 11):
    sys.exit(1)
flags = " ".join(str(sysconfig.get_config_var(name)) for name in ("CONFIG_ARGS", "PY_CFLAGS", "PY_CORE_CFLAGS"))
# a distribution of its own: Debian passes the flags of the profile to make, so sysconfig does not know of them
optimised = "--enable-optimizations" in flags or "-fprofile-use" in flags or sys.base_prefix == "/usr"
try:
    import ensurepip, venv
except ImportError:
    print("no-venv", sys.version.split()[0])
else:
    print("optimised" if optimised else "plain", sys.version.split()[0])
'
probe() { "$1" -c "$PROBE" 2>/dev/null </dev/null; }
say() { echo "$1" >&2; }

install="Debian: apt install python3 python3-venv    macOS: brew install python"
if [ -n "${1:-}" ]; then
    case "$(probe "$1")" in
        "") say "Python 3.11 or newer is needed; PYTHON=$1 is none. $install"; exit 1 ;;
        no-venv*) say "$1 has no venv module. $install"; exit 1 ;;
    esac
    command -v "$1"
    exit
fi

plain="" plain_version="" without_venv=""
for name in $NAMES; do
    IFS=:
    for folder in $PATH; do
        unset IFS
        file="$folder/$name"
        [ -x "$file" ] && [ ! -d "$file" ] || continue
        read -r kind version <<END
$(probe "$file")
END
        case "$kind" in
            optimised)
                say "Python: $file ($version, an optimised build)${plain:+; $plain ($plain_version) was built without --enable-optimizations}. PYTHON=… takes another one."
                echo "$file"
                exit ;;
            plain) [ -n "$plain" ] || { plain="$file"; plain_version="$version"; } ;;
            no-venv) without_venv="$file" ;;
        esac
    done
    unset IFS
done
if [ -n "$plain" ]; then
    say "Python: $plain ($plain_version). It was built without --enable-optimizations, which makes it up to a quarter slower; there is no optimised one in PATH. PYTHON=… takes another one."
    echo "$plain"
elif [ -n "$without_venv" ]; then
    say "$without_venv has no venv module. $install"
    exit 1
else
    say "Python 3.11 or newer is needed; tried in PATH: $NAMES. $install"
    exit 1
fi
