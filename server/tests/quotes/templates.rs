//! Templates: writing them, versions, the default of each type.

use serde_json::{Value, json};

use crate::setting::*;

const TEMPLATE: &str = "id name type isDefault isActive source logoPosition primaryColor secondaryColor customHeader
    customFooter termsAndConditions paymentInstructions createdBy { id } deletedAt version
    versions { templateId version source createdBy { id } }";

async fn template(firm: &Firm, more: Value) -> Value {
    let mut input = json!({ "name": "Devis", "type": "QUOTE" });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    of(&firm.admin, "createInvoiceTemplate", "invoiceTemplate", TEMPLATE, input).await
}

async fn change(firm: &Firm, template: &Value, more: Value) -> Value {
    let mut input = json!({ "id": template["id"] });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    of(&firm.admin, "updateInvoiceTemplate", "invoiceTemplate", TEMPLATE, input).await
}

async fn read(firm: &Firm, template: &Value) -> Value {
    let document = format!("query($id: ID!) {{ invoiceTemplate(id: $id) {{ {TEMPLATE} }} }}");
    firm.viewer.query(&document, json!({ "id": template["id"] })).await["invoiceTemplate"].take()
}

#[tokio::test]
async fn a_template_is_made_changed_copied_deleted_and_restored() {
    let firm = Firm::start().await;
    let made = template(&firm, json!({ "primaryColor": "#1a2b3c", "termsAndConditions": "30 jours" })).await;
    assert_eq!([&made["isDefault"], &made["isActive"], &made["versions"]], [&json!(false), &json!(true), &json!([])]);
    let changed =
        change(&firm, &made, json!({ "expectedVersion": 1, "name": "Devis long", "termsAndConditions": null })).await;
    assert_eq!(
        [&changed["name"], &changed["termsAndConditions"], &changed["primaryColor"], &changed["version"]],
        [&json!("Devis long"), &Value::Null, &made["primaryColor"], &json!(2)]
    );
    let stale = json!({ "id": made["id"], "expectedVersion": 1, "name": "x" });
    assert_eq!(outcome(&firm.admin, "updateInvoiceTemplate", stale).await, "CONFLICT");
    let copy =
        of(&firm.admin, "duplicateInvoiceTemplate", "invoiceTemplate", TEMPLATE, json!({ "id": made["id"] })).await;
    assert_eq!([&copy["name"], &copy["primaryColor"]], [&json!("Devis long (copie)"), &made["primaryColor"]]);
    of(&firm.admin, "deleteInvoiceTemplate", "invoiceTemplate", "id", json!({ "id": made["id"] })).await;
    let names = async || {
        let data = firm.viewer.query("{ invoiceTemplates { nodes { name } } }", json!({})).await;
        data["invoiceTemplates"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names().await, ["Devis long (copie)"]);
    of(&firm.admin, "restoreInvoiceTemplate", "invoiceTemplate", "id", json!({ "id": made["id"] })).await;
    assert_eq!(names().await, ["Devis long", "Devis long (copie)"]);
}

#[tokio::test]
async fn another_source_is_another_version() {
    let firm = Firm::start().await;
    let source = built_in(&firm, "QUOTE").await;
    let made = template(&firm, json!({ "source": source })).await;
    assert_eq!(made["versions"][0]["version"], 1);
    let other = format!("{source}\n// autre\n");
    let changed = change(&firm, &made, json!({ "source": other })).await;
    let versions = changed["versions"].as_array().unwrap();
    assert_eq!(versions.iter().map(|one| one["version"].as_i64().unwrap()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!([&versions[0]["source"], &versions[1]["source"]], [&json!(other), &json!(source)]);
    let renamed = change(&firm, &made, json!({ "name": "Autre" })).await;
    assert_eq!(renamed["versions"].as_array().unwrap().len(), 2, "only the source makes a version");
    let without = change(&firm, &made, json!({ "source": null })).await;
    assert_eq!([&without["source"], &without["versions"][0]["version"]], [&Value::Null, &json!(2)]);
}

/// The program's own source.
async fn built_in(firm: &Firm, kind: &str) -> String {
    let data = firm.viewer.query(&format!("{{ builtInTemplateSource(type: {kind}) }}"), json!({})).await;
    data["builtInTemplateSource"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_source_that_makes_no_document_is_not_kept() {
    let firm = Firm::start().await;
    let wrong = json!({ "name": "Devis", "type": "QUOTE", "source": "Bonjour\n#nothing" });
    let payload = mutate(&firm.admin, "createInvoiceTemplate", "", wrong).await;
    let error = &payload["userErrors"][0];
    assert_eq!([&error["field"], &error["code"]], ["source", "INVALID_TEMPLATE"]);
    assert!(error["message"].as_str().unwrap().starts_with("line 2, column 2: "), "{error}");
    let made = template(&firm, json!({ "source": "Bonjour" })).await;
    let update = json!({ "id": made["id"], "source": "#nothing" });
    assert_eq!(refused(&firm.admin, "updateInvoiceTemplate", update).await, [at("source", "INVALID_TEMPLATE")]);
    // What a quote can print an invoice cannot.
    let of_quotes =
        change(&firm, &made, json!({ "source": "#import \"/base.typ\": *\n#doc.lines.first().name" })).await;
    let update = json!({ "id": of_quotes["id"], "type": "REMINDER" });
    assert_eq!(refused(&firm.admin, "updateInvoiceTemplate", update).await, [at("source", "INVALID_TEMPLATE")]);
    assert_eq!(read(&firm, &made).await["type"], "QUOTE");
}

#[tokio::test]
async fn the_programs_own_sources_are_a_beginning() {
    let firm = Firm::start().await;
    for kind in ["QUOTE", "INVOICE", "BOTH", "REMINDER"] {
        let source = built_in(&firm, kind).await;
        template(&firm, json!({ "name": kind, "type": kind, "source": source })).await;
    }
    let data = firm.viewer.query("{ templateVariables { path description } }", json!({})).await;
    let variables = data["templateVariables"].as_array().unwrap();
    assert!(variables.len() > 20 && variables.iter().all(|one| one["path"].as_str().unwrap().starts_with("doc.")));
}

#[tokio::test]
async fn a_source_is_tried_before_it_is_kept() {
    let firm = Firm::start().await;
    let made = template(&firm, json!({ "primaryColor": "#1a2b3c" })).await;
    let preview = async |input: Value| {
        mutate(&firm.manager, "previewInvoiceTemplate", "pdf problems { line column message }", input).await
    };
    for input in [
        json!({ "type": "QUOTE" }),
        json!({ "type": "INVOICE", "id": made["id"] }),
        json!({ "type": "REMINDER", "source": "Bonjour" }),
    ] {
        let tried = preview(input).await;
        // `%PDF-1.7`
        assert!(tried["pdf"].as_str().is_some_and(|pdf| pdf.starts_with("JVBERi0xLjc")), "{tried}");
        assert_eq!(tried["problems"], json!([]));
    }
    let tried = preview(json!({ "type": "QUOTE", "source": "Bonjour\n#nothing" })).await;
    assert_eq!(
        (&tried["pdf"], &tried["problems"][0]["line"], &tried["problems"][0]["column"]),
        (&Value::Null, &json!(2), &json!(2))
    );
    let long = json!({ "type": "QUOTE", "source": "x".repeat(200_001) });
    assert_eq!(refused(&firm.manager, "previewInvoiceTemplate", long).await, [at("source", "TOO_LONG")]);
    assert_eq!(outcome(&firm.auditor, "previewInvoiceTemplate", json!({ "type": "QUOTE" })).await, "FORBIDDEN");
    let unknown = json!({ "type": "QUOTE", "id": uuid::Uuid::now_v7() });
    assert_eq!(outcome(&firm.manager, "previewInvoiceTemplate", unknown).await, "NOT_FOUND");
}

#[tokio::test]
async fn one_default_of_each_type() {
    let firm = Firm::start().await;
    let one = template(&firm, json!({ "isDefault": true })).await;
    let other = template(&firm, json!({ "name": "Autre" })).await;
    let invoice = template(&firm, json!({ "name": "Facture", "type": "INVOICE", "isDefault": true })).await;
    let set = json!({ "id": other["id"] });
    let set = of(&firm.admin, "setDefaultInvoiceTemplate", "invoiceTemplate", TEMPLATE, set).await;
    assert_eq!(set["isDefault"], true);
    assert_eq!(read(&firm, &one).await["isDefault"], false);
    assert_eq!(read(&firm, &invoice).await["isDefault"], true, "of another type");
    // Who takes no part any more is no default.
    assert_eq!(change(&firm, &other, json!({ "isActive": false })).await["isDefault"], false);
    let set = json!({ "id": other["id"] });
    assert_ne!(outcome(&firm.admin, "setDefaultInvoiceTemplate", set).await, "ok", "it is switched off");
    assert_eq!(change(&firm, &invoice, json!({ "type": "QUOTE" })).await["isDefault"], false);
}

#[tokio::test]
async fn what_is_wrong_is_said() {
    let firm = Firm::start().await;
    for (more, expected) in [
        (json!({ "name": " " }), at("name", "REQUIRED")),
        (json!({ "name": "x".repeat(256) }), at("name", "TOO_LONG")),
        (json!({ "primaryColor": "red" }), at("primaryColor", "INVALID_FORMAT")),
        (json!({ "secondaryColor": "#12345" }), at("secondaryColor", "INVALID_FORMAT")),
        (json!({ "source": "x".repeat(200_001) }), at("source", "TOO_LONG")),
    ] {
        let mut input = json!({ "name": "Devis", "type": "QUOTE" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(refused(&firm.admin, "createInvoiceTemplate", input).await, [expected]);
    }
    let made = template(&firm, json!({})).await;
    let logo = json!({ "id": made["id"], "logoFileId": uuid::Uuid::now_v7() });
    assert_eq!(refused(&firm.admin, "updateInvoiceTemplate", logo).await, [at("logoFileId", "NOT_FOUND")]);
}

#[tokio::test]
async fn documents_name_active_templates_of_their_kind() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let (quote, both, invoice) = (
        template(&firm, json!({})).await,
        template(&firm, json!({ "name": "Les deux", "type": "BOTH" })).await,
        template(&firm, json!({ "name": "Facture", "type": "INVOICE" })).await,
    );
    let off = template(&firm, json!({ "name": "Éteint" })).await;
    let off = change(&firm, &off, json!({ "isActive": false })).await;
    for (template, allowed) in [(&quote, true), (&both, true), (&invoice, false), (&off, false)] {
        let input = json!({ "institutionId": hospital, "title": "x", "templateId": template["id"] });
        let expected = if allowed { "ok" } else { "input:NOT_FOUND" };
        assert_eq!(outcome(&firm.manager, "createQuote", input).await, expected, "{}", template["name"]);
    }
}

#[tokio::test]
async fn a_copy_has_no_template_that_is_no_longer_usable() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let (gone, off, kept) =
        (template(&firm, json!({})).await, template(&firm, json!({})).await, template(&firm, json!({})).await);
    let mut quotes = Vec::new();
    for template in [&gone, &off, &kept] {
        let quote = draft(&firm.manager, &hospital, json!([])).await;
        let with = json!({ "id": quote["id"], "templateId": template["id"] });
        of(&firm.manager, "updateQuote", "quote", "template { id }", with).await;
        quotes.push(quote);
    }
    of(&firm.admin, "deleteInvoiceTemplate", "invoiceTemplate", "id", json!({ "id": gone["id"] })).await;
    change(&firm, &off, json!({ "isActive": false })).await;
    for (quote, template) in quotes.iter().zip([&Value::Null, &Value::Null, &kept["id"]]) {
        let copy = of(&firm.manager, "duplicateQuote", "quote", "template { id }", json!({ "id": quote["id"] })).await;
        assert_eq!(&copy["template"]["id"], template);
    }
}
