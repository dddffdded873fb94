#!/bin/sh
# The simulator's stand-in for the runner's svc.sh: the same commands and refusals, but the "service" is a background
# run.sh in this folder, and nothing outside the folder is touched.
#
# RUNNER_SIM_ANY_USER=1: for tests, do not care who runs it.

os_label='@OS@'
user_id=$(id -u)
if [ -z "$RUNNER_SIM_ANY_USER" ]; then
  if [ "$os_label" = Linux ] && [ "$user_id" -ne 0 ]; then
    echo "Must run as sudo"
    exit 1
  fi
  if [ "$os_label" = macOS ] && [ "$user_id" -eq 0 ]; then
    echo "Must not run with sudo"
    exit 1
  fi
fi

failed() {
  echo "Failed: ${1:-Undefined error}" >&2
  exit 1
}

[ -f ./run.sh ] || failed "Must run from runner root or install is corrupt"
[ -f .runner ] || [ "$1" = uninstall ] || [ "$1" = status ] || failed "Must run from runner root or install is corrupt"

agent=$(sed -n 's/^ *"agentName": *"\(.*\)",\{0,1\} *$/\1/p' .runner 2>/dev/null | tr -c 'A-Za-z0-9\n' '-')
owner=$(sed -n 's/^ *"gitHubUrl": *"\([^"]*\)".*/\1/p' .runner 2>/dev/null | sed 's|.*://[^/]*/||' | tr -c 'A-Za-z0-9\n' '-')
name="actions.runner.$owner.$agent.service"

running() { [ -f .service_pid ] && kill -0 "$(cat .service_pid)" 2>/dev/null; }

install() {
  [ -f .service ] && failed "error: exists $name"
  user=${1:-${SUDO_USER:-$(id -un)}}
  echo "Creating launch runner in $name"
  echo "Run as user: $user"
  id -u "$user" > /dev/null 2>&1 || failed "User does not exist"
  echo "$name" > .service || failed "failed to create .service file"
}

start() {
  [ -f .service ] || failed "failed to start $name"
  if [ -n "$RUNNER_SIM_EXIT" ]; then
    RUNNER_ALLOW_RUNASROOT=1 ./run.sh > /dev/null || failed "failed to start $name"
    echo online > .service_pid
  elif ! running; then
    RUNNER_ALLOW_RUNASROOT=1 nohup ./run.sh > .service_log 2>&1 < /dev/null &
    echo $! > .service_pid
  fi
  status
}

stop() {
  [ -f .service ] || failed "failed to stop $name"
  if running; then
    kill "$(cat .service_pid)"
  fi
  [ -f .runner ] && RUNNER_ALLOW_RUNASROOT=1 RUNNER_SIM_EXIT='' ./run.sh --simulator-offline
  rm -f .service_pid
  status
}

status() {
  echo
  if [ ! -f .service ]; then
    echo "not installed"
    echo
    exit 1
  fi
  cat .service
  if running || [ "$(cat .service_pid 2>/dev/null)" = online ]; then
    echo "   Active: active (running)"
  else
    echo "   Active: inactive (dead)"
  fi
}

uninstall() {
  if [ -f .service ]; then
    stop
    rm -f .service || failed "failed to delete .service"
  else
    echo "Service $name is not installed"
  fi
}

usage() {
  echo
  echo "Usage:"
  echo "./svc.sh [install, start, stop, status, uninstall]"
  echo "Commands:"
  echo "   install [user]: Install runner service as Root or specified user."
  echo "   start: Manually start the runner service."
  echo "   stop: Manually stop the runner service."
  echo "   status: Display status of runner service."
  echo "   uninstall: Uninstall runner service."
  echo
}

case $1 in
  install) install "$2" ;;
  start) start ;;
  stop) stop ;;
  status) status ;;
  uninstall) uninstall ;;
  *) usage ;;
esac
exit 0
