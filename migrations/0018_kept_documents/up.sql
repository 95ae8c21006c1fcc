-- What was handed out stays as it was: of a kept document only the note of its last mail may change.
create function keep_document_version() returns trigger
language plpgsql as $$
declare
    may_change constant text[] := array['template_id', 'emailed_to', 'emailed_at', 'email_subject', 'updated_at'];
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - may_change = to_jsonb(old) - may_change then
        return new;
    end if;
    -- A quote that goes takes its documents along; an issued invoice never goes.
    if tg_op = 'DELETE' and old.invoice_id is null then
        return old;
    end if;
    raise exception 'a kept document can neither be changed nor deleted'
        using errcode = 'check_violation', constraint = 'document_versions_immutable', table = 'document_versions';
end
$$;
create trigger document_versions_immutable before update or delete on document_versions
    for each row execute function keep_document_version();

-- Files are found by what they contain: other contents are another file.
create function keep_stored_file() returns trigger
language plpgsql as $$
begin
    raise exception 'a stored file cannot be changed'
        using errcode = 'check_violation', constraint = 'stored_files_immutable', table = 'stored_files';
end
$$;
create trigger stored_files_immutable before update on stored_files
    for each row when (new.content <> old.content or new.media_type <> old.media_type)
    execute function keep_stored_file();

-- Documents are made and mailed apart from the request: who looks at the quote or invoice is told.
create function notify_document_changed() returns trigger
language plpgsql as $$
begin
    if current_setting('app.bulk_load', true) is distinct from 'on' then
        perform pg_notify('entity_changed', json_build_object(
            'entity', case when new.invoice_id is null then 'quote' else 'invoice' end,
            'id', coalesce(new.invoice_id, new.quote_id),
            'op', 'update'
        )::text);
    end if;
    return null;
end
$$;
create trigger document_versions_changed after insert or update on document_versions
    for each row execute function notify_document_changed();
