-- Full-text search, and the counts that would otherwise be counted anew for every look at the library.

-- What a search knows of a photo: one row per photo, written in the transaction that changes the photo.
create table photo_search (
  sort_key bigint primary key,        -- when it was taken and which one it is: the order of results
  photo_id bigint not null references photos (id) on delete cascade,
  user_id bigint not null default 1,
  words text collate "C" not null,    -- folded words and filter terms, each with its owner's mark before it
  facets text collate "C" not null,   -- what the photo counts for, a line each
  terms tsvector generated always as (words::tsvector) stored
);
create unique index idx_photo_search_photo_id on photo_search (photo_id);
create index idx_photo_search_user_id on photo_search (user_id, sort_key);

-- The words are cut apart and folded already. Without fastupdate no search reads what other owners have just written.
create index idx_photo_search_words on photo_search using gin (terms) with (fastupdate = off);

-- How many photos (of files and sessions: how many files) an owner has of each kind; the sum of the photos' facets.
create table library_counts (
  user_id bigint not null default 1,
  facet text collate "C" not null,    -- photo, file, session, month, author, tag, camera, kind, rating
  folded text collate "C" not null,   -- the value as searches compare it
  value text collate "C" not null,
  count integer not null,
  primary key (user_id, facet, folded, value)
);
create index idx_library_counts_count on library_counts (user_id, facet, count desc);

-- How far the index of a library that is older than these tables has come; one row.
create table search_state (
  id bigint primary key check (id = 1),
  version integer not null default 0, -- of the rules by which every photo is indexed
  target integer not null default 0,  -- of the rules by which photos are being indexed
  filled_to bigint not null default 0 -- the last photo that was
);
insert into search_state (id) values (1);
