alter table firm_identity
    drop column ecb_rate,
    drop column ecb_rate_since;
