-- The single-user library (tenancy level 0).
-- Times (*_at) are microseconds since 1970-01-01T00:00, of UTC except where a comment says local.

-- What multi-user transitions decide by; one row.
create table server_state (
  id integer primary key check (id = 1),
  phase integer not null default 0,
  epoch integer not null default 0,
  transition_cursor text,
  multiuser_digest text
) strict;
insert into server_state (id) values (1);

create table authors (
  id integer primary key autoincrement,
  name text not null,
  email text,
  bio text,
  created_at integer not null,
  updated_at integer not null
) strict;
create unique index idx_authors_name on authors (name);

create table file_storages (
  id integer primary key autoincrement,
  storage_uuid text not null,
  directory_name text not null,
  base_path text not null,
  display_name text,
  description text,
  created_at integer not null,
  updated_at integer not null
) strict;
create unique index idx_file_storages_storage_uuid on file_storages (storage_uuid);
create unique index idx_file_storages_directory_name on file_storages (directory_name);

create table import_sessions (
  id integer primary key autoincrement,
  imported_at integer not null,       -- local time, as the single-user contract has it
  title text,
  description text,
  file_storage_id integer,
  default_author_id integer,          -- weak reference
  created_at integer not null,
  updated_at integer not null
) strict;
create index idx_import_sessions_imported_at on import_sessions (imported_at desc, id desc);
create index idx_import_sessions_file_storage_id on import_sessions (file_storage_id);
create index idx_import_sessions_default_author_id on import_sessions (default_author_id);

create table photos (
  id integer primary key autoincrement,
  hothash text not null,
  width integer,
  height integer,
  taken_at integer,                   -- local time of the camera
  taken_month integer generated always as (
    cast(strftime('%Y%m', (taken_at - (taken_at % 1000000 + 1000000) % 1000000) / 1000000, 'unixepoch') as integer)
  ) virtual,                          -- year * 100 + month of taken_at
  taken_offset_minutes integer,       -- east of UTC, where the camera told
  taken_source text,                  -- exif | file | client
  gps_latitude real,
  gps_longitude real,
  title text,
  description text,
  rating integer,
  author_id integer,                  -- weak reference
  coldpreview_sha256 text,
  search_text text not null,          -- title, description and tags, folded
  created_at integer not null,
  updated_at integer not null
) strict;
create unique index idx_photos_hothash on photos (hothash);
create index idx_photos_taken_at on photos (taken_at desc, created_at desc, id desc);
create index idx_photos_taken_month on photos (taken_month, taken_at desc, created_at desc, id desc);
create index idx_photos_author_id on photos (author_id);
create index idx_photos_rating on photos (rating);
create index idx_photos_coldpreview_sha256 on photos (coldpreview_sha256);

create table photo_tags (
  photo_id integer not null references photos (id) on delete cascade,
  position integer not null,          -- 0-based, the order in which the person wrote them
  tag text not null,
  tag_folded text not null,
  primary key (photo_id, position)
) strict, without rowid;
create index idx_photo_tags_tag_folded on photo_tags (tag_folded);

create table image_files (
  id integer primary key autoincrement,
  photo_id integer not null references photos (id) on delete cascade,
  filename text not null,
  file_size integer,
  sha256 text,                        -- of the original, where the server has read it
  is_raw integer not null,
  perceptual_hash text,
  import_session_id integer,          -- weak reference
  imported_at integer,
  created_at integer not null,
  updated_at integer not null
) strict;
create unique index idx_image_files_sha256 on image_files (sha256) where sha256 is not null;
create index idx_image_files_photo_id on image_files (photo_id);
create index idx_image_files_import_session_id on image_files (import_session_id);

-- What clients and cameras wrote about a file: JSON as text, kept as it came.
create table image_file_details (
  image_file_id integer primary key references image_files (id) on delete cascade,
  exif_dict text,
  imported_info text,
  local_storage_info text,
  cloud_storage_info text
) strict;

-- How the picture was taken, for files that the server has read.
create table captures (
  image_file_id integer primary key references image_files (id) on delete cascade,
  format text not null,               -- jpeg, png, heic, ...
  width integer,                      -- upright, pixels
  height integer,
  orientation integer not null,       -- 1 to 8 as EXIF has it
  camera_make text,
  camera_model text,
  lens text,
  exposure_time real,                 -- seconds
  aperture real,                      -- f-number
  iso integer,
  focal_length real                   -- millimetres
) strict;

create table hotpreviews (
  hothash text primary key,
  jpeg blob not null
) strict;

-- The pixels are files named by their own SHA-256; this is what is known of them.
create table coldpreviews (
  sha256 text primary key,
  width integer not null,
  height integer not null,
  file_size integer not null
) strict;

-- Folders that the operator let the server read.
create table library_roots (
  id integer primary key autoincrement,
  user_id integer not null default 1,
  path text not null,                 -- absolute, percent-encoded bytes
  created_at integer not null
) strict;
create unique index idx_library_roots_path on library_roots (user_id, path);

-- Where a file lies: one row per place.
create table file_places (
  id integer primary key autoincrement,
  image_file_id integer not null references image_files (id) on delete cascade,
  root_id integer not null references library_roots (id),
  path text not null,                 -- below the root, percent-encoded bytes
  file_size integer not null,
  modified_at integer not null
) strict;
create unique index idx_file_places_path on file_places (root_id, path);
create index idx_file_places_image_file_id on file_places (image_file_id);

-- Originals whose photo a person deleted for good: scans skip them.
create table removed_files (
  user_id integer not null default 1,
  sha256 text not null,
  removed_at integer not null,
  primary key (user_id, sha256)
) strict, without rowid;

create table jobs (
  id integer primary key autoincrement,
  user_id integer not null default 1,
  kind text not null,                 -- import
  state text not null,                -- queued | running | done | failed
  title text,
  parameters text not null,           -- JSON
  total integer,
  processed integer not null default 0,
  added integer not null default 0,
  known integer not null default 0,
  skipped integer not null default 0,
  failed integer not null default 0,
  import_session_id integer,
  error text,
  created_at integer not null,
  started_at integer,
  finished_at integer
) strict;
create index idx_jobs_state on jobs (state);

-- What became of each file of a job; files that were added are only counted.
create table job_results (
  id integer primary key autoincrement,
  job_id integer not null references jobs (id) on delete cascade,
  path text not null,                 -- for people, as the job was given it
  outcome text not null,              -- known | skipped | failed
  reason text not null,
  detail text
) strict;
create index idx_job_results_job_id on job_results (job_id, outcome);

create table audit_events (
  id integer primary key autoincrement,
  happened_at integer not null,
  actor text not null,                -- operator, maintenance, ...
  action text not null,
  details text not null               -- JSON
) strict;
