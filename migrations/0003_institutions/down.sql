drop table contact_persons;
drop table medical_profiles;
drop table medical_institutions;
