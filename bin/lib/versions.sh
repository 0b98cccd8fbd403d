# shellcheck shell=bash
# What bin/ obtains where the machine does not have it already: pinned here and nowhere else.

export NATS_SERVER_VERSION=2.14.5
export NATS_SERVER_OLDEST=2.10
export NATS_SERVER_OLD_VERSION=2.10.27
export NATS_CLI_VERSION=0.5.1
export MAVEN_VERSION=3.9.11
export MAVEN_OLDEST=3.8
export JAVA_OLDEST=17

# SHA-256 of nats-server-v<version>-<os>-<arch>.tar.gz, from SHA256SUMS of the release.
nats_server_sha256() {
  case "$1" in
    linux-amd64) echo 5e3b603d47c447bda1f77f9ac16dbf91c90aac4ff3681f8fbbc7201e4ed99355 ;;
    linux-arm64) echo 673a98d3faa79dde3f9ebf16d6dfac36a5f694e7ad2015e4954dd7939c85cd4c ;;
    darwin-amd64) echo f95c98d6b6ed2b63c5681b46b092c9585c99767d547cf495730c329234625e96 ;;
    darwin-arm64) echo ddd907854d9a2de834af133fa396915fe6442fe6d8909ae31390d1ea7a0fea50 ;;
    *) return 1 ;;
  esac
}

# SHA-256 of apache-maven-<version>-bin.tar.gz.
maven_sha256() {
  echo 4b7195b6a4f5c81af4c0212677a32ee8143643401bc6e1e8412e6b06ea82beac
}
