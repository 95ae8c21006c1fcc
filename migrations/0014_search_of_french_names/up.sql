-- « Saint-Étienne » is found by `saint etienne` and by `saint-etienne`, « L’Hôpital » by `l'hopital`, `lhopital` and
-- `hopital`: dashes part words, apostrophes are not written.
create or replace function fold(value text) returns text
language sql immutable strict parallel safe
return lower(regexp_replace(
    translate(
        replace(replace(replace(replace(normalize(value, nfkd), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
        '-‐‑‒–—―−''’‘ʼ′`',
        '        '
    ),
    '[\u0300-\u036f]', '', 'g'
));
comment on function fold(text) is
    'Text as it is searched: lower case, without accents, ligatures and apostrophes, dashes as blanks.';

-- The search columns are computed anew when the columns that they are made of are written. Nobody is told, and no version
-- rises: nothing was edited.
set local app.bulk_load = 'on';
update medical_institutions set name = name;
update contact_persons set last_name = last_name;
update tasks set title = title;
update quotes set title = title;
update invoices set title = title;
