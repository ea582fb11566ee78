#!/usr/bin/env bash
# Builds the pages of gateway/src/main/web to where the gateway serves them from.
#
#   build.sh FOLDER-TO-BUILD-IN FOLDER-OF-CLASSES
#
# Nothing is done when nothing has changed. Without npm, or where npm reaches nothing, the build goes on: a gateway
# without these pages takes events and decides all the same, and says at their addresses what is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" "$2/web/pages"
work=$(cd "$1" && pwd)
pages=$(cd "$2/web/pages" && pwd)

go_without() {
  echo "[WARNING] $1 The pages for operations, abandonment and rules are left out."
  exit 0
}

sources=$(cd "$here" && find . ../resources/web/*.js -name node_modules -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
if [ "$sources" = "$(cat "$work/built" 2> /dev/null)" ] && [ -f "$pages/files.txt" ]; then
  exit 0
fi

if ! command -v npm > /dev/null && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "[INFO] Installing npm for the gateway's pages."
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq npm; } > /dev/null ||
    go_without "npm is missing and apt-get could not install it, for the reason above."
fi
command -v npm > /dev/null || go_without "npm is missing: install Node.js 18 or later and build again."
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
  go_without "Node.js is $(node --version); expected 18 or later: install that and build again."

rm -rf "$work/src" "$pages"/*
cp -R "$here/." "$work/"
mkdir -p "$work/shared"
cp "$here"/../resources/web/*.js "$work/shared/"
cd "$work"
if ! cmp -s package-lock.json installed.json; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel error || go_without "npm could not install what the pages need, for the reason above."
  cp package-lock.json installed.json
fi
node_modules/.bin/tsc
node build.mjs "$pages"
printf '%s' "$sources" > built
