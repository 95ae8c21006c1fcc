-- Substring search. A trusted extension: the owner of the database may create it.
create extension if not exists pg_trgm;

-- Names sort as French readers expect: accents and case only break ties.
do $$
begin
    create collation french (provider = icu, locale = 'fr-FR');
exception
    when feature_not_supported then
        raise exception 'this PostgreSQL was built without ICU, which Medical CRM needs to sort French names'
            using hint = 'Install a PostgreSQL 15 or later built with ICU, as the packages of postgresql.org and of the Linux distributions are.';
end
$$;

-- RFC 9562 version 7: 48 bits of milliseconds, 12 bits of the fraction of the millisecond, 62 random bits.
create function uuid_v7() returns uuid
language sql volatile parallel safe
return (
    select encode(
        substring(int8send(clock.micros / 1000) from 3)
            || substring(int8send(28672 + (clock.micros % 1000) * 4096 / 1000) from 7)
            || substring(uuid_send(gen_random_uuid()) from 9),
        'hex'
    )::uuid
    from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as micros) as clock
);
comment on function uuid_v7() is 'A time-ordered key, for rows whose key the application does not supply.';

create function fold(value text) returns text
language sql immutable strict parallel safe
return lower(regexp_replace(
    replace(replace(replace(replace(normalize(value, nfkd), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
    '[\u0300-\u036f]', '', 'g'
));
comment on function fold(text) is 'Text as it is searched: lower case, without accents or ligatures.';

create function search_document(variadic parts text[]) returns text
language sql immutable parallel safe
return fold(array_to_string(parts, ' '));
comment on function search_document(text[]) is 'The searchable parts of a row in one folded text; null parts are left out.';

-- array_to_string is only stable because it accepts every element type; over text it is immutable.
create function join_words(words text[]) returns text
language sql immutable parallel safe
return array_to_string(words, ' ');
comment on function join_words(text[]) is 'The words of a list, separated by blanks, for generated columns.';

create function is_word_list(words text[]) returns boolean
language sql immutable parallel safe
return not exists (
    select from unnest(words) as word
    where word is null or word = '' or word <> btrim(word) or char_length(word) > 100
);
comment on function is_word_list(text[]) is 'Whether every word is present, trimmed, not blank and of at most 100 characters.';

create function is_label_list(words text[]) returns boolean
language sql immutable parallel safe
return is_word_list(words) and not exists (select from unnest(words) as word where word <> lower(word));
comment on function is_label_list(text[]) is 'Whether is_word_list() holds and every word is in lower case.';

-- Arguments: the columns whose change is no edit (generated ones, for they are not computed yet here).
create function touch() returns trigger
language plpgsql as $$
declare
    ignored text[] := array['updated_at', 'version'] || tg_argv;
begin
    if to_jsonb(new) - ignored = to_jsonb(old) - ignored and new.version = old.version then
        new.updated_at := old.updated_at;
    else
        new.updated_at := now();
        new.version := old.version + 1;
    end if;
    return new;
end
$$;
comment on function touch() is
    'Moves updated_at and version on when a row was really edited; writing version alone counts as an edit of what belongs to the row.';

create function touch_updated_at() returns trigger
language plpgsql as $$
declare
    ignored text[] := array['updated_at'] || tg_argv;
begin
    new.updated_at := old.updated_at;
    if to_jsonb(new) - ignored <> to_jsonb(old) - ignored then
        new.updated_at := now();
    end if;
    return new;
end
$$;
comment on function touch_updated_at() is 'touch() for tables that have no version.';

-- Bulk loads (`set local app.bulk_load = 'on'`) make too many rows to announce one by one.
create function notify_entity_changed() returns trigger
language plpgsql as $$
declare
    row_id uuid;
    was_present boolean;
    is_present boolean;
begin
    if current_setting('app.bulk_load', true) = 'on' then
        return null;
    end if;
    was_present := tg_op <> 'INSERT' and to_jsonb(old) ->> 'deleted_at' is null;
    is_present := tg_op <> 'DELETE' and to_jsonb(new) ->> 'deleted_at' is null;
    if tg_op = 'DELETE' then
        row_id := old.id;
    else
        row_id := new.id;
    end if;
    perform pg_notify('entity_changed', json_build_object(
        'entity', tg_argv[0],
        'id', row_id,
        'op', case
            when is_present and not was_present then 'insert'
            when was_present and not is_present then 'delete'
            else lower(tg_op)
        end
    )::text);
    return null;
end
$$;
comment on function notify_entity_changed() is
    'Tells the listening servers that a row of the entity named by the argument changed; a soft delete is a delete, its undoing an insert.';

create function notify_viewer_changed() returns trigger
language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform pg_notify('viewer_changed', to_jsonb(old) ->> tg_argv[0]);
    else
        perform pg_notify('viewer_changed', to_jsonb(new) ->> tg_argv[0]);
    end if;
    return null;
end
$$;
comment on function notify_viewer_changed() is
    'Tells the listening servers to forget what they know of the rights of the user named by the column in the argument.';
