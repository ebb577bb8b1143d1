-- Watched folders, and files that are no longer where they lay.

alter table library_roots add column is_watched integer not null default 0;

-- The disks that a root lies on: its own, and those that are mounted below it.
create table root_disks (
  root_id integer not null references library_roots (id) on delete cascade,
  path text not null,                         -- of the mount point below the root; empty for the root itself
  device text not null,                       -- as its files were last met on it
  strange_from_id integer,                           -- while another disk lies there: the first id of places that are not of this one
  primary key (root_id, path)
) strict, without rowid;

-- Files below a root that are no photos, or that could not be read: they are not opened again while they lie unchanged.
create table set_aside_files (
  root_id integer not null references library_roots (id) on delete cascade,
  path text not null,                         -- below the root, percent-encoded bytes
  file_size integer not null,
  modified_at integer not null,
  reason text not null,                       -- as in job_results
  detail text,
  primary key (root_id, path)
) strict, without rowid;

-- When a scan first missed the file; null while it is there.
alter table file_places add column missed_at integer;

-- Files that were known and that the job found gone.
alter table jobs add column missing integer not null default 0;
