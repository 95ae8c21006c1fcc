//! A firm with one row of each kind, and reading what it exports.

use serde_json::{Value, json};

use crate::common::{Answer, Client, firm::Firm};

/// A firm that can issue.
pub async fn office() -> Firm {
    let firm = Firm::start().await;
    firm.app
        .sql(
            "UPDATE firm_identity SET legal_name = 'Cabinet', legal_form = 'SAS', share_capital = 50000,
               address_street = '3 rue Haute', address_city = 'Nantes', address_zip_code = '44000',
               address_country = 'France', siren = '404833048', vat_number = 'FR83404833048', rcs_city = 'Nantes',
               iban = 'FR1420041010050500013M02606'",
        )
        .await;
    firm
}

/// A mutation that must succeed; gives the entity.
pub async fn done(client: &Client, name: &str, entity: &str, fields: &str, input: Value) -> Value {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let document = format!(
        "mutation($input: {kind}!) {{ {name}(input: $input) {{ {entity} {{ {fields} }} userErrors {{ field message }} }} }}"
    );
    let mut data = client.query(&document, json!({ "input": input })).await;
    assert_eq!(data[name]["userErrors"], json!([]), "{name}");
    data[name][entity].take()
}

/// A clinic with a SIRET and a number in the books; gives its id.
pub async fn clinic(firm: &Firm, name: &str, number: &str) -> String {
    let input = json!({
        "name": name, "type": "CLINIC", "siret": "73282932000074", "accountingNumber": number, "tags": ["bloc", "urgent"],
        "assignedUserId": firm.auditor.id(),
        "address": { "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000" },
        "medicalProfile": { "bedCapacity": 120, "surgicalRooms": 4, "specialties": ["cardiologie", "orl"] },
    });
    let made = done(&firm.manager, "createInstitution", "institution", "id", input).await;
    made["id"].as_str().unwrap().to_owned()
}

/// A day of audit at 100 euros, and a day of training at 50, which bears no tax: 170 euros with tax.
pub fn lines() -> Value {
    json!([
        { "description": "Jour d’audit", "quantity": "1", "unitPrice": "100", "taxRate": "20" },
        { "description": "Jour de formation", "quantity": "1", "unitPrice": "50", "vatCategory": "E",
          "vatExemptionCode": "VATEX-FR-CGI261-4" },
    ])
}

/// An issued invoice.
pub async fn issued(client: &Client, institution_id: &str, title: &str, lines: Value) -> Value {
    let input =
        json!({ "institutionId": institution_id, "title": title, "serviceStart": "2026-01-05", "lines": lines });
    let draft = done(client, "createInvoice", "invoice", "id", input).await;
    done(client, "issueInvoice", "invoice", "id invoiceNumber total", json!({ "id": draft["id"] })).await
}

/// A payment that is there.
pub async fn paid(client: &Client, invoice: &Value, amount: &str, reference: &str) -> Value {
    let input = json!({
        "invoiceId": invoice["id"], "amount": amount, "paymentMethod": "BANK_TRANSFER", "reference": reference,
        "confirmed": true,
    });
    done(client, "recordPayment", "payment", "id", input).await
}

/// A CSV file by its columns.
#[derive(Debug)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Of an answer with commas.
    pub fn of(answer: &Answer) -> Self {
        Self::parted(answer, ',')
    }

    /// Of an answer with another separator.
    pub fn parted(answer: &Answer, separator: char) -> Self {
        let text = answer.text().strip_prefix('\u{feff}').unwrap_or_else(|| panic!("no byte order mark"));
        let mut rows = records(text, separator);
        let columns = rows.remove(0);
        assert!(rows.iter().all(|row| row.len() == columns.len()), "{rows:?}");
        Self { columns, rows }
    }

    /// The cells of a column.
    pub fn column(&self, name: &str) -> Vec<&str> {
        let at = self.columns.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"));
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    /// The cell of the only row.
    pub fn only(&self, name: &str) -> &str {
        assert_eq!(self.rows.len(), 1, "{:?}", self.rows);
        self.column(name)[0]
    }
}

/// Records as RFC 4180 has them.
fn records(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell, mut inside) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if inside && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => inside = !inside,
            c if c == separator && !inside => record.push(std::mem::take(&mut cell)),
            '\r' if !inside => {
                assert_eq!(chars.next(), Some('\n'));
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            c => cell.push(c),
        }
    }
    assert!(!inside && cell.is_empty() && record.is_empty(), "the file ends inside a record");
    records
}
