-- The trash: photos that were deleted in the client, until they are restored or deleted for good.
alter table photos add column trashed_at integer;

create index idx_photos_trashed_at on photos (trashed_at, id) where trashed_at is not null;
