-- Back to tenancy level 0. Nothing is deleted: the tables are parked under names that the single-user library does not use,
-- and come back from there.
alter table contributions rename to parked_contributions;
alter table signing_keys rename to parked_signing_keys;
alter table attempt_limits rename to parked_attempt_limits;
alter table user_codes rename to parked_user_codes;
alter table sign_in_sessions rename to parked_sign_in_sessions;
alter table users rename to parked_users;
