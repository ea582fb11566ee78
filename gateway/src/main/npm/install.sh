#!/usr/bin/env bash
# Puts Segment's SDK for browsers, as it comes from npm, where the gateway serves it from.
#
#   install.sh FOLDER-FOR-NPM FOLDER-OF-CLASSES
#
# Without npm, or where npm reaches nothing, the build goes on: only the demo shop needs it, and says so.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
npm_folder=$1
bundles=$2/web/analytics-next/bundles
package=$npm_folder/node_modules/@segment/analytics-next

if ! cmp -s "$here/package-lock.json" "$npm_folder/installed.json"; then
  if ! command -v npm > /dev/null; then
    echo "[WARNING] npm is missing: the demo shop goes without an analytics SDK. Install Node.js 18 or later and build again."
    exit 0
  fi
  mkdir -p "$npm_folder"
  cp "$here/package.json" "$here/package-lock.json" "$npm_folder/"
  if ! npm ci --prefix "$npm_folder" --ignore-scripts --no-audit --no-fund --loglevel error; then
    echo "[WARNING] npm could not install what the demo shop needs, for the reason above: it goes without an analytics SDK."
    exit 0
  fi
  cp "$here/package-lock.json" "$npm_folder/installed.json"
fi

mkdir -p "$bundles"
cp "$package"/dist/umd/*.js "$bundles/"
rm -f "$bundles/index.js"
cp "$package/LICENSE.MD" "$bundles/LICENSE.txt"
(cd "$bundles" && LC_ALL=C ls -- *.js LICENSE.txt > files.txt)
