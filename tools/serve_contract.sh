#!/bin/sh
# Runs schemathesis against `isnad serve` on a record of the demo's articles: every check, with a token that may do all.
#   tools/serve_contract.sh ISNAD FOLDER ARTICLES…
# FOLDER keeps the Python environment; SEED and EXAMPLES say what is tried and how much. Skipped plainly where Python or schemathesis
# cannot be had.
set -eu
isnad=$1 folder=$2
tools=$(cd "$(dirname "$0")" && pwd)
shift 2
python=${PYTHON:-python3}
version=4.32.5

skip() {
    echo "skipped: the interface against its OpenAPI document ($1)"
    exit 0
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || skip "no Python 3.10"
mkdir -p "$folder"
st=$folder/venv/bin/schemathesis
if ! "$st" --version 2>/dev/null | grep -q "$version"; then
    "$python" -m venv "$folder/venv" >/dev/null 2>&1 || skip "Python makes no environments"
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version" >"$folder/install.log" 2>&1 ||
        skip "schemathesis cannot be had, see $folder/install.log"
fi

rm -f "$folder"/record.db* "$folder/address"
# exit code 1: some article had a fault
"$isnad" ingest "$@" --record "$folder/record.db" >/dev/null 2>&1 || [ $? -eq 1 ]
token=$("$isnad" token new --record "$folder/record.db" --name contract --scope admin 2>/dev/null)
"$isnad" serve --record "$folder/record.db" --listen 127.0.0.1:0 --rate 0 >"$folder/address" 2>"$folder/serve.log" &
server=$!
trap 'kill $server' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -s "$folder/address" ] && break
    sleep 0.5
done
address=$(cat "$folder/address")

"$python" "$tools/serve_examples.py" "$address" >"$folder/openapi.json"

cd "$folder"
"$st" --config-file "$tools/schemathesis.toml" run openapi.json --url "$address" --header "Authorization: Bearer $token" --checks all --max-examples "${EXAMPLES:-30}" \
    --seed "${SEED:-1}" --request-timeout 10 --generation-database none --continue-on-failure --no-color
if [ -s "$folder/serve.log" ] && grep -q "isnad serve:" "$folder/serve.log"; then
    echo "the server told of faults within:" >&2
    cat "$folder/serve.log" >&2
    exit 1
fi
