#!/bin/sh
# Installs dti from this folder, without Internet: sh install.sh /opt/dti
set -eu
target=${1:-/opt/dti}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}

cd "$here"
sha256sum --quiet -c SHA256SUMS || { echo "Bộ cài bị hỏng hoặc bị sửa. Hãy chép lại." >&2; exit 1; }
[ ! -e "$target/.venv" ] || { echo "$target đã có bản cài. Hãy chọn thư mục khác; xem “Nâng cấp” trong operate.md." >&2; exit 1; }
mkdir -p "$target"
cp -R source/. "$target/"
"$python" -m venv "$target/.venv"
cd "$target"
pip="$target/.venv/bin/python -m pip --disable-pip-version-check --no-input -q install --no-index --no-cache-dir"
$pip --find-links "$here/wheels" --require-hashes -r requirements/base.txt
$pip --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
"$target/.venv/bin/dti" framework list >/dev/null
echo "Đã cài vào $target. Chạy thử: $target/.venv/bin/dti --help"
