#!/bin/sh
# In a session, and so in a process group, of its own.
codex="${0%/*}/real-codex"
case "$1 $2" in exec\ --json | app-server\ -c) ;; *) exec "$codex" "$@" ;; esac
setsid sleep 1000 </dev/null >/dev/null 2>&1 &
exec "$codex" "$@"
