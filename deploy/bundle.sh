#!/bin/sh
# Everything that a server without Internet needs, in one file: sources, libraries for its platform, instructions.
# usage: bundle.sh PIP TARGET.tar PYTHON_VERSION PLATFORM...
set -eu
pip=$1 target=$2 python=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=$work/dti-offline
mkdir -p "$folder/wheels" "$folder/source"

git ls-files -z | tar --null -T - -cf - | tar -xf - -C "$folder/source"
platforms=""
for platform in "$@"; do platforms="$platforms --platform $platform"; done
# shellcheck disable=SC2086  # one option for each platform
$pip download --require-hashes --only-binary=:all: --python-version "$python" --implementation cp $platforms \
    -r requirements/base.txt -d "$folder/wheels"
cp deploy/install.sh "$folder/install.sh"
cp docs/operate.md docs/security.md "$folder/"
(cd "$folder" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS)
mkdir -p "$(dirname "$target")"
tar --sort=name --owner=0 --group=0 --numeric-owner -cf "$target" -C "$work" dti-offline
echo "$target: $(du -h "$target" | cut -f1), $(ls "$folder/wheels" | wc -l) thư viện, Python $python, $*"
