drop table document_templates;
drop table catalog_items;
drop table stored_files;
