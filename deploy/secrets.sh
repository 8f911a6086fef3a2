#!/bin/sh
# Makes the secrets that docker-compose.yml wants, each once; what is there already is left alone.
# Containers read them under their own user ids, so the files are readable; the folder is closed to everybody else.
set -eu
folder=${1:-secrets}
mkdir -p "$folder"
chmod 700 "$folder"

keep() {
    [ -s "$folder/$1" ] || cat >"$folder/$1"
    chmod 444 "$folder/$1"
}

head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n' | keep postgres_password
head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n' | keep redis_password
head -c 32 /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_' | keep secret_key
[ -s "$folder/telegram_token" ] || {
    : >"$folder/telegram_token"
    echo "Hãy ghi mã bot lấy từ @BotFather vào $folder/telegram_token, rồi chạy lại lệnh này."
    exit 0
}
chmod 444 "$folder/telegram_token"
echo "Đủ bí mật trong $folder. Hãy cất một bản của secret_key ở nơi khác máy chủ."
