-- Where a photo was taken, in words, as its file or the sidecar beside it says; no row when they say nothing.
create table photo_places (
  photo_id bigint primary key references photos (id) on delete cascade,
  sublocation text collate "C",                   -- a part of the city, or a place in the country
  city text collate "C",
  state text collate "C",                         -- or province
  country text collate "C"
);

-- What took the preview out of a RAW file (imalink, exiftool); null for files that are pictures themselves.
alter table captures add column preview_tool text collate "C";

-- Finds the files of one shot: the same folder and name, whatever the case of its letters.
create index idx_file_places_lower_path on file_places (root_id, lower(path));
