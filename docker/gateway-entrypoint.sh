#!/usr/bin/env bash
# Runs the gateway. Its settings are in the environment: RTOTO_KAFKA, RTOTO_HOST, RTOTO_PORT,
# RTOTO_WRITE_KEYS and others, see GatewayEnvironment.
#
# Of this script (default):
#   RTOTO_HOME          where bin, conf and lib are (the directory above this script's)
#   RTOTO_JAVA_OPTIONS  flags of the JVM, such as "-Xmx1g"
set -euo pipefail

home=${RTOTO_HOME:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
read -r -a jvm <<<"${RTOTO_JAVA_OPTIONS:-}"
exec java "${jvm[@]}" -Dlog4j2.configurationFile="file:$home/conf/log4j2.properties" \
  -cp "$home/lib/*" io.rtoto.gateway.GatewayMain "$@"
