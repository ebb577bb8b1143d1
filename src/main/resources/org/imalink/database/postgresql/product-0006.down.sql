-- Takes the trash away; the photos in it simply come back. They are in no index, so that it is gone through once more.
update search_state set version = 0, target = 0, filled_to = 0;
drop index idx_photos_trashed_at;
alter table photos drop column trashed_at;
