//! A process that renders one document after the other keeps its size.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where something is not as it should be")]

mod support;

use documents::{RenderRequest, render};

/// Memory in use, in KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_hundred_documents_do_not_grow_it() {
    let small: Vec<_> = support::cases().into_iter().filter(|(name, _)| *name != "many").collect();
    let render_many = |from: usize, count: usize| {
        for index in from..from + count {
            let mut document = small[index % small.len()].1.clone();
            // Nothing of one document can be taken over from another.
            document.number = Some(format!("INV2026{index:06}"));
            document.title = Some(format!("Mission {index}"));
            assert!(render(&RenderRequest::new(document)).is_ok());
        }
    };
    render_many(0, 30);
    let before = resident();
    render_many(30, 100);
    let after = resident();
    assert!(after < before + 24 * 1024, "from {before} KiB to {after} KiB");
}
