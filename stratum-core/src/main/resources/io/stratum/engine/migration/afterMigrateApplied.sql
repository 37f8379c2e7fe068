-- Default privileges of one schema cannot take away what PUBLIC has everywhere.
revoke execute on all routines in schema stratum from public;
