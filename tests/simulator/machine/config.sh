#!/bin/sh
# The simulator's stand-in for the config.sh of actions/runner @VERSION@: the same options, questions, refusals and
# files, in POSIX sh and curl. It registers at the simulator that --url names, with the token given.
#
# What it takes over from the runner's own parser (src/Runner.Common/CommandLineParser.cs): "--x" opens an option, the
# next word that does not begin with "-" is its value, an option without a value is a flag, the first of two values
# wins, words that begin with a single "-" are ignored. Unknown options are named, and it goes on.

user_id=$(id -u)
if [ "$user_id" -eq 0 ] && [ -z "$RUNNER_ALLOW_RUNASROOT" ]; then
  echo "Must not run with sudo"
  exit 1
fi

cd "$(dirname "$0")" || exit 1

nl='
'
os_label='@OS@'
arch_label='@ARCH@'
configure_args='auth labels monitorsocketaddress name pat runnergroup token url username windowslogonaccount windowslogonpassword work'
configure_flags='disableupdate ephemeral generateserviceconfig replace runasservice unattended no-default-labels'
remove_args='token pat'
remove_flags='local'
generic_flags='help version commit check'

error() { printf '%s\n' "$1" >&2; }
success() { printf '√ %s\n' "$1"; }
section() { printf '\n# %s\n\n' "$1"; }
fail() { error "$1"; exit 1; }
lower() { printf '%s' "$1" | tr '[:upper:]' '[:lower:]'; }

# has WORD LIST: the list holds the word.
has() { case " $2 " in *" $1 "*) return 0 ;; *) return 1 ;; esac; }

# trim TEXT: sets $trimmed.
trim() {
  trimmed=$1
  trimmed=${trimmed#"${trimmed%%[![:space:]]*}"}
  trimmed=${trimmed%"${trimmed##*[![:space:]]}"}
}

# --- Command line -----------------------------------------------------------------------------------------------------

command=configure
if [ "$(lower "$1")" = remove ]; then
  command=remove
  shift
fi
if [ "$command" = remove ]; then
  known_args=$remove_args known_flags="$remove_flags $generic_flags"
else
  known_args=$configure_args known_flags="$configure_flags $generic_flags"
fi

flags=''
unknown_commands='' unknown_flags='' unknown_args='' set_args=''
open='' options_began=''

join() { if [ -n "$1" ]; then printf '%s, %s' "$1" "$2"; else printf '%s' "$2"; fi; }

add_flag() {
  trim "$1"
  flag=$(lower "$trimmed")
  has "$flag" "$flags" && return
  flags="$flags $flag"
  # An option of this command without its value is no error, and neither is a flag with one: both are just not seen.
  has "$flag" "$known_args $known_flags" || unknown_flags=$(join "$unknown_flags" "$trimmed")
}

# add_value NAME VALUE: fails where the option has a value already.
add_value() {
  trim "$1"
  key=$(lower "$trimmed")
  has "$key" "$set_args" && return 1
  set_args="$set_args $key"
  if has "$key" "$known_args"; then
    name=$trimmed
    trim "$2"
    eval "value_$key=\$trimmed"
  elif ! has "$key" "$known_flags"; then
    unknown_args=$(join "$unknown_args" "$trimmed")
  fi
}

for word in "$@"; do
  case $word in --*) options_began=yes ;; esac
  if [ "$word" = '/?' ]; then
    add_flag help
  elif [ -z "$options_began" ]; then
    trim "$word"
    unknown_commands=$(join "$unknown_commands" "$trimmed")
  else
    case $word in
      --?*)
        [ -n "$open" ] && add_flag "$open"
        open=${word#--}
        ;;
      -*) ;;
      *) [ -n "$open" ] && add_value "$open" "$word" && open='' ;;
    esac
  fi
done
[ -n "$open" ] && add_flag "$open"

unknown=$unknown_commands
if [ -z "$unknown" ]; then
  unknown=$unknown_flags
  [ -n "$unknown_args" ] && unknown=$(join "$unknown" "$unknown_args")
fi
if [ -n "$unknown" ]; then
  error "Unrecognized command-line input arguments for command $command: '$unknown'. For usage refer to: .\\config.cmd --help or ./config.sh --help"
fi

# Every argument may come from the environment as ACTIONS_RUNNER_INPUT_<NAME>; the command line wins. Hyphenated names
# cannot be set from a shell, here as there.
for key in $known_args; do
  has "$key" "$set_args" && continue
  eval "trim \"\${ACTIONS_RUNNER_INPUT_$(printf '%s' "$key" | tr '[:lower:]' '[:upper:]'):-}\""
  eval "value_$key=\$trimmed"
done
for key in disableupdate ephemeral replace unattended local; do
  eval "trim \"\${ACTIONS_RUNNER_INPUT_$(printf '%s' "$key" | tr '[:lower:]' '[:upper:]'):-}\""
  [ "$(lower "$trimmed")" = true ] && ! has "$key" "$flags" && flags="$flags $key"
