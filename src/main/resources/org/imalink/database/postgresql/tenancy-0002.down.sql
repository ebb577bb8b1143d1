-- Back to tenancy level 1, which knows one owner. Nothing is deleted: the rows of every owner but user 1 are parked, with whose
-- they are, and come back from there. Their ids are not given out meanwhile.

insert into parked_authors (user_id, {columns of authors})
select user_id, {columns of authors} from authors where user_id <> 1;
insert into parked_file_storages (user_id, {columns of file_storages})
select user_id, {columns of file_storages} from file_storages where user_id <> 1;
insert into parked_import_sessions (user_id, {columns of import_sessions})
select user_id, {columns of import_sessions} from import_sessions where user_id <> 1;
insert into parked_photos (user_id, {columns of photos})
select user_id, {columns of photos} from photos where user_id <> 1;
insert into parked_photo_tags ({columns of photo_tags})
select {columns of photo_tags} from photo_tags where photo_id in (select id from photos where user_id <> 1);
insert into parked_photo_places ({columns of photo_places})
select {columns of photo_places} from photo_places where photo_id in (select id from photos where user_id <> 1);
insert into parked_image_files (user_id, {columns of image_files})
select user_id, {columns of image_files} from image_files where user_id <> 1;
insert into parked_image_file_details ({columns of image_file_details})
select {columns of image_file_details} from image_file_details where image_file_id in (select id from image_files where user_id <> 1);
insert into parked_captures ({columns of captures})
select {columns of captures} from captures where image_file_id in (select id from image_files where user_id <> 1);
insert into parked_file_places ({columns of file_places})
select {columns of file_places} from file_places where image_file_id in (select id from image_files where user_id <> 1);
insert into parked_photo_search (user_id, {columns of photo_search})
select user_id, {columns of photo_search} from photo_search where user_id <> 1;

-- Everything that hangs on a photo goes with it.
delete from photo_search where user_id <> 1;
delete from photos where user_id <> 1;
delete from import_sessions where user_id <> 1;
delete from file_storages where user_id <> 1;
delete from authors where user_id <> 1;

drop trigger authors_keep_owner on authors;
drop trigger file_storages_keep_owner on file_storages;
drop trigger import_sessions_keep_owner on import_sessions;
drop trigger photos_keep_owner on photos;
drop trigger image_files_keep_owner on image_files;
drop trigger library_roots_keep_owner on library_roots;
drop trigger image_files_added_to_owner on image_files;
drop trigger image_files_moved_to_owner on image_files;
drop trigger photo_search_added_to_owner on photo_search;
drop trigger photo_search_moved_to_owner on photo_search;
drop trigger file_places_added_to_owner on file_places;
drop trigger file_places_moved_to_owner on file_places;
drop trigger contributions_added_to_owner on contributions;
drop trigger contributions_moved_to_owner on contributions;
drop function owner_of_root;
drop function owner_of_file;
drop function owner_of_photo;
drop function refuse_other_owner;

-- Of these, some may not have been made yet.
drop index if exists idx_authors_user_id;
drop index if exists idx_file_storages_user_id;
drop index if exists idx_import_sessions_user_id;
drop index if exists idx_photos_user_id;
drop index if exists idx_image_files_user_id;
drop index idx_authors_name;
create unique index idx_authors_name on authors (name);
drop index idx_photos_hothash;
create unique index idx_photos_hothash on photos (hothash);
drop index idx_image_files_sha256;
create unique index idx_image_files_sha256 on image_files (sha256) where sha256 is not null;
drop index idx_photos_rating;
create index idx_photos_rating on photos (rating);
drop index idx_photos_trashed_at;
create index idx_photos_trashed_at on photos (trashed_at, id) where trashed_at is not null;

alter table authors drop column user_id;
alter table file_storages drop column user_id;
alter table import_sessions drop column user_id;
alter table photos drop column user_id;
alter table image_files drop column user_id;
