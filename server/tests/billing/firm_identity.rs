//! The firm's identity: checked, versioned, told to everybody.

use serde_json::{Value, json};

use crate::{
    common::firm::Firm,
    setting::{at, attempt, code, identify, mutate, refused, texts},
};

#[tokio::test]
async fn what_is_missing_is_told_until_it_is_there() {
    let firm = Firm::start().await;
    let document =
        "{ firm { legalName vatRegime defaultPaymentTerms invoiceNumberPattern creditNoteSeries quoteValidityDays
        version logo address { city state } missingMentions { field code } } }";
    let mut data = firm.viewer.query(document, json!({})).await;
    let told = data["firm"].take();
    assert_eq!((&told["legalName"], &told["vatRegime"]), (&json!(null), &json!("NORMAL")));
    assert_eq!((&told["defaultPaymentTerms"], &told["quoteValidityDays"]), (&json!("DAYS_30"), &json!(30)));
    assert_eq!(
        (&told["invoiceNumberPattern"], &told["creditNoteSeries"]),
        (&json!("INV{YYYY}{MM}{0001}"), &json!("AV"))
    );
    assert_eq!(told["missingMentions"].as_array().unwrap().len(), 9, "{told:#}");
    identify(&firm).await;
    let data = firm.auditor.query(document, json!({})).await;
    assert_eq!((&data["firm"]["missingMentions"], &data["firm"]["version"]), (&json!([]), &json!(2)));
    assert_eq!(data["firm"]["address"], json!({ "city": "Nantes", "state": "" }));
    let events =
        texts(&firm.app, "SELECT action || ' ' || (changes ? 'siren') FROM audit_events WHERE entity = 'firm'").await;
    assert_eq!(events, ["firm.updated true"]);
    let stale = attempt(&firm.admin, "updateFirm", "", json!({ "expectedVersion": 1, "phone": "0240083333" })).await;
    assert_eq!(code(&stale), "CONFLICT");
}

#[tokio::test]
async fn identifiers_are_read_and_checked() {
    let firm = Firm::start().await;
    let selection = "firm { siren siret vatNumber apeCode iban bic website }";
    let input = json!({ "siret": "732 829 320 00074", "apeCode": "70.22 z", "bic": "bnpafrppxxx", "website": "https://a.example" });
    let payload = mutate(&firm.admin, "updateFirm", selection, input).await;
    assert_eq!(
        payload["firm"],
        json!({ "siren": "732829320", "siret": "73282932000074", "vatNumber": null, "apeCode": "7022Z", "iban": null,
            "bic": "BNPAFRPPXXX", "website": "https://a.example" })
    );
    let wrong = json!({
        "siren": "404833048", "vatNumber": "FR83404833048", "iban": "FR00 1234", "bic": "X", "email": "nobody",
        "website": "a.example", "apeCode": "70", "shareCapital": "-1", "latePenaltyRate": "101",
        "invoiceNumberPattern": "INV{MM}{0001}", "creditNoteNumberPattern": "é{YYYY}{0001}", "invoiceSeries": "q-1",
        "quoteValidityDays": 0,
    });
    let mut found = refused(&firm.admin, "updateFirm", wrong).await;
    found.sort();
    let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "apeCode",
            "bic",
            "creditNoteNumberPattern",
            "email",
            "iban",
            "invoiceNumberPattern",
            "invoiceSeries",
            "latePenaltyRate",
            "quoteValidityDays",
            "shareCapital",
            "siret",
            "website",
        ],
        "{found:?}"
    );
    let same = json!({ "invoiceNumberPattern": "A{YYYY}{0001}", "creditNoteNumberPattern": "A{YYYY}{001}" });
    assert_eq!(refused(&firm.admin, "updateFirm", same).await, [at("creditNoteNumberPattern", "COLLIDES")]);
    let series = json!({ "creditNoteSeries": "INV" });
    assert_eq!(refused(&firm.admin, "updateFirm", series).await, [at("creditNoteSeries", "COLLIDES")]);
    let other = json!({ "vatNumber": "FR83404833048" });
    assert_eq!(refused(&firm.admin, "updateFirm", other).await, [at("vatNumber", "MISMATCH")]);
}

#[tokio::test]
async fn a_logo_is_kept_and_goes() {
    let firm = Firm::start().await;
    let logo = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiPjxyZWN0IHdpZHRoPSI5IiBoZWlnaHQ9IjkiLz48L3N2Zz4=";
    let set = async |logo: Value| {
        let payload = mutate(&firm.admin, "updateFirm", "firm { logo }", json!({ "logo": logo })).await;
        assert_eq!(payload["userErrors"], json!([]));
        payload["firm"]["logo"].clone()
    };
    assert_eq!(set(json!(logo)).await, logo);
    assert_eq!(set(json!(logo)).await, logo, "the same file once more");
    assert_eq!(texts(&firm.app, "SELECT count(*) FROM stored_files").await, ["1"]);
    assert_eq!(set(json!(null)).await, json!(null));
    let text = json!({ "logo": "data:image/png;base64,PGh0bWw+" });
    assert_eq!(refused(&firm.admin, "updateFirm", text).await, [at("logo", "INVALID_FILE")]);
    // The beginning of a picture, whose rest is not there.
    let torn = json!({ "logo": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQQ==" });
    assert_eq!(refused(&firm.admin, "updateFirm", torn).await, [at("logo", "INVALID_FILE")]);
    assert_eq!(
        set(json!("data:image/gif;base64,R0lGODdhAQABAIAAAAAAAAAAACwAAAAAAQABAAAIBAABBAQAOw==")).await,
        "data:image/gif;base64,R0lGODdhAQABAIAAAAAAAAAAACwAAAAAAQABAAAIBAABBAQAOw=="
    );
}

#[tokio::test]
async fn the_central_banks_rate_has_its_day() {
    let firm = Firm::start().await;
    let set = async |input: Value| {
        let payload = mutate(&firm.admin, "updateFirm", "firm { ecbRate ecbRateSince }", input).await;
        assert_eq!(payload["userErrors"], json!([]));
        (payload["firm"]["ecbRate"].clone(), payload["firm"]["ecbRateSince"].clone())
    };
    let refusals = [
        (json!({ "ecbRate": "2.15" }), at("ecbRateSince", "REQUIRED")),
        (json!({ "ecbRateSince": "2026-07-01" }), at("ecbRate", "REQUIRED")),
        (json!({ "ecbRate": "101", "ecbRateSince": "2026-07-01" }), at("ecbRate", "OUT_OF_RANGE")),
        (json!({ "ecbRate": "2.155", "ecbRateSince": "2026-07-01" }), at("ecbRate", "TOO_MANY_DECIMALS")),
        (json!({ "ecbRate": "2", "ecbRateSince": "1998-12-31" }), at("ecbRateSince", "OUT_OF_RANGE")),
    ];
    for (input, expected) in refusals {
        assert_eq!(refused(&firm.admin, "updateFirm", input).await, [expected]);
    }
    let told = set(json!({ "ecbRate": "2.15", "ecbRateSince": "2026-07-01" })).await;
    assert_eq!(told, (json!("2.15"), json!("2026-07-01")));
    assert_eq!(set(json!({ "ecbRate": "2.4" })).await, (json!("2.40"), json!("2026-07-01")));
    assert_eq!(set(json!({ "ecbRate": null })).await, (json!(null), json!(null)));
}
