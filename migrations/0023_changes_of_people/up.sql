-- Who looks at people or teams is told of their changes, as of those of institutions. Signing in is no change.
create trigger users_entity_made after insert or delete on users
    for each row execute function notify_entity_changed('user');
create trigger users_entity_changed after update on users
    for each row when (old.version is distinct from new.version) execute function notify_entity_changed('user');
create trigger teams_entity_changed after insert or update or delete on teams
    for each row execute function notify_entity_changed('team');
