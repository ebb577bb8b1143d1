-- Keeps when libraries were put away where an older server does not take it away; the trigger stays for it.
insert into parked_put_away_times (id, put_away_at, returned_at)
  select id, put_away_at, returned_at from put_away_times;
delete from put_away_times;
