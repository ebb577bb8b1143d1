-- The path of a coldpreview as the single-user server wrote it, for photos that were adopted from it: clients see it, also
-- where the file is gone. Nothing is opened there.
alter table photos add column coldpreview_path text;
