-- Files that clients are sending, until they are whole and imported. Their bytes lie in the storage; how far a file has come
-- is how long it is there.
create table uploads (
  id integer primary key autoincrement,
  user_id integer not null default 1,
  upload_uuid text not null,          -- names it in URLs and on disk
  storage_id integer not null,        -- weak reference: the row of a storage may be deleted, its files stay
  directory text not null,            -- of the storage, absolute, percent-encoded bytes
  title text,                         -- of the import
  author text,
  job_id integer,                     -- the import, once all files are whole
  created_at integer not null
) strict;
create unique index idx_uploads_upload_uuid on uploads (upload_uuid);
create index idx_uploads_user_id on uploads (user_id, id);

create table upload_files (
  upload_id integer not null references uploads (id) on delete cascade,
  number integer not null,            -- 0-based, as the client named them
  filename text not null,             -- as it is on disk
  file_size integer not null,
  sha256 text,                        -- as the client told
  primary key (upload_id, number)
) strict, without rowid;
