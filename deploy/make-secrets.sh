#!/bin/sh
# Writes the secrets of the examples into deploy/secrets/, once; files that exist stay as they are.
#
#     password                  of the ClickHouse user, for Gnomon (store.password_file)
#     clickhouse-password.xml   its hash, for the ClickHouse servers
#     clickhouse-cluster.xml    what ClickHouse servers show each other
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets

# Containers run as other users than you, so files can be read by all; the directory cannot be entered.
umask 022
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

[ -e secrets/password ] || random >secrets/password
hash=$(tr -d '\r\n' <secrets/password | openssl dgst -sha256 -r | cut -d' ' -f1)
[ -e secrets/clickhouse-password.xml ] || cat >secrets/clickhouse-password.xml <<END
<clickhouse><users><gnomon><password_sha256_hex>$hash</password_sha256_hex></gnomon></users></clickhouse>
END
[ -e secrets/clickhouse-cluster.xml ] || cat >secrets/clickhouse-cluster.xml <<END
<clickhouse><remote_servers><gnomon><secret>$(random)</secret></gnomon></remote_servers></clickhouse>
END
