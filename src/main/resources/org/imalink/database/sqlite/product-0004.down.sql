-- Takes the places in words away, and what is known of RAW previews.
drop index idx_file_places_lower_path;
alter table captures drop column preview_tool;
drop table photo_places;
