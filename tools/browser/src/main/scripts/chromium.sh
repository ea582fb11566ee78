#!/usr/bin/env bash
# Sees to it that there is a Chromium for the browser tests: RTOTO_CHROMIUM, or /usr/bin/chromium, which Debian's
# package brings. It installs that where it may.
set -euo pipefail
if [ -n "${RTOTO_CHROMIUM:-}" ] || [ -x /usr/bin/chromium ]; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "[INFO] Installing chromium and fonts for the browser tests."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk > /dev/null
  exit 0
fi
echo "[ERROR] The browser tests need Chromium, which is not at /usr/bin/chromium and cannot be installed by this user."
echo "[ERROR] Install it, or say where one is (RTOTO_CHROMIUM=/path/to/chromium), or go without: mvn verify -P '!browser'."
exit 1
