#!/bin/sh
# Writes the secrets of the examples into deploy/secrets/, once; files that exist stay as they are.
#
#     password                       of the ClickHouse user, for Gnomon (store.password_file)
#     clickhouse-password.xml        its hash, for the ClickHouse servers
#     sql-password                   of the user for SQL that callers send (store.sql_password_file)
#     clickhouse-sql-password.xml    its hash
#     clickhouse-cluster.xml         what ClickHouse servers show each other
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets

# Containers run as other users than you, so files can be read by all; the directory cannot be entered.
umask 022
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

# user, file of its password, file of the hash
user() {
    [ -e "secrets/$2" ] || random >"secrets/$2"
    hash=$(tr -d '\r\n' <"secrets/$2" | openssl dgst -sha256 -r | cut -d' ' -f1)
    [ -e "secrets/$3" ] || cat >"secrets/$3" <<END
<clickhouse><users><$1><password_sha256_hex>$hash</password_sha256_hex></$1></users></clickhouse>
END
}
user gnomon password clickhouse-password.xml
user gnomon_sql sql-password clickhouse-sql-password.xml
[ -e secrets/clickhouse-cluster.xml ] || cat >secrets/clickhouse-cluster.xml <<END
<clickhouse><remote_servers><gnomon><secret>$(random)</secret></gnomon></remote_servers></clickhouse>
END
