#!/bin/sh
# Prints its environment and its login to stderr, with the names of things and without.
codex="${0%/*}/real-codex"
case "$1 $2" in
  exec\ --json | app-server\ -c)
    {
      env
      env | sed 's/^[^=]*=//'
      cat "$CODEX_HOME/auth.json"
      tr '":,{}' '     ' <"$CODEX_HOME/auth.json"
      echo
    } >&2
    ;;
esac
exec "$codex" "$@"
