//! Who may: the administrator alone.

use domain::ApiTokenScope;
use serde_json::json;

use crate::receiver::Setting;

#[tokio::test]
async fn nobody_else_sees_or_changes_webhooks() {
    let setting = Setting::start(&["TASK_CREATED"]).await;
    for client in [&setting.firm.manager, &setting.firm.auditor, &setting.firm.viewer] {
        for document in [
            "{ webhooks { totalCount } }",
            "{ webhookDeliveries { totalCount } }",
            "mutation { retryFailedWebhookDeliveries(input: {}) { count } }",
        ] {
            let answer = client.graphql(document, json!({})).await;
            assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{document}: {answer:#}");
        }
        let node = client.query("query($id: ID!) { node(id: $id) { id } }", json!({ "id": setting.hook })).await;
        assert_eq!(node["node"], json!(null));
        assert_eq!(client.get("/api/webhooks").await.status, 403);
        assert_eq!(client.post(&format!("/api/webhooks/{}/test", setting.hook), &json!({})).await.status, 403);
    }
    assert_eq!(setting.firm.app.anonymous().get("/api/webhooks").await.status, 401);
    let node =
        setting.firm.admin.query("query($id: ID!) { node(id: $id) { id __typename } }", json!({ "id": setting.hook }));
    assert_eq!(node.await["node"]["__typename"], "Webhook");
    let token = setting.firm.by_token(&[ApiTokenScope::Read], None).await;
    assert_eq!(token.get("/api/webhooks").await.status, 403);
}
