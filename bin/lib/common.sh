# shellcheck shell=bash
# What every script in bin/ starts with: the repository's root, messages, a Java that is new enough.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck disable=SC2034 # used by those who source this
tools=$root/.tools

# shellcheck source=bin/lib/versions.sh
. "$root/bin/lib/versions.sh"

# Under the POSIX locale a JDK cannot open files with non-ASCII names. macOS has no such locale and no such trouble.
if [ "$(uname -s)" = Linux ]; then
  export LC_ALL=C.UTF-8
fi

# Messages go to stderr: what a function answers goes to stdout.
say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "$(basename "$0"): $*"
  exit 1
}

have() {
  command -v "$1" >/dev/null 2>&1
}

# at_least VERSION OLDEST: compares major.minor.
at_least() {
  local major minor oldest_major oldest_minor rest
  IFS=. read -r major minor rest <<<"${1#v}.0"
  IFS=. read -r oldest_major oldest_minor rest <<<"$2.0"
  case "$major$minor" in
    '' | *[!0-9]*) return 1 ;;
  esac
  [ "$major" -gt "$oldest_major" ] || { [ "$major" -eq "$oldest_major" ] && [ "$minor" -ge "$oldest_minor" ]; }
}

# Prints the path of a java that is new enough: JAVA_HOME's, or the one on the PATH.
find_java() {
  local java version
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  have "$java" || fail "needs a JDK $JAVA_OLDEST or newer: there is no ${java} (set JAVA_HOME, or put java on the PATH)"
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
  at_least "$version" "$JAVA_OLDEST" || fail "needs a JDK $JAVA_OLDEST or newer: $java is ${version:-unknown}"
  command -v "$java"
}
