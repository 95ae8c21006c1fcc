drop table digiforma_refused_matches;

drop index digiforma_invoices_company_digiforma_id_idx;
alter table digiforma_invoices
    drop column recipient_name,
    drop column customer_digiforma_id,
    drop column company_digiforma_id;

drop index digiforma_quotes_company_digiforma_id_idx;
alter table digiforma_quotes
    drop column recipient_name,
    drop column customer_digiforma_id,
    drop column company_digiforma_id;

drop table digiforma_directory;
drop table digiforma_customers;
drop table digiforma_training_sessions;
drop table digiforma_programs;

-- Before, there were no trainees.
delete from digiforma_contacts where kind = 'trainee';
drop index digiforma_contacts_company_digiforma_id_idx;
alter table digiforma_contacts
    drop constraint digiforma_contacts_kind_digiforma_id_key,
    add constraint digiforma_contacts_digiforma_id_key unique (digiforma_id),
    drop column company_digiforma_id,
    drop column kind;

alter table digiforma_companies drop column match_name;

drop table digiforma_cursors;

drop index digiforma_syncs_one_running;
update digiforma_syncs set status = 'error' where status = 'cancelled';
update digiforma_syncs set status = 'error', completed_at = now() where status = 'pending';
create unique index digiforma_syncs_one_running on digiforma_syncs ((true)) where status = 'in_progress';
alter table digiforma_syncs
    drop constraint digiforma_syncs_status_known,
    add constraint digiforma_syncs_status_known check (
        status in ('pending', 'in_progress', 'success', 'error', 'partial')
    ),
    drop column message,
    drop column finished_phases,
    drop column counters,
    drop column cancel_requested_at,
    drop column lease_owner,
    drop column phase,
    drop column mode;

update digiforma_settings set sync_frequency = 'monthly', auto_sync_enabled = false where sync_frequency = 'manual';
alter table digiforma_settings
    drop constraint digiforma_settings_sync_frequency_known,
    add constraint digiforma_settings_sync_frequency_known check (sync_frequency in ('daily', 'weekly', 'monthly')),
    drop column create_contacts,
    drop column create_institutions;
delete from digiforma_settings where version = 1 and bearer_token_sealed is null;
