#!/bin/sh
# As an app-server it answers nothing; all else works.
codex="${0%/*}/real-codex"
case "$1 $2" in app-server\ -c) exec sleep 1000 ;; *) exec "$codex" "$@" ;; esac
