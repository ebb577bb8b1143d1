-- Takes away since when people look at a library, and when libraries were put away.
drop table put_away_times;
alter table server_state drop column view_epoch;
