-- The users of a ClickHouse server that Gnomon needs, with no more rights than it uses.
--
-- Run it as an administrator: clickhouse client --queries-file grants.sql
-- Before that, choose passwords, and replace the database `gnomon` if store.url names another one. In a cluster, run it
-- on each server, or add ON CLUSTER to each statement.

-- The user of store.url.
CREATE USER IF NOT EXISTS gnomon IDENTIFIED WITH sha256_password BY 'choose a password';

-- Rows of calls and scores.
GRANT SELECT, INSERT ON gnomon.* TO gnomon;

-- Tables, which each node creates or upgrades when it starts. DROP TABLE is for tables that an upgrade replaces. These
-- rights, TABLE ENGINE below among them, may be those of another user, as whom `gnomon store migrate` is run before each
-- upgrade; it also needs those to read and insert.
GRANT CREATE DATABASE, CREATE TABLE, ALTER TABLE, DROP TABLE ON gnomon.* TO gnomon;
GRANT TABLE ENGINE ON ReplacingMergeTree TO gnomon;

-- A query whose caller has left is stopped, and so is a statement that runs as the user of store.sql_user.
GRANT SELECT ON system.processes TO gnomon;
GRANT KILL QUERY ON *.* TO gnomon;

-- With store.cluster: which servers it has, and tables over all shards.
GRANT SELECT ON system.clusters TO gnomon;
GRANT TABLE ENGINE ON Distributed TO gnomon;

-- With store.replicated: statements are passed on to all servers.
GRANT CLUSTER ON *.* TO gnomon;
GRANT TABLE ENGINE ON ReplicatedReplacingMergeTree TO gnomon;

-- The user of store.sql_user, for SQL that callers send to /v1/sql. It reads calls and scores and changes nothing. The
-- limits are those of the section [sql] of the settings; whoever raises one there raises it here, too.
CREATE USER IF NOT EXISTS gnomon_sql IDENTIFIED WITH sha256_password BY 'choose another password'
SETTINGS max_execution_time = 10 MAX 10, max_memory_usage = 536870912 MAX 536870912, max_threads = 2 MAX 2;
GRANT SELECT ON gnomon.request_row TO gnomon_sql;
GRANT SELECT ON gnomon.request_all TO gnomon_sql;
GRANT SELECT ON gnomon.score_row TO gnomon_sql;
GRANT SELECT ON gnomon.score_all TO gnomon_sql;
GRANT SELECT ON gnomon.property_key_row TO gnomon_sql;
GRANT SELECT ON gnomon.property_key_all TO gnomon_sql;

-- It sees the rows of one project, whose number Gnomon sends in the setting log_comment together with readonly = 1,
-- under which a statement cannot change settings. Without these policies Gnomon runs no SQL. In a cluster they have to
-- be on each server: tables over all shards have the policies of the tables below them.
CREATE ROW POLICY IF NOT EXISTS gnomon_sql_project ON gnomon.request_row
USING project = toInt32OrZero(getSetting('log_comment')) TO gnomon_sql;
CREATE ROW POLICY IF NOT EXISTS gnomon_sql_project ON gnomon.score_row
USING project = toInt32OrZero(getSetting('log_comment')) TO gnomon_sql;
CREATE ROW POLICY IF NOT EXISTS gnomon_sql_project ON gnomon.property_key_row
USING project = toInt32OrZero(getSetting('log_comment')) TO gnomon_sql;

-- All other users, that of store.url among them, see all rows, whatever the server does with users without a policy.
CREATE ROW POLICY IF NOT EXISTS gnomon_all ON gnomon.request_row USING true TO ALL EXCEPT gnomon_sql;
CREATE ROW POLICY IF NOT EXISTS gnomon_all ON gnomon.score_row USING true TO ALL EXCEPT gnomon_sql;
CREATE ROW POLICY IF NOT EXISTS gnomon_all ON gnomon.property_key_row USING true TO ALL EXCEPT gnomon_sql;
