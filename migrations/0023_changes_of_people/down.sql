drop trigger teams_entity_changed on teams;
drop trigger users_entity_changed on users;
drop trigger users_entity_made on users;
