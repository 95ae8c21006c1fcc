//! Files of documents, and mails that were left in a folder.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use crm::jobs;
use serde_json::{Value, json};

use crate::common::{Answer, Client, TestApp, firm::Firm};

/// The file of an invoice, which must be there.
pub async fn pdf(client: &Client, id: &Value) -> Answer {
    pdf_at(client, &format!("/api/invoices/{}/pdf", id.as_str().unwrap())).await
}

/// The file of an address, which must be there.
pub async fn pdf_at(client: &Client, address: &str) -> Answer {
    let answer = client.get(address).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.body.starts_with(b"%PDF-1.7"));
    answer
}

/// The kept files of an invoice.
pub async fn documents(client: &Client, id: &Value) -> Vec<Value> {
    let document = "query($id: ID!) { invoice(id: $id) { documents { id documentType version fileName byteSize sha256
        url emailedTo emailedAt emailSubject generatedBy { id } } } }";
    let mut data = client.query(document, json!({ "id": id })).await;
    serde_json::from_value(data["invoice"]["documents"].take()).unwrap()
}

/// The jobs of a server are done until the test ends.
pub fn work(app: &TestApp) {
    tokio::spawn(jobs::run(app.app.clone()));
}

/// Waits until it holds.
pub async fn eventually(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..600 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {what}");
}

/// A firm that can issue, whose mails are left in a folder of its own.
pub async fn office_with_mails() -> (Firm, PathBuf) {
    let folder = std::env::temp_dir().join(format!("medical-crm-mails-{}", uuid::Uuid::new_v4()));
    let firm = Firm::start_with(|config| config.data_dir.clone_from(&folder)).await;
    crate::setting::identify(&firm).await;
    (firm, folder)
}

/// A mail that was left in a folder.
pub struct Left {
    source: String,
}

/// The mails of a folder, the oldest first.
pub fn mails(folder: &Path) -> Vec<Left> {
    let Ok(files) = std::fs::read_dir(folder.join("mails")) else { return Vec::new() };
    let mut paths: Vec<_> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "eml"))
        .collect();
    paths.sort();
    paths.iter().map(|path| Left { source: std::fs::read_to_string(path).unwrap() }).collect()
}

impl Left {
    /// A header of the mail, unfolded.
    pub fn header(&self, name: &str) -> String {
        let head = self.source.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let found = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_default();
        found.to_owned()
    }

    /// The plain text, without its transfer encoding.
    pub fn text(&self) -> String {
        self.encoded_text().replace("\r\n", "\n")
    }

    fn encoded_text(&self) -> String {
        let part = self.source.split("Content-Type: text/plain").nth(1).unwrap();
        let (head, body) = part.split_once("\r\n\r\n").unwrap();
        let body = body.split("\r\n--").next().unwrap();
        if head.contains("base64") {
            return String::from_utf8(decoded(body)).unwrap();
        }
        quoted_printable(body)
    }

    /// The bytes of an attachment.
    pub fn attachment(&self, name: &str) -> Vec<u8> {
        let part = self.source.split(&format!("filename=\"{name}\"")).nth(1);
        let part = part.unwrap_or_else(|| panic!("no {name} in {}", self.source.get(..2_000).unwrap_or(&self.source)));
        let body = part.split_once("\r\n\r\n").unwrap().1;
        decoded(body.split("\r\n--").next().unwrap())
    }

    /// Whether it has an attachment of this name.
    pub fn has(&self, name: &str) -> bool {
        self.source.contains(&format!("filename=\"{name}\""))
    }
}

fn decoded(body: &str) -> Vec<u8> {
    STANDARD.decode(body.split_whitespace().collect::<String>()).unwrap()
}

fn quoted_printable(body: &str) -> String {
    let body = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = body.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        if *first == b'=' && others.len() >= 2 {
            let digits = std::str::from_utf8(&others[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &others[2..];
        } else {
            bytes.push(*first);
            rest = others;
        }
    }
    String::from_utf8(bytes).unwrap()
}
