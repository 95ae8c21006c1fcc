//! Shaping of typed text before it is stored.

/// Trims, and turns what is left empty into `None`.
#[must_use]
pub fn optional(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// Lower-cases and trims labels, drops empty and repeated ones, keeps the order.
#[must_use]
pub fn labels(labels: &[String]) -> Vec<String> {
    let mut seen = Vec::with_capacity(labels.len());
    for label in labels {
        let label = label.trim().to_lowercase();
        if !label.is_empty() && !seen.contains(&label) {
            seen.push(label);
        }
    }
    seen
}

/// Length in characters, as people count.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    #[test]
    fn labels_are_folded_once() {
        let given = ["Bloc ".into(), "bloc".into(), " ".into(), "Urgence".into()];
        assert_eq!(super::labels(&given), ["bloc", "urgence"]);
        assert_eq!(super::optional(Some("  ")), None);
    }
}
