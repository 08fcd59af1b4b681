#!/bin/sh
# Starts one worker, and with nothing configured all it needs: ./start_worker.sh [--demo]
# Settings come from the environment, then from .env beside this script. JAVA_OPTS adds options of the JVM.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cd "$here"

fail() {
  printf 'start_worker.sh: %s\n' "$1" >&2
  exit 1
}

case ${1-} in
  -h | --help)
    cat <<'END'
./start_worker.sh            starts a worker, and what is not configured: Kafka, PostgreSQL, Redis, the engine
./start_worker.sh --demo     the same, and runs the samples through it
./start_worker.sh --verify-history [--replay]
                             checks the chain of all decisions; with --replay decides each once more
./start_worker.sh --simulate LENDER VERSION [--last N] [--against VERSION] [--csv]
                             tries a policy on the last applications
Settings come from the environment and from .env beside this script: see README.md.
END
    exit 0
    ;;
esac

# --- .env: lines KEY=VALUE, never executed; what the environment has already stays
load_env() {
  number=0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=$(printf '%s' "$line" | tr -d '\r')
    case $line in
      '' | '#'*) continue ;;
      'export '*) line=${line#export } ;;
    esac
    key=${line%%=*}
    case $line in *=*) ;; *) fail ".env, line $number, is not of the form KEY=VALUE: correct or remove it." ;; esac
    case $key in
      '' | [0-9]* | *[!A-Za-z0-9_]*) fail ".env, line $number: the name before = may have letters, digits and _ only." ;;
    esac
    value=${line#*=}
    case $value in
      \"*\") value=${value#\"} value=${value%\"} ;;
      \'*\') value=${value#\'} value=${value%\'} ;;
    esac
    printenv "$key" >/dev/null || export "$key=$value"
  done <.env
}
[ ! -f .env ] || load_env

# --- a JDK
if [ -n "${JAVA_HOME-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME and has no bin/java: set it to a JDK, version 17 to 25, or unset it."
else
  java=$(command -v java) || fail "No Java found: install a JDK, version 17 to 25 (openjdk-17-jdk-headless on Debian), or set JAVA_HOME."
fi
version=$("$java" -version 2>&1 | sed -n 's/^[^"]* version "\([^"]*\)".*/\1/p' | head -n 1)
major=${version%%[.-]*}
case $major in
  '' | *[!0-9]*) fail "$java does not say its version: set JAVA_HOME to a JDK, version 17 to 25." ;;
esac
[ "$major" -ge 17 ] || fail "$java is Java $version and 17 is needed: install a JDK, version 17 to 25, or set JAVA_HOME to one."

# --- build what is not built, or older than its sources; route files are read where they are
newest_jar() {
  for candidate in target/hatchet-routes-*.jar; do
    case $candidate in *-client.jar | *-testing.jar | *-sources.jar | *-javadoc.jar | *-tests.jar | *'*'*) continue ;; esac
    printf '%s\n' "$candidate"
    return
  done
}
jar=$(newest_jar)
if [ -z "$jar" ] || [ ! -d target/lib ] || { [ -d src/main ] && [ -n "$(find pom.xml src/main -type f ! -path 'src/main/resources/camel/*.camel.yaml' -newer "$jar" | head -n 1)" ]; }; then
  [ -f pom.xml ] || fail "There is neither a built jar in target nor a pom.xml to build it with: run this script where the project is."
  home=$(dirname -- "$(dirname -- "$(readlink -f "$java" 2>/dev/null || printf %s "$java")")")
  [ -x "$home/bin/javac" ] || command -v javac >/dev/null || fail "$java has no compiler beside it: install a JDK, version 17 to 25 (openjdk-17-jdk-headless on Debian), or set JAVA_HOME to one."
  echo 'Building (the first time takes a few minutes) ...'
  ./mvnw -q -B -Pfast -Dmaven.test.skip=true package || fail 'The build failed; its reason is above.'
  jar=$(newest_jar)
  [ -n "$jar" ] || fail 'The build made no jar in target.'
  # Maven leaves the file alone when nothing in it has changed.
  touch "$jar"
fi
[ "${1-}" != --build ] || exit 0

# --- the JVM: small, quick to start, gives memory back when idle, gone when out of memory. The first compiler alone halves the
# time of a start; for long calculations JAVA_OPTS=-XX:TieredStopAtLevel=4 takes both.
set -- -jar "$jar" "$@"
# shellcheck disable=SC2086
set -- -Xmx512m -Xss512k -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true ${JAVA_OPTS-} "$@"
case ${JAVA_OPTS-} in
  *-XX:+Use*GC*) ;;
  *) set -- -XX:+UseG1GC -XX:G1PeriodicGCInterval=60000 -XX:-G1PeriodicGCInvokesConcurrent -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 "$@" ;;
esac
if [ "$major" -ge 22 ]; then set -- --enable-native-access=ALL-UNNAMED "$@"; fi
if [ "$major" -ge 23 ]; then set -- --sun-misc-unsafe-memory-access=allow "$@"; fi
# The classes that the first run loaded are archived while it is idle, and read back at the next start.
archive=${DATA_DIR:-data}/classes-$version.jsa
[ ! "$jar" -nt "$archive" ] || rm -f "$archive"
if [ -f "$archive" ]; then
  set -- "-XX:SharedArchiveFile=$archive" -Xlog:cds=off "$@"
elif [ "${CLASS_ARCHIVE-write}" = write ]; then
  set -- "-Droutes.class.archive=$archive" "$@"
fi
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-2}"
exec "$java" "$@"
