-- The paths that adopted photos brought with them are lost; they can be told again from the photos' names.
alter table photos drop column coldpreview_path;
