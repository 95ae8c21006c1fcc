//! Parting from institutions.

use serde_json::json;

use crate::setting::*;

#[tokio::test]
async fn deleting_sets_aside() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CHU")).await;
    let answer = firm.manager.delete(&path(&made)).await.expect(200).json();
    assert_eq!((&answer["success"], answer["message"].is_string()), (&json!(true), true));
    assert_eq!(read(&firm.manager, &made).await["isActive"], false);
    firm.manager.delete(&path(&made)).await.expect(200);
    assert_eq!(read(&firm.manager, &made).await["version"], 2, "the second time changes nothing");
    assert_eq!(names(&firm.manager.get(INSTITUTIONS).await), ["CHU"]);
    firm.manager.patch(&path(&made), &json!({ "isActive": true })).await.expect(200);
}

#[tokio::test]
async fn what_people_edited_is_not_deleted() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CHU")).await;
    let forced = format!("{}?force=true", path(&made));
    assert_eq!(firm.admin.delete(&forced).await.expect(403).code(), "LOCKED_INSTITUTION_DELETE_FORBIDDEN");
    assert_eq!(read(&firm.manager, &made).await, made);

    firm.app.sql("UPDATE medical_institutions SET is_locked = false").await;
    assert_eq!(firm.auditor.delete(&forced).await.expect(403).code(), "INSUFFICIENT_PERMISSIONS");
    firm.manager.delete(&forced).await.expect(200);
    assert_eq!(firm.manager.get(&path(&made)).await.expect(404).code(), "NOT_FOUND");
    assert_eq!(names(&firm.manager.get(INSTITUTIONS).await), [""; 0]);
    firm.manager.delete(&forced).await.expect(404);
    assert_eq!(firm.manager.delete(&format!("{}?force=perhaps", path(&made))).await.expect(400).code(), "BAD_REQUEST");
}
