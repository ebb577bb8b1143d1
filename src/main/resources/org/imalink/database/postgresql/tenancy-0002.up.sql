-- Tenancy level 2: every row has an owner. All rows that are there are user 1's; what was parked on the way down comes back as
-- it was. {columns of TABLE} stands for the columns that the table has at this product version, but user_id.
-- The indexes, which lie in a file of their own, are made where the line says it, or later.

alter table authors add column user_id bigint not null default 1;
alter table file_storages add column user_id bigint not null default 1;
alter table import_sessions add column user_id bigint not null default 1;
alter table photos add column user_id bigint not null default 1;
alter table image_files add column user_id bigint not null default 1;

-- {indexes}

-- Guards: a row belongs to whom the row it hangs on belongs to, and to nobody else ever. Tags, details, captures and words of
-- places have no owner but their photo's. Contributions are to the library that everybody shares, which is user 1's.
create function refuse_other_owner() returns trigger language plpgsql as $$
begin
  raise exception '%', tg_argv[0] using errcode = 'integrity_constraint_violation';
end $$;
create function owner_of_photo(photo bigint) returns bigint language sql stable as $$
  select user_id from photos where id = photo
$$;
create function owner_of_file(file bigint) returns bigint language sql stable as $$
  select user_id from image_files where id = file
$$;
create function owner_of_root(root bigint) returns bigint language sql stable as $$
  select user_id from library_roots where id = root
$$;
create trigger authors_keep_owner before update of user_id on authors for each row
when (new.user_id is distinct from old.user_id)
execute function refuse_other_owner('the owner of a row of authors never changes');
create trigger file_storages_keep_owner before update of user_id on file_storages for each row
when (new.user_id is distinct from old.user_id)
execute function refuse_other_owner('the owner of a row of file_storages never changes');
create trigger import_sessions_keep_owner before update of user_id on import_sessions for each row
when (new.user_id is distinct from old.user_id)
execute function refuse_other_owner('the owner of a row of import_sessions never changes');
create trigger photos_keep_owner before update of user_id on photos for each row
when (new.user_id is distinct from old.user_id)
execute function refuse_other_owner('the owner of a row of photos never changes');
create trigger image_files_keep_owner before update of user_id on image_files for each row
when (new.user_id is distinct from old.user_id)
execute function refuse_other_owner('the owner of a row of image_files never changes');
create trigger library_roots_keep_owner before update of user_id on library_roots for each row
when (new.user_id is distinct from old.user_id)
execute function refuse_other_owner('the owner of a row of library_roots never changes');
create trigger image_files_added_to_owner before insert on image_files for each row
when (new.user_id is distinct from owner_of_photo(new.photo_id))
execute function refuse_other_owner('a file belongs to the owner of its photo');
create trigger image_files_moved_to_owner before update of photo_id on image_files for each row
when (new.user_id is distinct from owner_of_photo(new.photo_id))
execute function refuse_other_owner('a file belongs to the owner of its photo');
create trigger photo_search_added_to_owner before insert on photo_search for each row
when (new.user_id is distinct from owner_of_photo(new.photo_id))
execute function refuse_other_owner('a row of photo_search belongs to the owner of its photo');
create trigger photo_search_moved_to_owner before update of photo_id, user_id on photo_search for each row
when (new.user_id is distinct from owner_of_photo(new.photo_id))
execute function refuse_other_owner('a row of photo_search belongs to the owner of its photo');
create trigger file_places_added_to_owner before insert on file_places for each row
when (owner_of_root(new.root_id) is distinct from owner_of_file(new.image_file_id))
execute function refuse_other_owner('a place lies below a root of the owner of its file');
create trigger file_places_moved_to_owner before update of image_file_id, root_id on file_places for each row
when (owner_of_root(new.root_id) is distinct from owner_of_file(new.image_file_id))
execute function refuse_other_owner('a place lies below a root of the owner of its file');
create trigger contributions_added_to_owner before insert on contributions for each row
when (owner_of_photo(new.photo_id) is distinct from 1)
execute function refuse_other_owner('only photos of user 1 have contributors');
create trigger contributions_moved_to_owner before update of photo_id on contributions for each row
when (owner_of_photo(new.photo_id) is distinct from 1)
execute function refuse_other_owner('only photos of user 1 have contributors');

-- What was parked.
insert into authors (user_id, {columns of authors})
select user_id, {columns of authors} from parked_authors;
insert into file_storages (user_id, {columns of file_storages})
select user_id, {columns of file_storages} from parked_file_storages;
insert into import_sessions (user_id, {columns of import_sessions})
select user_id, {columns of import_sessions} from parked_import_sessions;
insert into photos (user_id, {columns of photos})
select user_id, {columns of photos} from parked_photos;
insert into photo_tags ({columns of photo_tags})
select {columns of photo_tags} from parked_photo_tags;
insert into photo_places ({columns of photo_places})
select {columns of photo_places} from parked_photo_places;
insert into image_files (user_id, {columns of image_files})
select user_id, {columns of image_files} from parked_image_files;
insert into image_file_details ({columns of image_file_details})
select {columns of image_file_details} from parked_image_file_details;
insert into captures ({columns of captures})
select {columns of captures} from parked_captures;
insert into file_places ({columns of file_places})
select {columns of file_places} from parked_file_places;
insert into photo_search (user_id, {columns of photo_search})
select user_id, {columns of photo_search} from parked_photo_search;

delete from parked_photo_search;
delete from parked_file_places;
delete from parked_captures;
delete from parked_image_file_details;
delete from parked_image_files;
delete from parked_photo_places;
delete from parked_photo_tags;
delete from parked_photos;
delete from parked_import_sessions;
delete from parked_file_storages;
delete from parked_authors;
