-- Walls between owners (row-level security), a second time over what every query asks for itself: from tenancy level 2 on, a
-- role that does not own the tables meets only rows of the user for whom its transaction says that it acts, and none where
-- it says nobody. The role that owns the tables is not held up. Schema raises and lowers them with the level.

-- For whom a transaction acts: set_config('imalink.user', ID, true), which ends with it.
create function acting_user() returns bigint language sql stable as $$
  select nullif(current_setting('imalink.user', true), '')::bigint
$$;

create function raise_owner_walls() returns void language plpgsql as $$
declare
  walled record;
begin
  for walled in select * from (values
    ('authors', 'user_id = acting_user()'),
    ('file_storages', 'user_id = acting_user()'),
    ('import_sessions', 'user_id = acting_user()'),
    ('photos', 'user_id = acting_user()'),
    ('image_files', 'user_id = acting_user()'),
    ('library_roots', 'user_id = acting_user()'),
    ('removed_files', 'user_id = acting_user()'),
    ('library_counts', 'user_id = acting_user()'),
    ('jobs', 'user_id = acting_user()'),
    ('uploads', 'user_id = acting_user()'),
    -- What has no owner of its own hangs on what has one, which is asked behind its wall.
    ('photo_tags', 'exists (select 1 from photos where photos.id = photo_tags.photo_id)'),
    ('photo_places', 'exists (select 1 from photos where photos.id = photo_places.photo_id)'),
    ('contributions', 'exists (select 1 from photos where photos.id = contributions.photo_id)'),
    ('image_file_details', 'exists (select 1 from image_files where image_files.id = image_file_details.image_file_id)'),
    ('captures', 'exists (select 1 from image_files where image_files.id = captures.image_file_id)'),
    ('file_places', 'exists (select 1 from image_files where image_files.id = file_places.image_file_id)'),
    ('root_disks', 'exists (select 1 from library_roots where library_roots.id = root_disks.root_id)'),
    ('set_aside_files', 'exists (select 1 from library_roots where library_roots.id = set_aside_files.root_id)'),
    ('job_results', 'exists (select 1 from jobs where jobs.id = job_results.job_id)'),
    ('upload_files', 'exists (select 1 from uploads where uploads.id = upload_files.upload_id)')
  ) as each (name, own)
  loop
    execute format('alter table %I enable row level security', walled.name);
    execute format('create policy owner_wall on %I using (%s) with check (%2$s)', walled.name, walled.own);
  end loop;

  -- Its words are found by an index that nothing may use which is asked behind a wall: PostgreSQL cannot know that the
  -- search itself tells nothing. So it can be read, by words that begin with their owner's number, and only changed by whom
  -- it belongs to.
  alter table photo_search enable row level security;
  create policy owner_wall_read on photo_search for select using (true);
  create policy owner_wall_insert on photo_search for insert with check (user_id = acting_user());
  create policy owner_wall_update on photo_search for update
    using (user_id = acting_user()) with check (user_id = acting_user());
  create policy owner_wall_delete on photo_search for delete using (user_id = acting_user());
end $$;

create function lower_owner_walls() returns void language plpgsql as $$
declare
  walled record;
begin
  for walled in
    select tablename, policyname from pg_policies
    where schemaname = current_schema() and starts_with(policyname, 'owner_wall')
  loop
    execute format('drop policy %I on %I', walled.policyname, walled.tablename);
    execute format('alter table %I disable row level security', walled.tablename);
  end loop;
end $$;

do $$ begin
  if exists (
    select 1 from pg_attribute where attrelid = to_regclass('photos') and attname = 'user_id' and not attisdropped
  ) then
    perform raise_owner_walls();
  end if;
end $$;
