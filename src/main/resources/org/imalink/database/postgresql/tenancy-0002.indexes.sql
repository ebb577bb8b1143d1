-- The indexes of tenancy level 2, each a command of its own; one with the same name is taken away first. They take most of the
-- time of the change in a large library.

-- What was unique is unique per owner: two people may have the same photo and not know of each other. A file storage's names
-- stay unique among all, because they name a folder on disk.
create unique index idx_authors_name on authors (name, user_id);
create unique index idx_photos_hothash on photos (hothash, user_id);
create unique index idx_image_files_sha256 on image_files (sha256, user_id) where sha256 is not null;

create index idx_authors_user_id on authors (user_id);
create index idx_file_storages_user_id on file_storages (user_id);
create index idx_import_sessions_user_id on import_sessions (user_id, imported_at desc, id desc);
create index idx_photos_user_id on photos (user_id, taken_at desc nulls last, created_at desc, id desc);
create index idx_image_files_user_id on image_files (user_id);

-- What somebody looks for among their own is not looked for among everybody's.
create index idx_photos_rating on photos (user_id, rating);
create index idx_photos_trashed_at on photos (user_id, trashed_at, id) where trashed_at is not null;
