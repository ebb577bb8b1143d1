-- Takes the library away: an empty database again, but for the history.
drop table audit_events;
drop table job_results;
drop table jobs;
drop table removed_files;
drop table file_places;
drop table library_roots;
drop table coldpreviews;
drop table hotpreviews;
drop table captures;
drop table image_file_details;
drop table image_files;
drop table photo_tags;
drop table photos;
drop table import_sessions;
drop table file_storages;
drop table authors;
drop table server_state;
