#!/usr/bin/env bash
# Runs a command of rtoto, such as `up --headless`; see --help.
#
# Set by the environment (default):
#   RTOTO_HOME          where bin, conf, lib and rules are (the directory above this script's)
#   RTOTO_JAVA_OPTIONS  flags of the JVM, such as "-Xmx1g"
set -euo pipefail

home=${RTOTO_HOME:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
read -r -a jvm <<<"${RTOTO_JAVA_OPTIONS:-}"
exec java "${jvm[@]}" -Drtoto.root="$home" -Dlog4j2.configurationFile="file:$home/conf/log4j2.properties" \
  -cp "$home/lib/*" io.rtoto.cli.Rtoto "$@"
