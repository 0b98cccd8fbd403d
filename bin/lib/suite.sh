# shellcheck shell=bash
# Runs a command of system-tests.jar, which starts nats-server and the services as processes of its own.

# shellcheck source=bin/lib/nats-server.sh
. "$(dirname "${BASH_SOURCE[0]}")/nats-server.sh"
# shellcheck source=bin/lib/maven.sh
. "$(dirname "${BASH_SOURCE[0]}")/maven.sh"

# run_suite COMMAND [ARGUMENT...]: replaces this shell, so that Ctrl-C and TERM reach the one that has to clean up.
run_suite() {
  local java terminal=false
  java=$(find_java)
  NATS_SERVER=$(find_nats_server)
  export NATS_SERVER
  build_jars
  # Java itself can only tell whether stdin and stdout are both a terminal.
  [ ! -t 1 ] || [ "${TERM:-dumb}" = dumb ] || terminal=true
  exec "$java" -XX:+UseSerialGC -Dtailrace.home="$root" -Dtailrace.terminal="$terminal" \
    -jar "$root/system-tests/target/system-tests.jar" "$@"
}

# run_bench [ARGUMENT...]: the same for bin/bench.
run_bench() {
  local java
  java=$(find_java)
  NATS_SERVER=$(find_nats_server)
  export NATS_SERVER
  build_jars
  local target=$root/benchmarks/target
  exec "$java" -Dtailrace.home="$root" -cp "$target/benchmarks.jar:$target/lib/*" io.tailrace.bench.bin.Main "$@"
}

# print_help FILE: the comment at a script's head is its help.
print_help() {
  sed -n '2,/^[^#]/ { s/^# \{0,1\}//p; }' "$1"
}
