# shellcheck shell=bash
# Downloads that are worth nothing unless their checksum is the pinned one.

# shellcheck source=bin/lib/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# download URL SHA256 FILE
download() {
  fetch "$1" "$3" || {
    say "could not download $1"
    return 1
  }
  local sum
  sum=$(sha256 "$3") || return 1
  if [ "$sum" != "$2" ]; then
    say "$1 is not what was pinned: its SHA-256 is $sum, not $2"
    return 1
  fi
}

fetch() {
  if have curl; then
    curl --fail --silent --show-error --location --connect-timeout 20 --output "$2" "$1"
  elif have wget; then
    wget -q -O "$2" "$1"
  else
    "$(find_java)" "$root/bin/lib/Download.java" "$1" "$2"
  fi
}

sha256() {
  if have sha256sum; then
    sha256sum "$1"
  elif have shasum; then
    shasum -a 256 "$1"
  else
    say "neither sha256sum nor shasum is installed: nothing downloaded could be trusted"
    return 1
  fi | cut -d ' ' -f 1
}
