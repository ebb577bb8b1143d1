-- Tenancy level 1: people with accounts. What was parked on the way down comes back as it was, with its ids and the numbers
-- that follow them; where nothing was parked, the parked tables are made empty first.

create table if not exists parked_users (
  id integer primary key autoincrement,
  username text not null,
  username_folded text not null,      -- as names are compared: without case
  email text not null,
  email_folded text not null,
  display_name text,
  password_hash text not null,        -- Argon2id as its standard text has it, or a word that no password fits
  role text not null,                 -- member | admin
  is_active integer not null,
  is_importer integer not null default 0, -- may import folders of the server
  claimed_at integer,                 -- when the person of the single-user time took user 1 as their own
  last_sign_in_at integer,
  created_at integer not null,
  updated_at integer not null
) strict;
alter table parked_users rename to users;
create unique index if not exists idx_users_username on users (username_folded);
create unique index if not exists idx_users_email on users (email_folded);
insert into users (id, username, username_folded, email, email_folded, display_name, password_hash, role, is_active,
  created_at, updated_at)
select 1, 'system', 'system', 'system@imalink.local', 'system@imalink.local', 'System User', 'disabled', 'member', 1, now, now
from (select cast(strftime('%s', 'now') as integer) * 1000000 as now)
where not exists (select 1 from users where id = 1);

-- Who is signed in: one row for each browser or program, from signing in until it ends.
create table if not exists parked_sign_in_sessions (
  id integer primary key autoincrement,
  user_id integer not null references users (id) on delete cascade,
  token_id text not null,             -- names it in tokens: 128 random bits
  generation integer not null default 0, -- of the refresh token; one more each time it is exchanged
  rotated_at integer,                 -- when it was exchanged last
  client text,                        -- what signed in, for people: a browser and a system
  address text,                       -- that it signed in from
  created_at integer not null,
  last_used_at integer not null,
  expires_at integer not null,
  ended_at integer,
  end_reason text                     -- signed_out | ended | password | disabled | reused | restored
) strict;
alter table parked_sign_in_sessions rename to sign_in_sessions;
create unique index if not exists idx_sign_in_sessions_token_id on sign_in_sessions (token_id);
create index if not exists idx_sign_in_sessions_user_id on sign_in_sessions (user_id);

-- Codes that somebody is given once: to register, or to choose a new password.
create table if not exists parked_user_codes (
  id integer primary key autoincrement,
  purpose text not null,              -- invitation | reset
  code_sha256 text not null,
  user_id integer references users (id) on delete cascade, -- whose password a reset is for
  email text,                         -- whom an invitation is for, where that was said
  role text not null,                 -- that an invitation gives
  is_importer integer not null default 0,
  created_at integer not null,
  expires_at integer not null,
  used_at integer,
  withdrawn_at integer
) strict;
alter table parked_user_codes rename to user_codes;
create unique index if not exists idx_user_codes_code_sha256 on user_codes (code_sha256);

-- When the next attempt is free again, by what was tried (an account from an address, or an address).
create table if not exists parked_attempt_limits (
  limit_key text primary key,         -- SHA-256, so that no name or address is read here
  free_at integer not null            -- each attempt moves it on; far ahead of now, attempts are refused
) strict, without rowid;
alter table parked_attempt_limits rename to attempt_limits;

-- By what tokens are signed, where the database is a server's; with SQLite they lie in a file beside it.
create table if not exists parked_signing_keys (
  id integer primary key autoincrement,
  key_base64 text not null,
  created_at integer not null,
  retired_at integer
) strict;
alter table parked_signing_keys rename to signing_keys;

-- Who added which photo while the library is still everybody's.
create table if not exists parked_contributions (
  photo_id integer not null references photos (id) on delete cascade,
  user_id integer not null references users (id) on delete cascade,
  contributed_at integer not null,
  primary key (photo_id, user_id)
) strict, without rowid;
alter table parked_contributions rename to contributions;
create index if not exists idx_contributions_user_id on contributions (user_id, photo_id);
