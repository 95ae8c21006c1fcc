//! Who wants to hear of which changes, and which of them are still to be called.

use std::rc::Rc;

/// What a listener does.
pub(super) type Callback = Rc<dyn Fn()>;

/// Where a listener stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Nothing has changed since its last call.
    Quiet,
    /// Its call follows at the end of the burst.
    Coming,
    /// Its call waits until the tab is shown.
    PutOff,
}

struct Listener {
    number: u32,
    kinds: &'static [&'static str],
    only: Option<String>,
    turn: Turn,
    callback: Callback,
}

/// The listeners of this tab.
#[derive(Default)]
pub(super) struct Registry {
    listeners: Vec<Listener>,
    next: u32,
}

impl Registry {
    /// Adds a listener, for one record with `only`, and gives it a number.
    pub(super) fn add(&mut self, kinds: &'static [&'static str], only: Option<String>, callback: Callback) -> u32 {
        let number = self.next;
        self.next = self.next.wrapping_add(1);
        self.listeners.push(Listener { number, kinds, only, turn: Turn::Quiet, callback });
        number
    }

    /// Ends a listener, also when its call is still to come.
    pub(super) fn remove(&mut self, number: u32) {
        self.listeners.retain(|listener| listener.number != number);
    }

    /// The kinds that somebody listens to, each once.
    pub(super) fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&'static str> = self.listeners.iter().flat_map(|listener| listener.kinds).copied().collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// The listeners for whom this change begins a burst.
    pub(super) fn changed(&mut self, kind: &str, id: &str) -> Vec<u32> {
        self.begin(|listener| listener.kinds.contains(&kind) && listener.only.as_deref().is_none_or(|only| only == id))
    }

    /// As if everything had changed.
    pub(super) fn missed(&mut self) -> Vec<u32> {
        self.begin(|_| true)
    }

    fn begin(&mut self, concerned: impl Fn(&Listener) -> bool) -> Vec<u32> {
        let quiet = self.listeners.iter_mut().filter(|listener| listener.turn == Turn::Quiet && concerned(listener));
        quiet
            .map(|listener| {
                listener.turn = Turn::Coming;
                listener.number
            })
            .collect()
    }

    /// Keeps calls until the tab is shown.
    pub(super) fn put_off(&mut self, numbers: &[u32]) {
        for listener in self.listeners.iter_mut().filter(|listener| numbers.contains(&listener.number)) {
            listener.turn = Turn::PutOff;
        }
    }

    /// The listeners whose calls were kept.
    pub(super) fn put_off_ones(&self) -> Vec<u32> {
        let kept = self.listeners.iter().filter(|listener| listener.turn == Turn::PutOff);
        kept.map(|listener| listener.number).collect()
    }

    /// What a listener does; from now on changes begin a new burst for it. `None` when it has ended.
    pub(super) fn take_turn(&mut self, number: u32) -> Option<Callback> {
        let listener = self.listeners.iter_mut().find(|listener| listener.number == number)?;
        listener.turn = Turn::Quiet;
        Some(listener.callback.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> Registry {
        let mut registry = Registry::default();
        registry.add(&["institution"], None, Rc::new(|| {}));
        registry.add(&["task", "contact"], None, Rc::new(|| {}));
        registry.add(&["institution"], Some("a".into()), Rc::new(|| {}));
        registry
    }

    #[test]
    fn a_change_reaches_those_who_asked_for_its_kind_and_record() {
        let mut registry = registry();
        assert_eq!(registry.kinds(), ["contact", "institution", "task"]);
        assert_eq!(registry.changed("institution", "b"), [0]);
        assert_eq!(registry.changed("contact", "a"), [1]);
        assert_eq!(registry.changed("institution", "a"), [2], "the first is in its burst already");
    }

    #[test]
    fn a_burst_is_one_call_and_the_next_change_another() {
        let mut registry = registry();
        assert_eq!(registry.changed("task", "x"), [1]);
        assert_eq!(registry.changed("contact", "y"), [0; 0]);
        assert!(registry.take_turn(1).is_some());
        assert_eq!(registry.changed("task", "x"), [1]);
    }

    #[test]
    fn calls_of_a_hidden_tab_are_kept_and_those_of_ended_scopes_are_not() {
        let mut registry = registry();
        let burst = registry.missed();
        assert_eq!(burst, [0, 1, 2]);
        registry.put_off(&burst);
        assert_eq!(registry.missed(), [0; 0], "they are to be called anyway");
        registry.remove(1);
        assert_eq!(registry.put_off_ones(), [0, 2]);
        assert!(registry.take_turn(1).is_none());
        assert_eq!(registry.kinds(), ["institution"]);
    }
}
