//! Nothing that somebody typed becomes a formula in a spreadsheet.

use serde_json::json;

use crate::setting::{Table, clinic, done, office};

#[tokio::test]
async fn texts_that_begin_like_formulas_stay_text() {
    let firm = office().await;
    let clinic = clinic(&firm, "=HYPERLINK(\"http://x.example\";\"CHU\")", "411-C").await;
    for title in ["+1", "-2+3", "@SUM(A1)", "\u{ff1d}1", "1-2", "a=b"] {
        let input = json!({ "title": title, "institutionId": clinic, "assigneeId": firm.manager.id() });
        done(&firm.manager, "createTask", "task", "id", input).await;
    }
    let table = Table::of(&firm.manager.get("/api/export/tasks").await.expect(200));
    let mut titles = table.column("title");
    titles.sort_unstable();
    assert_eq!(titles, ["'+1", "'-2+3", "'@SUM(A1)", "'\u{ff1d}1", "1-2", "a=b"]);
    assert!(table.column("institutionName").iter().all(|name| name.starts_with("'=HYPERLINK")), "{table:?}");
}
