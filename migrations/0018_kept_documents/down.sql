drop trigger document_versions_changed on document_versions;
drop function notify_document_changed();
drop trigger stored_files_immutable on stored_files;
drop function keep_stored_file();
drop trigger document_versions_immutable on document_versions;
drop function keep_document_version();
