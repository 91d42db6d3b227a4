#!/usr/bin/env bash
# A PostgreSQL cluster for the tests alone: in a folder of its own, on a free loopback port,
# with a random password, without the disk guarantees tests do not need.
#
#   scripts/postgres.sh start <folder>   starts it; prints its URL, also kept in <folder>/url
#   scripts/postgres.sh stop  <folder>   stops it and removes the folder
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

bin="$(postgres_bin)" || die "PostgreSQL's programs are missing." "scripts/setup.sh unit installs them."

# initdb refuses root, so root hands over to a user without rights.
as_cluster_user() {
  if [ "$(id -u)" != 0 ]; then
    "$@"
  else
    (cd / && exec runuser -u "$cluster_user" -- "$@")
  fi
}
cluster_user="$(id -un)"
if [ "$(id -u)" = 0 ]; then
  if id postgres >/dev/null 2>&1; then cluster_user=postgres; else cluster_user=nobody; fi
fi

start() {
  local folder="$1" password port try
  mkdir -p "$folder"
  folder="$(cd "$folder" && pwd)"
  password="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  printf '%s\n' "$password" >"$folder/password"
  if [ "$(id -u)" = 0 ]; then chown -R "$cluster_user" "$folder"; fi
  chmod 700 "$folder"
  as_cluster_user "$bin/initdb" --pgdata="$folder/data" --username=salus --pwfile="$folder/password" \
    --auth=password --encoding=UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 ||
    die "initdb failed in $folder:" "$(tail -n 5 "$folder/initdb.log")"
  for try in 1 2 3 4 5 6 7 8; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if as_cluster_user "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/data/server.log" --wait --timeout=60 \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300 \
          -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c timezone=UTC" \
      start >"$folder/start.log" 2>&1 </dev/null; then
      printf 'postgres://salus:%s@127.0.0.1:%s/postgres\n' "$password" "$port" | tee "$folder/url"
      return 0
    fi
    grep -q 'Address already in use' "$folder/data/server.log" || break
  done
  die "PostgreSQL did not start in $folder:" "$(tail -n 5 "$folder/data/server.log" "$folder/start.log" 2>/dev/null)"
}

stop() {
  local folder="$1"
  if [ -f "$folder/data/postmaster.pid" ]; then
    as_cluster_user "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --wait stop >/dev/null 2>&1 </dev/null || true
  fi
  rm -rf "$folder"
}

[ $# = 2 ] || die "Usage: scripts/postgres.sh start|stop <folder>"
case "$1" in
  start) start "$2" ;;
  stop) stop "$2" ;;
  *) die "Usage: scripts/postgres.sh start|stop <folder>" ;;
esac
