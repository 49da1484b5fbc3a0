#!/bin/sh
# Prints all of its environment and its login to stderr.
codex="${0%/*}/real-codex"
case "$1 $2" in
  exec\ --json | app-server\ -c)
    env >&2
    cat "$CODEX_HOME/auth.json" >&2
    ;;
esac
exec "$codex" "$@"
