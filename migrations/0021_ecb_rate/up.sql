-- Penalties for late payment are due at the rate of the European Central Bank's main refinancing operations, raised by 10
-- points between firms and by 8 for public bodies (C. com. L441-10, CCP R2192-31). Nobody can compute them without it.
alter table firm_identity
    add column ecb_rate numeric(5, 2)
        constraint firm_identity_ecb_rate_range check (ecb_rate between 0 and 100),
    add column ecb_rate_since date
        constraint firm_identity_ecb_rate_since_range check (ecb_rate_since between '1999-01-01' and '2199-12-31'),
    add constraint firm_identity_ecb_rate_with_date check ((ecb_rate is null) = (ecb_rate_since is null));
