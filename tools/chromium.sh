#!/bin/sh
# Sees that there is a Chromium for the browser tests: installs Debian's where that is allowed, else says that the tests will be skipped.
set -u
for path in "${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    [ -n "$path" ] && [ -x "$path" ] && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing Chromium for the browser tests"
    log=$(mktemp)
    if apt-get update >"$log" 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium >>"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    echo "Chromium cannot be installed: $log tells why"
fi
echo "no Chromium: the browser tests will be skipped (install it, or set CHROMIUM to its path)"
