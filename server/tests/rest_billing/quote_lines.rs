//! Lines of quotes, one by one.

use serde_json::json;

use crate::setting::*;

#[tokio::test]
async fn lines_are_added_changed_moved_and_taken_away() {
    let (firm, hospital) = office().await;
    let made = create(&firm.manager, QUOTES, &quote_body(&hospital)).await;
    let lines = format!("{}/lines", path(QUOTES, &made));
    let answer = firm.manager.post(&lines, &with(line(2.0), json!({ "description": "Deux" }))).await.expect(201);
    let second = answer.json()["data"].take();
    assert_eq!((&second["orderIndex"], &second["total"]), (&json!(2), &json!("240.00")));
    let first = made["lines"][0].clone();
    let changed =
        firm.manager.put(&path(&lines, &first), &json!({ "quantity": 3, "unitPrice": 10.5 })).await.expect(200);
    let changed = changed.json()["data"].take();
    assert_eq!((&changed["id"], &changed["total"]), (&first["id"], &json!("37.80")));
    assert_eq!((&changed["description"], &changed["createdAt"]), (&first["description"], &first["createdAt"]));
    let order = json!({ "lineIds": [second["id"], first["id"]] });
    let moved = firm.manager.put(&format!("{lines}/reorder"), &order).await.expect(200);
    assert_eq!(texts(&moved, "description"), ["Deux", "Jour d’audit"]);
    assert_eq!(texts(&firm.manager.get(&lines).await.expect(200), "description"), ["Deux", "Jour d’audit"]);
    assert_eq!(read(&firm.manager, QUOTES, &made).await["total"], "277.80");
    firm.manager.delete(&path(&lines, &second)).await.expect(200);
    let left = firm.manager.get(&lines).await.expect(200).json()["data"].take();
    assert_eq!((left.as_array().unwrap().len(), &left[0]["orderIndex"]), (1, &json!(1)));
    assert_eq!(read(&firm.manager, QUOTES, &made).await["total"], "37.80");
}

#[tokio::test]
async fn what_is_wrong_stands_at_the_fields_of_the_line() {
    let (firm, hospital) = office().await;
    let made = create(&firm.manager, QUOTES, &quote_body(&hospital)).await;
    let lines = format!("{}/lines", path(QUOTES, &made));
    let answer = firm.manager.post(&lines, &json!({ "quantity": 0, "unitPrice": 1, "taxRate": 20 })).await.expect(400);
    assert_eq!(
        (answer.code().as_str(), fields(&answer)),
        ("VALIDATION_ERROR", vec!["description".into(), "quantity".into()])
    );
    let answer = firm.manager.post(&lines, &json!({ "description": "x" })).await.expect(400);
    assert_eq!(fields(&answer), ["quantity"]);
    let first = &made["lines"][0];
    let answer = firm.manager.put(&path(&lines, first), &json!({ "taxRate": 19.7 })).await.expect(400);
    assert_eq!(fields(&answer), ["taxRate"]);
    let unknown = json!({ "id": uuid::Uuid::now_v7() });
    for answer in [
        firm.manager.put(&path(&lines, &unknown), &json!({ "quantity": 2 })).await,
        firm.manager.delete(&path(&lines, &unknown)).await,
    ] {
        assert_eq!(answer.expect(404).code(), "QUOTE_LINE_NOT_FOUND");
    }
    for ids in [json!([]), json!([first["id"], first["id"]]), json!([unknown["id"]])] {
        let answer = firm.manager.put(&format!("{lines}/reorder"), &json!({ "lineIds": ids })).await.expect(400);
        assert_eq!(fields(&answer), ["lineIds"], "{ids}");
    }
    assert_eq!(read(&firm.manager, QUOTES, &made).await, made, "nothing was written");
}

#[tokio::test]
async fn a_line_of_what_was_sent_makes_a_revision() {
    let (firm, hospital) = office().await;
    let made = create(&firm.manager, QUOTES, &quote_body(&hospital)).await;
    step(&firm.manager, QUOTES, &made, "send").await;
    firm.manager.post(&format!("{}/lines", path(QUOTES, &made)), &line(1.0)).await.expect(201);
    let now = read(&firm.manager, QUOTES, &made).await;
    assert_eq!((&now["revision"], &now["status"]), (&json!(2), &json!("draft")));
    step(&firm.manager, QUOTES, &made, "send").await;
    step(&firm.manager, QUOTES, &made, "accept").await;
    let answer = firm.manager.post(&format!("{}/lines", path(QUOTES, &made)), &line(1.0)).await.expect(400);
    assert_eq!(answer.code(), "QUOTE_NOT_MODIFIABLE");
}
