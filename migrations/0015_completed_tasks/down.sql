drop index tasks_completed_at_idx;
