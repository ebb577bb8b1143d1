-- Takes away what is known of watched folders and missing files.
alter table jobs drop column missing;
alter table file_places drop column missed_at;
drop table set_aside_files;
drop table root_disks;
alter table library_roots drop column is_watched;
