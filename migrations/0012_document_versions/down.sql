drop table document_versions;