done

flag() { has "$1" "$flags"; }
true_or_false() { if flag "$1"; then echo true; else echo false; fi; }

# --- Questions --------------------------------------------------------------------------------------------------------

valid() { # KIND VALUE
  case $1 in
    url) case $(lower "$2") in http://?* | https://?*) return 0 ;; *) return 1 ;; esac ;;
    labels) [ -z "$2" ] || { call lookup "$value_token_used" --data-urlencode "labels=$2" && [ "$status" = 200 ]; } ;;
    bool) case $(lower "$2") in true | false | y | n) return 0 ;; *) return 1 ;; esac ;;
    *) [ -n "$2" ] ;;
  esac
}

# ask KEY KIND QUESTION DEFAULT [optional]: sets $answer from the option (once), the default, or a question.
ask() {
  eval "answer=\${value_$1:-}"
  eval "value_$1=''"
  [ -n "$answer" ] && valid "$2" "$answer" && return
  if flag unattended; then
    answer=$4
    if [ -z "$answer" ] && [ -z "$5" ]; then
      fail "Invalid configuration provided for $1. Terminating unattended configuration."
    fi
    return
  fi
  while :; do
    printf '%s ' "$3"
    if [ -n "$4" ]; then printf '[press Enter for %s] ' "$4"; elif [ -n "$5" ]; then printf '[press Enter to skip] '; fi
    ended=''
    answer=''
    IFS= read -r answer || ended=yes
    trim "$answer"
    answer=$trimmed
    if [ -z "$answer" ]; then
      answer=$4
      [ -n "$answer$5" ] && return
      # The real runner asks for ever at the end of its input; here that is an error.
      [ -n "$ended" ] && fail "No input left for $1."
      continue
    fi
    valid "$2" "$answer" && return
    echo "Entered value is invalid"
    [ -n "$ended" ] && fail "No input left for $1."
  done
}

# --- The server -------------------------------------------------------------------------------------------------------

# call PATH TOKEN [curl arguments]: sets $status and $reply. The token goes through a pipe, not the process list.
call() {
  path=$1 token=$2
  shift 2
  reply=$(printf '%s' "$token" | curl -q -sS --noproxy '*' -w "$nl%{http_code}" \
    --data-urlencode token@- --data-urlencode "url=$url" "$@" "$base/_simulator/machine/$path") \
    || fail "Cannot reach $base"
  status=${reply##*"$nl"}
  reply=${reply%"$nl"*}
}

# What the real service says to a wrong token: as little as this.
unclear() { # EVENT
  error "Http response code: NotFound from 'POST $base/api/v3/actions/runner-registration' (Request Id: simulated)"
  error "$reply"
  fail "Response status code does not indicate success: $status (Not Found)."
}

base_of() { printf '%s' "$1" | sed -n 's|^\([Hh][Tt][Tt][Pp][Ss]\{0,1\}://[^/?#]*\).*|\1|p'; }

# --- Commands ---------------------------------------------------------------------------------------------------------

usage() {
  cat <<EOF

Commands:
 ./config.sh         Configures the runner
 ./config.sh remove  Unconfigures the runner
 ./run.sh            Runs the runner interactively. Does not require any options.

Options:
 --help     Prints the help for each command
 --version  Prints the runner version

Config Options:
 --unattended           Disable interactive prompts for missing arguments. Defaults will be used for missing options
 --url string           Repository to add the runner to. Required if unattended
 --token string         Registration token. Required if unattended
 --name string          Name of the runner to configure (default $(uname -n))
 --runnergroup string   Name of the runner group to add this runner to (defaults to the default runner group)
 --labels string        Custom labels that will be added to the runner. This option is mandatory if --no-default-labels is used.
 --no-default-labels    Disables adding the default labels: 'self-hosted,$os_label,$arch_label'
 --local                Removes the runner config files from your local machine. Used as an option to the remove command
 --work string          Relative runner work directory (default _work)
 --replace              Replace any existing runner with the same name (default false)
 --disableupdate        Disable self-hosted runner automatic update to the latest released version
 --ephemeral            Configure the runner to only take one job and then let the service un-configure the runner after the job finishes (default false)
EOF
}

delete_local() {
  if [ -f .credentials ]; then rm -f .credentials; success "Removed .credentials"; else echo "Does not exist. Skipping Removing .credentials"; fi
  if [ -f .runner ]; then rm -f .runner; success "Removed .runner"; else echo "Does not exist. Skipping Removing .runner"; fi
}

# field NAME: a text or number of .runner.
field() { sed -n "s/^ *\"$1\": *\"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\} *\$/\1/p" .runner; }

remove_runner() {
  section "Runner removal"
  if [ -f .service ]; then
    echo "Removing service"
    error "Failed: Removing service"
    fail "Uninstall service first"
  fi
  if [ -f .runner ] && [ -f .credentials ]; then
    url=$(field gitHubUrl)
    base=$(base_of "$url")
    ask token nonempty "Enter runner remove token:" ''
    value_token_used=$answer
    call remove "$value_token_used" --data-urlencode "agent_id=$(field agentId)"
    case $status in
      200) [ "$reply" = absent ] && echo "Does not exist. Skipping Removing runner from the server" ;;
      404)
        ( unclear )
        error "Failed: Removing runner from the server"
        exit 1
        ;;
      *)
        error "Failed: Removing runner from the server"
        fail "$reply"
        ;;
    esac
    echo
    success "Runner removed successfully"
  else
    echo "Cannot connect to server, because config files are missing. Skipping removing runner from the server."
  fi
  delete_local
  echo
}

