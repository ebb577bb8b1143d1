-- Whose library a person looks at, and since when; and how long the libraries of all but user 1 were put away.

-- The epoch in which people's view of the library became another one last.
alter table server_state add column view_epoch integer not null default 0;

-- The times at which nobody could see any library but user 1's: the days of their photos in the trash do not count then.
create table put_away_times (
  id integer primary key autoincrement,
  put_away_at integer not null,
  returned_at integer                         -- null while they are put away
) strict;
