#!/bin/sh
# Takes its prompt and says nothing.
codex="${0%/*}/real-codex"
case "$1 $2" in exec\ --json | app-server\ -c) exec sleep 1000 ;; *) exec "$codex" "$@" ;; esac
