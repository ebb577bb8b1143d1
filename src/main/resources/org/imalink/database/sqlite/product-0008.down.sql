-- Takes away the version of what people are signed in with.
alter table server_state drop column account_version;
