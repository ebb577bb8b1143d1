-- One history for both axes of the schema (product version, tenancy level); rows are only ever added.
create table if not exists schema_history (
  id integer primary key autoincrement,
  axis text not null,            -- product | tenancy
  version integer not null,      -- the script's number
  direction text not null,       -- up | down
  name text not null,
  checksum text not null,        -- SHA-256 of the script, lower-case hex
  server_version text not null,  -- the server that ran it
  applied_at integer not null
) strict;
