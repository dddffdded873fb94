#!/bin/sh
# The simulator's stand-in for the runner's run.sh: online until it is told to stop, then offline. Killed the hard way
# it goes offline a little later, because the server hears no more from it.
#
# RUNNER_SIM_EXIT=1: for tests, connect, stay online on the server, and return at once.

cd "$(dirname "$0")" || exit 1

if [ "$(id -u)" -eq 0 ] && [ -z "$RUNNER_ALLOW_RUNASROOT" ]; then
  echo "Must not run interactively with sudo"
  exit 1
fi
if [ ! -f .runner ] || [ ! -f .credentials ]; then
  echo "An error occurred: Not configured. Run config.(sh/cmd) to configure the runner." >&2
  exit 1
fi

nl='
'
url=$(sed -n 's/^ *"gitHubUrl": *"\([^"]*\)".*/\1/p' .runner)
client_id=$(sed -n 's/.*"clientId": "\([^"]*\)".*/\1/p' .credentials)
base=$(printf '%s' "$url" | sed -n 's|^\([Hh][Tt][Tt][Pp][Ss]\{0,1\}://[^/?#]*\).*|\1|p')

# say EVENT: sets $status, 000 where the server cannot be reached.
say() {
  status=$(printf '%s' "$client_id" | curl -q -s --noproxy '*' -o /dev/null -w '%{http_code}' \
    --data-urlencode client_id@- --data-urlencode "url=$url" --data-urlencode "event=$1" \
    "$base/_simulator/machine/session")
}

leave() {
  trap '' INT TERM HUP
  echo "Exiting..."
  say end
  exit 0
}

if [ "$1" = --simulator-offline ]; then
  say end
  exit 0
fi

# Before the server hears of it, so that nothing that stops this script leaves it online.
trap leave INT TERM HUP
start=start
[ -n "$RUNNER_SIM_EXIT" ] && start=online
say "$start"
if [ "$status" = 404 ]; then
  echo "Failed to create a session. The runner registration has been deleted from the server, please re-configure. Runner registrations are automatically deleted for runners that have not connected to the service recently." >&2
  exit 1
fi
if [ "$status" != 200 ]; then
  echo "Failed to create session. $base answers $status" >&2
  exit 1
fi
printf '\n√ Connected to GitHub\n\n'
echo "Current runner version: '@VERSION@'"
echo "$(date -u '+%Y-%m-%d %H:%M:%SZ'): Listening for Jobs"
[ -n "$RUNNER_SIM_EXIT" ] && exit 0

failures=0
while :; do
  sleep 2 &
  wait $!
  say poll
  case $status in
    200) failures=0 ;;
    404)
      echo "The runner no longer exists on the server. Please reconfigure the runner." >&2
      exit 1
      ;;
    *)
      # The real runner retries for ever; one that outlives its simulator would only stay behind.
      failures=$((failures + 1))
      echo "$(date -u '+%Y-%m-%d %H:%M:%SZ'): Runner connect error. Retrying until reconnected." >&2
      [ "$failures" -ge 5 ] && exit 1
      ;;
  esac
done
