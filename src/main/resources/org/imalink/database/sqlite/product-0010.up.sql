-- Where the rows of every owner but user 1 lie while the database is at a tenancy level that knows one owner only: parked on
-- the way down from level 2, put back on the way up. Each table has every column of the one whose rows it takes (columns
-- that are computed from others are computed again), so that a script that gives that one a column gives it here too.
-- Nothing but the way up reads them, and what must not take away what they need.

create table if not exists parked_authors (
  id integer primary key,
  user_id integer not null,
  name text not null,
  email text,
  bio text,
  created_at integer not null,
  updated_at integer not null
) strict;

create table if not exists parked_file_storages (
  id integer primary key,
  user_id integer not null,
  storage_uuid text not null,
  directory_name text not null,
  base_path text not null,
  display_name text,
  description text,
  created_at integer not null,
  updated_at integer not null
) strict;

create table if not exists parked_import_sessions (
  id integer primary key,
  user_id integer not null,
  imported_at integer not null,
  title text,
  description text,
  file_storage_id integer,
  default_author_id integer,
  created_at integer not null,
  updated_at integer not null
) strict;

create table if not exists parked_photos (
  id integer primary key,
  user_id integer not null,
  hothash text not null,
  width integer,
  height integer,
  taken_at integer,
  taken_offset_minutes integer,
  taken_source text,
  gps_latitude real,
  gps_longitude real,
  title text,
  description text,
  rating integer,
  author_id integer,
  coldpreview_sha256 text,
  search_text text not null,
  created_at integer not null,
  updated_at integer not null,
  coldpreview_path text,
  trashed_at integer
) strict;

create table if not exists parked_photo_tags (
  photo_id integer not null references parked_photos (id),
  position integer not null,
  tag text not null,
  tag_folded text not null,
  primary key (photo_id, position)
) strict, without rowid;

create table if not exists parked_photo_places (
  photo_id integer primary key references parked_photos (id),
  sublocation text,
  city text,
  state text,
  country text
) strict;

create table if not exists parked_image_files (
  id integer primary key,
  user_id integer not null,
  photo_id integer not null references parked_photos (id),
  filename text not null,
  file_size integer,
  sha256 text,
  is_raw integer not null,
  perceptual_hash text,
  import_session_id integer,
  imported_at integer,
  created_at integer not null,
  updated_at integer not null
) strict;

create table if not exists parked_image_file_details (
  image_file_id integer primary key references parked_image_files (id),
  exif_dict text,
  imported_info text,
  local_storage_info text,
  cloud_storage_info text
) strict;

create table if not exists parked_captures (
  image_file_id integer primary key references parked_image_files (id),
  format text not null,
  width integer,
  height integer,
  orientation integer not null,
  camera_make text,
  camera_model text,
  lens text,
  exposure_time real,
  aperture real,
  iso integer,
  focal_length real,
  preview_tool text
) strict;

create table if not exists parked_file_places (
  id integer primary key,
  image_file_id integer not null references parked_image_files (id),
  root_id integer not null references library_roots (id),
  path text not null,
  file_size integer not null,
  modified_at integer not null,
  missed_at integer
) strict;

create table if not exists parked_photo_search (
  sort_key integer primary key,
  user_id integer not null,
  photo_id integer not null references parked_photos (id),
  words text not null,
  facets text not null
) strict;

create index if not exists idx_parked_photos_hothash on parked_photos (hothash);
create index if not exists idx_parked_photos_coldpreview_sha256 on parked_photos (coldpreview_sha256);
create index if not exists idx_parked_image_files_photo_id on parked_image_files (photo_id);
create index if not exists idx_parked_photo_search_photo_id on parked_photo_search (photo_id);
create index if not exists idx_parked_file_places_image_file_id on parked_file_places (image_file_id);
create index if not exists idx_parked_file_places_root_id on parked_file_places (root_id);

-- Every photo with the previews that it shows, whoever owns it and wherever its row lies. Previews are stored by content, one
-- for all who show it: what is named here must never be deleted.
create view needed_previews as
select cast('photos' as text) as origin, id as photo_id, hothash, coldpreview_sha256 from photos
union all
select cast('parked_photos' as text), id, hothash, coldpreview_sha256 from parked_photos;
