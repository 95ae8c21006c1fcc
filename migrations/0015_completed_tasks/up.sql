-- What was completed in the last weeks is counted on the first page.
create index tasks_completed_at_idx on tasks (completed_at) where completed_at is not null;
