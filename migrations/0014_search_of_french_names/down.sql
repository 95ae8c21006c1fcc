create or replace function fold(value text) returns text
language sql immutable strict parallel safe
return lower(regexp_replace(
    replace(replace(replace(replace(normalize(value, nfkd), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
    '[\u0300-\u036f]', '', 'g'
));
comment on function fold(text) is 'Text as it is searched: lower case, without accents or ligatures.';

set local app.bulk_load = 'on';
update medical_institutions set name = name;
update contact_persons set last_name = last_name;
update tasks set title = title;
update quotes set title = title;
update invoices set title = title;
