-- What an older server must not lose while it has the database: when libraries were put away, and the hotpreviews of parked
-- photos. Where such a server had it in between, this takes up what was kept.

create table if not exists parked_put_away_times (
  id integer primary key,
  put_away_at integer not null,
  returned_at integer
) strict;
insert into put_away_times (put_away_at, returned_at)
  select put_away_at, returned_at from parked_put_away_times order by id;
delete from parked_put_away_times;

-- The older server took away since when people look at a library: everybody looks anew.
update server_state set view_epoch = epoch where view_epoch = 0;

-- An older server knows nothing of parked photos, and deletes a hotpreview with the last photo in use that shows it.
create trigger if not exists hotpreviews_of_parked_photos_stay before delete on hotpreviews
when exists (select 1 from parked_photos where hothash = old.hothash)
begin
  select raise(ignore);
end;
