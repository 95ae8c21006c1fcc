//! Tasks: statuses, the moves between them, priorities.

wire_enum! {
    /// Where a task stands.
    pub enum TaskStatus {
        /// Not begun.
        Todo = "todo",
        /// Begun.
        InProgress = "in_progress",
        /// Done; `completed_at` is set exactly in this status.
        Completed = "completed",
        /// Given up.
        Cancelled = "cancelled",
    }
}

wire_enum! {
    /// How urgent a task is, in rising order.
    pub enum TaskPriority {
        /// When there is time.
        Low = "low",
        /// The usual case.
        Medium = "medium",
        /// Soon.
        High = "high",
        /// Now.
        Urgent = "urgent",
    }
}

impl TaskStatus {
    /// Whether a task may go from this status to `next`; staying is always allowed.
    #[must_use]
    pub fn can_become(self, next: Self) -> bool {
        use TaskStatus::{Cancelled, Completed, InProgress, Todo};
        self == next
            || match self {
                Todo => true,
                InProgress => true,
                Completed => matches!(next, InProgress | Todo),
                Cancelled => matches!(next, Todo | InProgress),
            }
    }

    /// Still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Todo | Self::InProgress)
    }
}

#[cfg(test)]
mod tests {
    use super::TaskStatus::{Cancelled, Completed, InProgress, Todo};

    #[test]
    fn finished_tasks_reopen_before_they_change_otherwise() {
        assert!(Todo.can_become(Completed) && InProgress.can_become(Cancelled));
        assert!(Completed.can_become(Todo) && Cancelled.can_become(InProgress));
        assert!(!Completed.can_become(Cancelled) && !Cancelled.can_become(Completed));
    }
}
