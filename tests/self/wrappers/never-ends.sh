#!/bin/sh
# Begins a thread where it is asked for one outright, and says nothing more.
codex="${0%/*}/real-codex"
case "$1 $2" in
  exec\ --json)
    echo '{"type":"thread.started","thread_id":"01234567-89ab-7cde-8f01-23456789abcd"}'
    exec sleep 1000
    ;;
  app-server\ -c) exec sleep 1000 ;;
  *) exec "$codex" "$@" ;;
esac
