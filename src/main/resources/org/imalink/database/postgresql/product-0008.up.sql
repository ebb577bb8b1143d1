-- How often something changed that ends what people are signed in with: whoever remembers a sign-in remembers it for one
-- such version only.
alter table server_state add column account_version integer not null default 0;
