-- Takes away who is sending the files of an upload.
alter table uploads drop column contributor_id;