banner() {
  cat <<'EOF'

--------------------------------------------------------------------------------
|        ____ _ _   _   _       _          _        _   _                      |
|       / ___(_) |_| | | |_   _| |__      / \   ___| |_(_) ___  _ __  ___      |
|      | |  _| | __| |_| | | | | '_ \    / _ \ / __| __| |/ _ \| '_ \/ __|     |
|      | |_| | | |_|  _  | |_| | |_) |  / ___ \ (__| |_| | (_) | | | \__ \     |
|       \____|_|\__|_| |_|\__,_|_.__/  /_/   \_\___|\__|_|\___/|_| |_|___/     |
|                                                                              |
|                       Self-hosted runner registration                        |
|                                                                              |
--------------------------------------------------------------------------------
EOF
}

connect() {
  section "Authentication"
  while :; do
    ask url url "What is the URL of your repository?" ''
    url=$answer
    base=$(base_of "$url")
    ask token nonempty "What is your runner register token?" ''
    value_token_used=$answer
    call auth "$value_token_used" --data-urlencode event=register
    [ "$status" = 200 ] && break
    unclear
  done
  echo
  success "Connected to GitHub"
}

register() {
  call register "$value_token_used" \
    --data-urlencode "name=$name" --data-urlencode "runnergroup=$group" --data-urlencode "labels=$labels" \
    --data-urlencode "os=$os_label" --data-urlencode "arch=$arch_label" --data-urlencode "replace=$1" \
    --data-urlencode "ephemeral=$(true_or_false ephemeral)" \
    --data-urlencode "no_default_labels=$(true_or_false no-default-labels)"
}

configure() {
  banner
  if [ -f .runner ]; then
    fail "Cannot configure the runner because it is already configured. To reconfigure the runner, run 'config.cmd remove' or './config.sh remove' first."
  fi
  connect
  section "Runner Registration"
  ask runnergroup nonempty "Enter the name of the runner group to add this runner to:" Default
  wanted=$answer
  echo
  call lookup "$value_token_used" --data-urlencode "runnergroup=$wanted"
  [ "$status" = 200 ] || fail "Could not find any self-hosted runner group named \"$wanted\"."
  group=$reply
  while :; do
    ask name nonempty "Enter the name of runner:" "$(uname -n)"
    name=$answer
    echo
    ask labels labels "This runner will have the following labels: 'self-hosted', '$os_label', '$arch_label' ${nl}Enter any additional labels (ex. label-1,label-2):" '' optional
    labels=$answer
    echo
    call lookup "$value_token_used" --data-urlencode "name=$name"
    replace=false
    if [ "$reply" = taken ]; then
      echo "A runner exists with the same name"
      if flag replace; then
        replace=true
      elif flag unattended; then
        fail "A runner exists with the same name $name."
      else
        ask replace bool "Would you like to replace the existing runner? (Y/N)" N
        case $(lower "$answer") in true | y) replace=true ;; *) continue ;; esac
      fi
    fi
    # The runner refuses only where no label at all is left.
    if flag no-default-labels && [ -z "$(printf '%s' "$labels" | tr -d ,)" ]; then
      fail "Disabling default labels via --no-default-labels without specifying --labels is not supported"
    fi
    register "$replace"
    [ "$status" = 200 ] && break
    flag unattended && fail "$reply"
    error "$reply"
    error "Failed to add the runner. Try again or ctrl-c to quit"
  done
  umask 077
  printf '%s\n' "$reply" > .credentials
  if [ "$replace" = true ]; then success "Successfully replaced the runner"; else success "Runner successfully added"; fi
  success "Runner connection is good"
  section "Runner settings"
  ask work nonempty "Enter name of work folder:" _work
  client_id=$(sed -n 's/.*"clientId": "\([^"]*\)".*/\1/p' .credentials)
  call settings '' --data-urlencode "client_id=$client_id" --data-urlencode "work=$answer" \
    --data-urlencode "ephemeral=$(true_or_false ephemeral)" --data-urlencode "disableupdate=$(true_or_false disableupdate)"
  printf '%s\n' "$reply" > .runner
  echo
  success "Settings Saved."
  echo
}

if flag help; then usage; exit 0; fi
if flag version; then echo '@VERSION@'; exit 0; fi
if flag commit; then echo simulated; exit 0; fi
if [ "$command" = configure ]; then
  configure
elif flag local; then
  delete_local
else
  remove_runner
fi
