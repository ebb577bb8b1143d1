-- Full-text search, and the counts that would otherwise be counted anew for every look at the library.

-- What a search knows of a photo: one row per photo, written in the transaction that changes the photo.
create table photo_search (
  sort_key integer primary key,       -- when it was taken and which one it is: the order of results
  photo_id integer not null references photos (id) on delete cascade,
  user_id integer not null default 1,
  words text not null,                -- folded words and filter terms, each with its owner's mark before it
  facets text not null                -- what the photo counts for, a line each
) strict;
create unique index idx_photo_search_photo_id on photo_search (photo_id);
create index idx_photo_search_user_id on photo_search (user_id, sort_key);

-- The words are cut apart and folded already; the index has neither positions nor sizes, because nothing is ranked.
-- Beginnings of one to seven letters behind the owner's mark have lists of their own, which need no merging.
create virtual table photo_search_fts using fts5 (
  words, content = 'photo_search', content_rowid = 'sort_key', tokenize = 'ascii', detail = none, columnsize = 0,
  prefix = '2 3 4 5 6 7 8'
);
create virtual table photo_search_fts_terms using fts5vocab (photo_search_fts, instance);
create trigger photo_search_added after insert on photo_search begin
  insert into photo_search_fts (rowid, words) values (new.sort_key, new.words);
end;
create trigger photo_search_removed after delete on photo_search begin
  insert into photo_search_fts (photo_search_fts, rowid, words) values ('delete', old.sort_key, old.words);
end;
create trigger photo_search_changed after update of sort_key, words on photo_search begin
  insert into photo_search_fts (photo_search_fts, rowid, words) values ('delete', old.sort_key, old.words);
  insert into photo_search_fts (rowid, words) values (new.sort_key, new.words);
end;

-- How many photos (of files and sessions: how many files) an owner has of each kind; the sum of the photos' facets.
create table library_counts (
  user_id integer not null default 1,
  facet text not null,                -- photo, file, session, month, author, tag, camera, kind, rating
  folded text not null,               -- the value as searches compare it
  value text not null,
  count integer not null,
  primary key (user_id, facet, folded, value)
) strict, without rowid;
create index idx_library_counts_count on library_counts (user_id, facet, count desc);

-- How far the index of a library that is older than these tables has come; one row.
create table search_state (
  id integer primary key check (id = 1),
  version integer not null default 0, -- of the rules by which every photo is indexed
  target integer not null default 0,  -- of the rules by which photos are being indexed
  filled_to integer not null default 0 -- the last photo that was
) strict;
insert into search_state (id) values (1);
