create role clinic_app login noinherit password 'change-me';
create role clinic_platform login password 'change-me';
create role clinic_app_subtree;
grant clinic_app_subtree to clinic_app with inherit false, set true; -- 15: without the options
revoke temporary on database clinic from public;
revoke create on schema public from public;
