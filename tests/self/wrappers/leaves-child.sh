#!/bin/sh
# In the process group of codex.
codex="${0%/*}/real-codex"
case "$1 $2" in exec\ --json | app-server\ -c) ;; *) exec "$codex" "$@" ;; esac
sleep 1000 </dev/null >/dev/null 2>&1 &
exec "$codex" "$@"
