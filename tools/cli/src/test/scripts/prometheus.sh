#!/usr/bin/env bash
# Sees to it that there are Prometheus and its promtool, which test alerts and dashboards: those on the path, or
# those of Debian's package. It installs that where it may.
set -euo pipefail
if command -v prometheus > /dev/null && command -v promtool > /dev/null; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "[INFO] Installing prometheus for the tests of alerts and dashboards."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends prometheus > /dev/null
  exit 0
fi
echo "[ERROR] The tests of alerts and dashboards need prometheus and promtool, which are not on the path and cannot be installed by this user."
echo "[ERROR] Install them, or go without: mvn verify -P '!prometheus'."
exit 1
