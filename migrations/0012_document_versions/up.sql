-- Every file that was generated for a quote or an invoice, kept as it was handed out.
create table document_versions (
    id uuid primary key default uuid_v7(),
    document_type text not null
        constraint document_versions_document_type_known check (document_type in ('quote_pdf', 'order_pdf', 'invoice_pdf')),
    quote_id uuid references quotes on delete cascade,
    invoice_id uuid references invoices on delete cascade,
    template_id uuid references document_templates on delete set null,
    template_snapshot jsonb
        constraint document_versions_template_snapshot_object check (jsonb_typeof(template_snapshot) = 'object'),
    version integer not null
        constraint document_versions_version_range check (version >= 1),
    file_id uuid not null references stored_files on delete restrict,
    file_name text not null
        constraint document_versions_file_name_length check (btrim(file_name) <> '' and char_length(file_name) <= 255),
    generated_by uuid not null references users on delete restrict,
    generated_at timestamptz not null default now(),
    emailed_to text[]
        constraint document_versions_emailed_to_list check (array_position(emailed_to, null) is null),
    emailed_at timestamptz,
    email_subject text
        constraint document_versions_email_subject_length check (char_length(email_subject) <= 255),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint document_versions_document check (
        case document_type
            when 'invoice_pdf' then invoice_id is not null and quote_id is null
            else quote_id is not null and invoice_id is null
        end
    ),
    constraint document_versions_quote_version_key unique (quote_id, document_type, version),
    constraint document_versions_invoice_version_key unique (invoice_id, document_type, version)
);
create index document_versions_template_id_idx on document_versions (template_id);
create index document_versions_file_id_idx on document_versions (file_id);
create index document_versions_generated_by_idx on document_versions (generated_by);
create index document_versions_generated_at_idx on document_versions (generated_at);
create trigger document_versions_touch before update on document_versions
    for each row execute function touch_updated_at();
