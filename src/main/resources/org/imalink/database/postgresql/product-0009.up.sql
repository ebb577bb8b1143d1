-- Who is sending the files of an upload, where that is somebody else than the owner of the library that they go into. The
-- upload may be finished days later, by a request that does not know.
alter table uploads add column contributor_id bigint; -- weak reference to users, which are not there at every tenancy level
