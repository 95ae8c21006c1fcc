-- What came of the last trial of the connection, as a word: people are told in their language. The sentence stays beside it.
alter table digiforma_settings
    add column last_test_outcome text
        constraint digiforma_settings_last_test_outcome_known check (
            last_test_outcome in (
                'connected', 'fields_missing', 'schema_hidden', 'token_refused', 'not_digiforma', 'server_failing',
                'rate_limited', 'timeout', 'unreachable', 'query_refused', 'unusable_settings'
            )
        );
drop trigger digiforma_settings_touch on digiforma_settings;
create trigger digiforma_settings_touch before update on digiforma_settings
    for each row execute function touch(
        'last_test_date', 'last_test_success', 'last_test_message', 'last_test_outcome', 'last_sync_date'
    );
