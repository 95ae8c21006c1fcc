drop trigger digiforma_settings_touch on digiforma_settings;
create trigger digiforma_settings_touch before update on digiforma_settings
    for each row execute function touch('last_test_date', 'last_test_success', 'last_test_message', 'last_sync_date');
alter table digiforma_settings drop column last_test_outcome;
