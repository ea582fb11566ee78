#!/usr/bin/env bash
# Starts the gateway; what follows is given to it.
set -euo pipefail

home=${RTOTO_HOME:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
exec "$home/bin/rtoto-entrypoint.sh" gateway "$@"
