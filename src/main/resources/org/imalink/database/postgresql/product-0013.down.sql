-- Takes the walls between owners away.
do $$ begin
  perform lower_owner_walls();
end $$;
drop function lower_owner_walls;
drop function raise_owner_walls;
drop function acting_user;
