drop table digiforma_institution_mappings;
drop table digiforma_invoices;
drop table digiforma_quotes;
drop table digiforma_contacts;
drop table digiforma_companies;
drop table digiforma_syncs;
drop table digiforma_settings;
