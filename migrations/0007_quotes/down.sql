drop table quote_lines;
drop table quotes;
drop table document_counters;
