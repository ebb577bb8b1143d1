-- Where the rows of every owner but user 1 lie while the database is at a tenancy level that knows one owner only: parked on
-- the way down from level 2, put back on the way up. Each table has every column of the one whose rows it takes (columns
-- that are computed from others are computed again), so that a script that gives that one a column gives it here too.
-- Nothing but the way up reads them, and what must not take away what they need.

create table if not exists parked_authors (
  id bigint primary key,
  user_id bigint not null,
  name text collate "C" not null,
  email text collate "C",
  bio text collate "C",
  created_at bigint not null,
  updated_at bigint not null
);

create table if not exists parked_file_storages (
  id bigint primary key,
  user_id bigint not null,
  storage_uuid text collate "C" not null,
  directory_name text collate "C" not null,
  base_path text collate "C" not null,
  display_name text collate "C",
  description text collate "C",
  created_at bigint not null,
  updated_at bigint not null
);

create table if not exists parked_import_sessions (
  id bigint primary key,
  user_id bigint not null,
  imported_at bigint not null,
  title text collate "C",
  description text collate "C",
  file_storage_id bigint,
  default_author_id bigint,
  created_at bigint not null,
  updated_at bigint not null
);

create table if not exists parked_photos (
  id bigint primary key,
  user_id bigint not null,
  hothash text collate "C" not null,
  width integer,
  height integer,
  taken_at bigint,
  taken_offset_minutes integer,
  taken_source text collate "C",
  gps_latitude double precision,
  gps_longitude double precision,
  title text collate "C",
  description text collate "C",
  rating integer,
  author_id bigint,
  coldpreview_sha256 text collate "C",
  search_text text collate "C" not null,
  created_at bigint not null,
  updated_at bigint not null,
  coldpreview_path text collate "C",
  trashed_at bigint
);

create table if not exists parked_photo_tags (
  photo_id bigint not null references parked_photos (id),
  position integer not null,
  tag text collate "C" not null,
  tag_folded text collate "C" not null,
  primary key (photo_id, position)
);

create table if not exists parked_photo_places (
  photo_id bigint primary key references parked_photos (id),
  sublocation text collate "C",
  city text collate "C",
  state text collate "C",
  country text collate "C"
);

create table if not exists parked_image_files (
  id bigint primary key,
  user_id bigint not null,
  photo_id bigint not null references parked_photos (id),
  filename text collate "C" not null,
  file_size bigint,
  sha256 text collate "C",
  is_raw boolean not null,
  perceptual_hash text collate "C",
  import_session_id bigint,
  imported_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);

create table if not exists parked_image_file_details (
  image_file_id bigint primary key references parked_image_files (id),
  exif_dict text collate "C",
  imported_info text collate "C",
  local_storage_info text collate "C",
  cloud_storage_info text collate "C"
);

create table if not exists parked_captures (
  image_file_id bigint primary key references parked_image_files (id),
  format text collate "C" not null,
  width integer,
  height integer,
  orientation integer not null,
  camera_make text collate "C",
  camera_model text collate "C",
  lens text collate "C",
  exposure_time double precision,
  aperture double precision,
  iso integer,
  focal_length double precision,
  preview_tool text collate "C"
);

create table if not exists parked_file_places (
  id bigint primary key,
  image_file_id bigint not null references parked_image_files (id),
  root_id bigint not null references library_roots (id),
  path text collate "C" not null,
  file_size bigint not null,
  modified_at bigint not null,
  missed_at bigint
);

create table if not exists parked_photo_search (
  sort_key bigint primary key,
  user_id bigint not null,
  photo_id bigint not null references parked_photos (id),
  words text collate "C" not null,
  facets text collate "C" not null
);

create index if not exists idx_parked_photos_hothash on parked_photos (hothash);
create index if not exists idx_parked_photos_coldpreview_sha256 on parked_photos (coldpreview_sha256);
create index if not exists idx_parked_image_files_photo_id on parked_image_files (photo_id);
create index if not exists idx_parked_photo_search_photo_id on parked_photo_search (photo_id);
create index if not exists idx_parked_file_places_image_file_id on parked_file_places (image_file_id);
create index if not exists idx_parked_file_places_root_id on parked_file_places (root_id);

-- Every photo with the previews that it shows, whoever owns it and wherever its row lies. Previews are stored by content, one
-- for all who show it: what is named here must never be deleted.
create view needed_previews as
select cast('photos' as text) collate "C" as origin, id as photo_id, hothash, coldpreview_sha256 from photos
union all
select cast('parked_photos' as text) collate "C", id, hothash, coldpreview_sha256 from parked_photos;
