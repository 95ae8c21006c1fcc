drop table payments;
drop table invoice_lines;
drop table invoices;
drop function keep_settled_payment();
drop function keep_issued_invoice_lines();
drop function keep_issued_invoice();
