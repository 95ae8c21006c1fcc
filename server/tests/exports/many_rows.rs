//! More rows than are read at once.

use crate::setting::{Table, office};

/// Rows of a page of the export, and some.
const ROWS: usize = 2_345;

#[tokio::test]
async fn every_row_comes_once_and_in_order() {
    let firm = office().await;
    let house = firm.institution("CHU", &firm.auditor).await;
    let insert = format!(
        "INSERT INTO contact_persons (institution_id, first_name, last_name, email)
         SELECT '{}', 'A' || n % 7, 'Nom ' || n % 90, 'n' || n || '@chu.example' FROM generate_series(1, {ROWS}) AS n;
         INSERT INTO tasks (title, institution_id, assigned_to, created_by, created_at)
         SELECT 'T' || n, '{}', '{user}', '{user}', now() - n % 11 * interval '1 hour' FROM generate_series(1, {ROWS}) AS n",
        house["id"].as_str().unwrap(),
        house["id"].as_str().unwrap(),
        user = firm.auditor.id(),
    );
    firm.app.sql(&insert).await;
    let table = Table::of(&firm.manager.get("/api/export/contacts").await.expect(200));
    let mut emails = table.column("email");
    assert_eq!(emails.len(), ROWS);
    emails.sort_unstable();
    emails.dedup();
    assert_eq!(emails.len(), ROWS);
    let table = Table::of(&firm.manager.get("/api/export/tasks").await.expect(200));
    let made = table.column("createdAt");
    assert_eq!(made.len(), ROWS);
    assert!(made.is_sorted_by(|one, other| one >= other), "the latest first");
    let mut titles = table.column("title");
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), ROWS);
    let workbook = firm.manager.get("/api/export/tasks?format=xlsx").await.expect(200);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&workbook.body)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert_eq!(sheet.matches("<row ").count(), ROWS + 1);
}

#[tokio::test]
async fn an_answer_that_is_left_frees_what_it_held() {
    let firm = office().await;
    let house = firm.institution("CHU", &firm.auditor).await;
    let insert = format!(
        "INSERT INTO contact_persons (institution_id, first_name, last_name, email)
         SELECT '{}', 'A', repeat('x', 40) || n, 'n' || n || '@chu.example' FROM generate_series(1, 20000) AS n",
        house["id"].as_str().unwrap(),
    );
    firm.app.sql(&insert).await;
    // More of them than the pool has connections, none read to its end.
    for _ in 0..30 {
        let answer = firm.manager.request(reqwest::Method::GET, "/api/export/contacts").send().await.unwrap();
        assert_eq!(answer.status(), 200);
        drop(answer);
    }
    firm.manager.get("/api/contacts?limit=1").await.expect(200);
}
