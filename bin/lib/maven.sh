# shellcheck shell=bash
# Finds a Maven, or obtains one into .tools/; builds the jars when they are missing or older than their sources.

# shellcheck source=bin/lib/download.sh
. "$(dirname "${BASH_SOURCE[0]}")/download.sh"

# Where Apache keeps every release; another address serves mirrors and tests.
: "${MAVEN_DOWNLOADS:=https://archive.apache.org/dist/maven/maven-3}"

# Prints the path of the Maven on the PATH where it is new enough, else of the wrapper.
find_maven() {
  local version
  if have mvn && version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p') \
    && at_least "$version" "$MAVEN_OLDEST"; then
    command -v mvn
  else
    echo "$root/mvnw"
  fi
}

# Prints the path of the pinned Maven's mvn.
find_pinned_maven() {
  local home=$tools/apache-maven-$MAVEN_VERSION
  [ -d "$home" ] || obtain_maven
  echo "$home/bin/mvn"
}

obtain_maven() {
  mkdir -p "$tools"
  local scratch name=apache-maven-$MAVEN_VERSION
  scratch=$(mktemp -d "$tools/obtain.XXXXXX")
  say "Maven $MAVEN_VERSION: downloading"
  if download "$MAVEN_DOWNLOADS/$MAVEN_VERSION/binaries/$name-bin.tar.gz" "$(maven_sha256)" "$scratch/maven.tar.gz" \
    && tar -xzf "$scratch/maven.tar.gz" -C "$scratch" && mv "$scratch/$name" "$tools/"; then
    rm -rf "$scratch"
  else
    rm -rf "$scratch"
    fail "Maven could not be obtained (see above). Put Maven $MAVEN_OLDEST or newer on the PATH."
  fi
}

build_jars() {
  jars_are_current && return
  local log=$tools/build.log
  mkdir -p "$tools"
  find_java >/dev/null
  say "building the jars (a first build takes a minute or two)"
  # Formatting is for those who change the code; here someone wants to see it run.
  mvn_for_build -B -ntp -Dstyle.color=never -DskipTests -Dspotless.check.skip=true package 2>&1 \
    | tee "$log" | sed -n 's/^\[INFO\] Building \(Tailrace ::[^0-9]*\) .*/  \1/p' >&2 || {
    grep -E '^\[(ERROR|FATAL)\]' "$log" | head -n 20 >&2
    fail "the build failed; all of its output is in $log"
  }
}

mvn_for_build() {
  local maven
  maven=$(find_maven)
  (cd "$root" && "$maven" "$@" </dev/null)
}

# An executable jar carries the build's reproducible time; the plain one that it was made from, beside it, the real one.
jars_are_current() {
  local module jar
  for module in log-agent log-collector stream-admin system-tests; do
    jar=$root/$module/target/$module.jar
    [ -f "$jar" ] && [ -f "$jar.original" ] && [ -z "$(sources_newer_than "$jar.original")" ] || return 1
  done
  # This one is no executable jar of Spring Boot's.
  jar=$root/benchmarks/target/benchmarks.jar
  [ -f "$jar" ] && [ -z "$(sources_newer_than "$jar")" ] || return 1
}

# Directories count too: a file that was removed shows in the directory that it was removed from.
sources_newer_than() {
  find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main "$root/nats-support/src/test" -newer "$1" 2>/dev/null
}
