#!/bin/sh
# The program built for how it really runs: built with counters, run over the corpus, built again with what they counted.
# usage: tools/pgo.sh FOLDER [bench]   (FOLDER of its own for what is built; `bench` runs the throughput bench built the same way)
set -eu
folder=$1
host=$(rustc -vV | sed -n 's/^host: //p')
merge=$(rustc --print sysroot)/lib/rustlib/$host/bin/llvm-profdata
if [ ! -x "$merge" ]; then
    echo "no llvm-profdata of this compiler: rustup component add llvm-tools" >&2
    exit 2
fi
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
counts=$folder/counts
profile=$folder/isnad.profdata

# With --target the flags are for the program alone, not for what runs while it is built.
built() { CARGO_TARGET_DIR="$folder/$1" RUSTFLAGS="$2" cargo "$3" --target "$host" -p isnad ${4:-}; }

rm -rf "$counts"
built counting "-Cprofile-generate=$counts" build --release
# exit code 1: some article had a fault, told by the program
"$folder/counting/$host/release/isnad" extract --format jsonl --output "$folder/read.jsonl" corpus/ar/articles || [ $? -eq 1 ]
"$merge" merge -o "$profile" "$counts"
built guided "-Cprofile-use=$profile" build --release
cp "$folder/guided/$host/release/isnad" "$folder/isnad"
echo "$folder/isnad"
if [ "${2:-}" = bench ]; then built guided "-Cprofile-use=$profile" bench "--bench throughput"; fi
