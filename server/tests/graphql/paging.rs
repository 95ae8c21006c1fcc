//! Keyset pages, both ways, in every order.

use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    support::{code, institution},
};

const PAGE: &str = "query($first: Int, $after: String, $last: Int, $before: String, $order: [InstitutionOrder!]) {
    institutions(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
        edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";

fn page_names(page: &Value) -> Vec<String> {
    let edges = page["edges"].as_array().unwrap();
    edges.iter().map(|edge| edge["node"]["name"].as_str().unwrap().to_owned()).collect()
}

async fn walk(client: &Client, order: &Value, backward: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let variables = if backward {
            json!({ "last": 2, "before": cursor, "order": order })
        } else {
            json!({ "first": 2, "after": cursor, "order": order })
        };
        let page = client.query(PAGE, variables).await["institutions"].take();
        let (more, behind) =
            if backward { ("hasPreviousPage", "hasNextPage") } else { ("hasNextPage", "hasPreviousPage") };
        assert_eq!(page["pageInfo"][behind], !found.is_empty(), "{order} {page}");
        let names = page_names(&page);
        if backward {
            found.splice(0..0, names).for_each(drop);
        } else {
            found.extend(names);
        }
        cursor = page["pageInfo"][if backward { "startCursor" } else { "endCursor" }].clone();
        if page["pageInfo"][more] == false {
            return found;
        }
    }
}

#[tokio::test]
async fn pages_in_both_directions_give_the_whole_list_in_its_order() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    // Two equal names, accents, and beds that are unknown.
    for (name, city, beds) in [
        ("Etang", "Brest", Some(10)),
        ("Été", "Nantes", None),
        ("étage", "Angers", Some(5)),
        ("Zéphyr", "Nantes", Some(10)),
        ("Abri", "Lyon", None),
        ("Abri", "Lyon", Some(7)),
        ("eau", "Paris", Some(1)),
    ] {
        let address = json!({ "street": "x", "city": city, "zipCode": "44000" });
        institution(&manager, name, json!({ "address": address, "medicalProfile": { "bedCapacity": beds } })).await;
    }
    let by_name = walk(&manager, &json!([{ "field": "NAME" }]), false).await;
    assert_eq!(by_name, ["Abri", "Abri", "eau", "étage", "Etang", "Été", "Zéphyr"], "as in a dictionary");
    let orders = [
        json!([{ "field": "NAME" }]),
        json!([{ "field": "NAME", "direction": "DESC" }]),
        json!([{ "field": "BED_CAPACITY" }]),
        json!([{ "field": "BED_CAPACITY", "direction": "DESC" }, { "field": "CITY" }]),
        json!([{ "field": "CITY" }, { "field": "NAME", "direction": "DESC" }]),
        json!([{ "field": "CREATED_AT", "direction": "DESC" }]),
        json!([{ "field": "UPDATED_AT" }]),
    ];
    for order in orders {
        let forward = walk(&manager, &order, false).await;
        assert_eq!(forward.len(), 7, "{order}");
        assert_eq!(forward, walk(&manager, &order, true).await, "{order}");
        let all = manager.query(PAGE, json!({ "first": 100, "order": order })).await;
        assert_eq!(forward, page_names(&all["institutions"]), "{order}");
    }
    let beds = walk(&manager, &json!([{ "field": "BED_CAPACITY", "direction": "DESC" }]), false).await;
    assert_eq!(
        beds[6],
        beds.iter().rfind(|name| ["Été", "Abri"].contains(&name.as_str())).unwrap().as_str(),
        "unknown ones last"
    );
}

#[tokio::test]
async fn arguments_that_make_no_sense_are_told() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    institution(&manager, "A", json!({})).await;
    let data = manager.query(PAGE, json!({ "first": 1 })).await;
    let cursor = &data["institutions"]["pageInfo"]["endCursor"];
    for variables in [
        json!({ "first": 101 }),
        json!({ "first": -1 }),
        json!({ "first": 1, "last": 1 }),
        json!({ "last": 1, "after": cursor }),
        json!({ "first": 1, "after": "nonsense" }),
        json!({ "first": 1, "after": cursor, "order": [{ "field": "CITY" }] }),
    ] {
        let answer = manager.graphql(PAGE, variables.clone()).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{variables}: {answer:#}");
    }
    let none = manager.query(PAGE, json!({ "first": 0 })).await;
    assert_eq!(none["institutions"]["edges"], json!([]));
    assert_eq!(none["institutions"]["pageInfo"]["hasNextPage"], true);
}

#[tokio::test]
async fn nested_pages_are_cut_for_each_parent() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let people = |n: usize| {
        (0..n)
            .map(|i| json!({ "firstName": "P", "lastName": format!("N{i}"), "email": "p@n.example" }))
            .collect::<Vec<_>>()
    };
    institution(&manager, "A", json!({ "contacts": people(3) })).await;
    institution(&manager, "B", json!({ "contacts": people(1) })).await;
    institution(&manager, "C", json!({})).await;
    let document =
        "{ institutions { nodes { name contacts(first: 2, orderBy: [{ field: LAST_NAME, direction: DESC }]) {
        totalCount nodes { lastName } pageInfo { hasNextPage endCursor } } } } }";
    let data = manager.query(document, json!({})).await;
    let pages: Vec<_> =
        data["institutions"]["nodes"].as_array().unwrap().iter().map(|node| node["contacts"].clone()).collect();
    assert_eq!(pages[0]["nodes"], json!([{ "lastName": "N2" }, { "lastName": "N1" }]));
    assert_eq!((&pages[0]["totalCount"], &pages[0]["pageInfo"]["hasNextPage"]), (&json!(3), &json!(true)));
    assert_eq!((&pages[1]["totalCount"], &pages[1]["pageInfo"]["hasNextPage"]), (&json!(1), &json!(false)));
    assert_eq!((&pages[2]["totalCount"], &pages[2]["nodes"]), (&json!(0), &json!([])));
    let next = "query($after: String) { institutions(first: 1) { nodes { contacts(first: 2, after: $after,
        orderBy: [{ field: LAST_NAME, direction: DESC }]) { nodes { lastName } } } } }";
    let data = manager.query(next, json!({ "after": pages[0]["pageInfo"]["endCursor"] })).await;
    assert_eq!(data["institutions"]["nodes"][0]["contacts"]["nodes"], json!([{ "lastName": "N0" }]));
}
