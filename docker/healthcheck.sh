#!/usr/bin/env bash
# Healthy when GET http://HOST:PORT/PATH answers 200 within 4 seconds. Bash alone: the images have no curl.
set -euo pipefail
if [[ $# -ne 3 ]]; then
  echo "usage: healthcheck.sh HOST PORT PATH" >&2
  exit 2
fi
host=$1 port=$2 path=$3

probe() {
  exec 3<>"/dev/tcp/$host/$port"
  printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$path" "$host" >&3
  local version status rest
  read -r version status rest <&3
  if [[ $version != HTTP/1.* || $status != 200 ]]; then
    echo "http://$host:$port$path answers ${version} ${status} ${rest%$'\r'}; expected 200" >&2
    return 1
  fi
}

if [[ ${RTOTO_PROBE:-} == now ]]; then
  probe
else
  # The probe runs in a process of its own, so that one that hangs can be ended.
  RTOTO_PROBE=now exec timeout 4 "${BASH_SOURCE[0]}" "$@"
fi
