//! A small company for one question: a team with its rows, somebody else with theirs, and who asks.

use crm::auth::secret_token;
use db::{rows::User, schema::users};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::UserRole;
use uuid::Uuid;

use crate::common::{Client, TestApp};

/// The password of everybody.
pub const PASSWORD: &str = "quatre tulipes sous la pluie";

/// Everybody's password, hashed once.
pub struct Hash(String);

impl Hash {
    pub async fn new(app: &TestApp) -> Self {
        Self(app.app.auth.passwords.hash(PASSWORD).await.unwrap())
    }
}

/// How a caller comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// In a session.
    SignedIn(UserRole),
    /// With an administrator's API token that reads and writes tasks alone.
    TaskToken,
    /// Not at all.
    Nobody,
}

impl Who {
    fn role(self) -> Option<UserRole> {
        match self {
            Self::SignedIn(role) => Some(role),
            Self::TaskToken => Some(UserRole::Admin),
            Self::Nobody => None,
        }
    }
}

/// Who asks.
pub const CALLERS: [(&str, Who); 6] = [
    ("ADMIN", Who::SignedIn(UserRole::Admin)),
    ("MANAGER", Who::SignedIn(UserRole::Manager)),
    ("AUDITOR", Who::SignedIn(UserRole::Auditor)),
    ("VIEWER", Who::SignedIn(UserRole::Viewer)),
    ("token:task", Who::TaskToken),
    ("anonymous", Who::Nobody),
];

/// Rows of one kind of owner.
#[derive(Debug, Clone)]
pub struct Rows {
    /// A word that stands in names and tags of these rows alone.
    pub mark: String,
    /// Address of the caller's account (of the owner's, when nobody is signed in).
    pub email: String,
    /// Who asks; nobody, when nobody is signed in.
    pub caller: Uuid,
    pub institution: Uuid,
    pub deleted_institution: Uuid,
    pub contact: Uuid,
    pub deleted_contact: Uuid,
    pub task: Uuid,
    pub done_task: Uuid,
    pub deleted_task: Uuid,
    /// A draft with a line.
    pub quote: Uuid,
    pub quote_line: Uuid,
    pub sent_quote: Uuid,
    /// With a line; nothing of it is invoiced.
    pub accepted_quote: Uuid,
    pub deleted_quote: Uuid,
    /// A draft with a line.
    pub invoice: Uuid,
    pub invoice_line: Uuid,
    pub issued_invoice: Uuid,
    pub deleted_invoice: Uuid,
    /// The file of the issued invoice.
    pub document: Uuid,
    /// Pending, of the issued invoice.
    pub payment: Uuid,
    pub catalog_item: Uuid,
    pub deleted_catalog_item: Uuid,
    pub template: Uuid,
    pub deleted_template: Uuid,
    /// Of the institution.
    pub revenue_entry: Uuid,
    pub deleted_revenue_entry: Uuid,
    /// The user to whom the rows are assigned; not the caller.
    pub user: Uuid,
    pub team: Uuid,
    /// Of the caller (of the user, among the rows of others).
    pub session: Uuid,
    pub api_token: Uuid,
    pub audit_event: Uuid,
    /// The link of a company of Digiforma to the institution.
    pub digiforma_mapping: Uuid,
    /// A company of Digiforma that is linked to nothing.
    pub unlinked_company: Uuid,
    /// Of institutions that bear the mark, for the team.
    pub segment: Uuid,
    /// As `segment`, of contacts.
    pub contact_segment: Uuid,
    pub deleted_segment: Uuid,
    pub webhook: Uuid,
    pub deleted_webhook: Uuid,
    /// Given up, of the webhook.
    pub webhook_delivery: Uuid,
}

impl Rows {
    fn new() -> Self {
        let id = Uuid::now_v7;
        let mark = format!("m{}", Uuid::new_v4().simple());
        Self {
            email: format!("{mark}@example.com"),
            mark,
            caller: id(),
            institution: id(),
            deleted_institution: id(),
            contact: id(),
            deleted_contact: id(),
            task: id(),
            done_task: id(),
            deleted_task: id(),
            quote: id(),
            quote_line: id(),
            sent_quote: id(),
            accepted_quote: id(),
            deleted_quote: id(),
            invoice: id(),
            invoice_line: id(),
            issued_invoice: id(),
            deleted_invoice: id(),
            document: id(),
            payment: id(),
            catalog_item: id(),
            deleted_catalog_item: id(),
            template: id(),
            deleted_template: id(),
            revenue_entry: id(),
            deleted_revenue_entry: id(),
            user: id(),
            team: id(),
            session: id(),
            api_token: id(),
            audit_event: id(),
            digiforma_mapping: id(),
            unlinked_company: id(),
            segment: id(),
            contact_segment: id(),
            deleted_segment: id(),
            webhook: id(),
            deleted_webhook: id(),
            webhook_delivery: id(),
        }
    }

    /// Whether an answer names one of the rows.
    pub fn are_in(&self, answer: &str) -> bool {
        let ids = [
            self.institution,
            self.contact,
            self.task,
            self.quote,
            self.invoice,
            self.issued_invoice,
            self.payment,
            self.catalog_item,
            self.template,
            self.revenue_entry,
            self.user,
            self.team,
            self.session,
            self.api_token,
            self.audit_event,
            self.segment,
            self.contact_segment,
            self.webhook,
            self.webhook_delivery,
        ];
        answer.contains(&self.mark) || ids.iter().any(|id| answer.contains(&id.to_string()))
    }
}

/// The rows, and a caller of the team.
pub struct Company {
    pub who: Who,
    pub client: Client,
    pub team: Rows,
    pub others: Rows,
}

impl Company {
    /// Writes the rows.
    pub async fn new(app: &TestApp, who: Who, hash: &Hash) -> Self {
        let (mut team, mut others) = (Rows::new(), Rows::new());
        let caller = Uuid::now_v7();
        (team.caller, others.caller) = (caller, caller);
        let mut statements = String::new();
        let owner_of_rows = |rows: &Rows| {
            format!(
                "INSERT INTO teams (id, name) VALUES ('{team}', '{mark}');
                 INSERT INTO users (id, email, password_hash, first_name, last_name, role, avatar_seed, team_id)
                   VALUES ('{user}', '{email}', '{hash}', 'A', 'B', 'auditor', 'x', '{team}');",
                team = rows.team,
                mark = rows.mark,
                user = rows.user,
                email = rows.email,
                hash = hash.0,
            )
        };
        statements += &owner_of_rows(&team);
        statements += &owner_of_rows(&others);
        let mut owner = team.user;
        if let Some(role) = who.role() {
            owner = caller;
            team.email = format!("caller-{}", team.email);
            statements += &format!(
                "INSERT INTO users (id, email, password_hash, first_name, last_name, role, avatar_seed, team_id)
                   VALUES ('{caller}', '{}', '{}', 'C', 'D', '{role}', 'x', '{}');",
                team.email, hash.0, team.team
            );
        }
        statements += &business(&team, owner);
        statements += &business(&others, others.user);
        statements += &billing(&team);
        statements += &billing(&others);
        statements += &mirror(&team);
        statements += &mirror(&others);
        let token = secret_token::new_api_token();
        if who == Who::TaskToken {
            statements += &format!(
                "INSERT INTO api_tokens (id, user_id, name, prefix, token_hash, scopes, entities)
                   VALUES ('{}', '{caller}', 'x', 'mcrm_x', sha256('{token}'), '{{read,write}}', '{{task}}');",
                Uuid::now_v7()
            );
        }
        app.sql(&statements).await;
        let client = match who {
            Who::SignedIn(_) => app.sign_in(user(app, caller).await).await,
            Who::TaskToken => {
                let mut client = app.anonymous();
                client.token = Some(token);
                client
            }
            Who::Nobody => app.anonymous(),
        };
        Self { who, client, team, others }
    }

    /// The rows of the two kinds, in the order of [`super::cases::On::labels`].
    pub fn rows(&self) -> [&Rows; 2] {
        [&self.team, &self.others]
    }
}

/// Two companies of Digiforma: one that is linked to the institution, and one that is not.
fn mirror(rows: &Rows) -> String {
    let Rows { mark, institution, digiforma_mapping, unlinked_company, .. } = rows;
    let linked = Uuid::now_v7();
    format!(
        "INSERT INTO digiforma_companies (id, digiforma_id, name, institution_id)
           VALUES ('{linked}', '{mark}', '{mark}', '{institution}'), ('{unlinked_company}', 'u-{linked}', 'x', NULL);
         INSERT INTO digiforma_institution_mappings
             (id, digiforma_company_id, institution_id, match_type, match_score, match_criteria)
           VALUES ('{digiforma_mapping}', '{linked}', '{institution}', 'auto', 90, 'name');"
    )
}

async fn user(app: &TestApp, id: Uuid) -> User {
    users::table.find(id).select(User::as_select()).first(&mut app.db().await).await.unwrap()
}

/// Everything but the people; `owner` has the session and the API token.
fn business(rows: &Rows, owner: Uuid) -> String {
    let Rows { mark, user, institution, contact, task, .. } = rows;
    let of_institution = |id: Uuid, deleted: &str| {
        format!(
            "INSERT INTO medical_institutions (id, name, type, address_street, address_city, address_zip_code, address_country,
               assigned_user_id, tags, siret, deleted_at)
               VALUES ('{id}', '{mark}', 'clinic', 'x', 'Nantes', '44000', 'France', '{user}', '{{{mark}}}',
                 '73282932000074', {deleted});
             INSERT INTO medical_profiles (institution_id) VALUES ('{id}');"
        )
    };
    let of_contact = |id: Uuid, deleted: &str| {
        format!(
            "INSERT INTO contact_persons (id, institution_id, first_name, last_name, email, deleted_at)
               VALUES ('{id}', '{institution}', '{mark}', 'B', 'a@b.example', {deleted});"
        )
    };
    let of_task = |id: Uuid, status: &str, deleted: &str| {
        let completed = if status == "completed" { "now()" } else { "NULL" };
        format!(
            "INSERT INTO tasks (id, title, institution_id, assigned_to, created_by, status, completed_at, deleted_at)
               VALUES ('{id}', '{mark}', '{institution}', '{user}', '{user}', '{status}', {completed}, {deleted});"
        )
    };
    let account = format!(
        "INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, remember_me)
           VALUES ('{}', '{owner}', now(), now(), now() + interval '1 hour', false);
         INSERT INTO api_tokens (id, user_id, name, prefix, token_hash, scopes)
           VALUES ('{}', '{owner}', 'x', 'mcrm_x', sha256('{}'), '{{read}}');
         INSERT INTO audit_events (id, occurred_at, user_id, user_name, action, entity, entity_id, institution_id, changes,
             origin)
           VALUES ('{}', now(), '{user}', 'x', 'institution.updated', 'institution', '{institution}', '{institution}', '{{}}', 'cli');",
        rows.session, rows.api_token, rows.api_token, rows.audit_event
    );
    [
        of_institution(*institution, "NULL"),
        of_institution(rows.deleted_institution, "now()"),
        of_contact(*contact, "NULL"),
        of_contact(rows.deleted_contact, "now()"),
        of_task(*task, "todo", "NULL"),
        of_task(rows.done_task, "completed", "NULL"),
        of_task(rows.deleted_task, "todo", "now()"),
        account,
    ]
    .concat()
}

/// Deletes what every company sees: a page would be full of the rows of earlier questions.
pub async fn forget_shared_rows(app: &TestApp) {
    app.sql(
        "UPDATE catalog_items SET deleted_at = now() WHERE deleted_at IS NULL;
         UPDATE document_templates SET deleted_at = now(), is_default = false WHERE deleted_at IS NULL;
         UPDATE teams SET deleted_at = now() WHERE deleted_at IS NULL;
         UPDATE segments SET deleted_at = now() WHERE deleted_at IS NULL;
         UPDATE webhooks SET deleted_at = now() WHERE deleted_at IS NULL;
         DELETE FROM webhook_logs;",
    )
    .await;
}

/// What documents need of the firm, so that they can be issued.
pub async fn identify_firm(app: &TestApp) {
    app.sql(
        "UPDATE firm_identity SET legal_name = 'Cabinet', legal_form = 'SAS', share_capital = 50000, address_street = 'x',
           address_city = 'Nantes', address_zip_code = '44000', address_country = 'France', siren = '404833048',
           vat_number = 'FR83404833048', rcs_city = 'Nantes', iban = 'FR1420041010050500013M02606'",
    )
    .await;
}

/// Quotes, invoices, a payment, an item of the catalog, a template, an entry of revenue, segments, a webhook.
fn billing(rows: &Rows) -> String {
    let Rows { mark, user, institution, issued_invoice, .. } = rows;
    let of_quote = |id: Uuid, status: &str, deleted: &str| {
        let accepted = if status == "accepted" { "now()" } else { "NULL" };
        format!(
            "INSERT INTO quotes (id, quote_number, institution_id, assigned_user_id, title, valid_until, status, accepted_at,
               subtotal, total, deleted_at)
               VALUES ('{id}', 'Q{number}', '{institution}', '{user}', '{mark}', now() + interval '9 days', '{status}',
                 {accepted}, 1, 1, {deleted});",
            number = id.simple(),
        )
    };
    let of_invoice = |id: Uuid, deleted: &str| {
        format!(
            "INSERT INTO invoices (id, institution_id, assigned_user_id, title, due_date, service_start, subtotal, total,
               deleted_at)
               VALUES ('{id}', '{institution}', '{user}', '{mark}', now() + interval '9 days', current_date, 1, 1, {deleted});"
        )
    };
    let of_line = |table: &str, document: &str, of: Uuid, id: Uuid| {
        format!(
            "INSERT INTO {table} (id, {document}, order_index, description, quantity, unit_price, vat_category, subtotal,
               total_after_discount, total, catalog_item_id)
               VALUES ('{id}', '{of}', 1, 'x', 1, 1, 'Z', 1, 1, 1, '{item}');",
            item = rows.catalog_item,
        )
    };
    let quote_line = |of: Uuid, id: Uuid| of_line("quote_lines", "quote_id", of, id);
    let invoice_line = |of: Uuid, id: Uuid| of_line("invoice_lines", "invoice_id", of, id);
    let number = issued_invoice.simple().to_string();
    let issue = format!(
        "UPDATE invoices SET status = 'issued', invoice_number = 'X{number}', series = '{series}', year = 2026,
           sequence_number = 1, issue_date = current_date, issued_at = now(), seller = '{{}}', buyer = '{{}}',
           hash = sha256('{number}'), pending_amount = 0.5 WHERE id = '{issued_invoice}';
         INSERT INTO payments (id, invoice_id, amount, payment_date, payment_method, recorded_by)
           VALUES ('{payment}', '{issued_invoice}', 0.5, now(), 'check', '{user}');
         INSERT INTO stored_files (id, media_type, content) VALUES ('{document}', 'application/pdf', '{number}');
         INSERT INTO document_versions (id, document_type, invoice_id, version, file_id, file_name, generated_by)
           VALUES ('{document}', 'invoice_pdf', '{issued_invoice}', 1, '{document}', '{mark}.pdf', '{user}');",
        series = number[12..].to_uppercase(),
        payment = rows.payment,
        document = rows.document,
    );
    let of_item = |id: Uuid, deleted: &str| {
        format!(
            "INSERT INTO catalog_items (id, name, category, unit_price, vat_category, created_by, deleted_at)
               VALUES ('{id}', '{mark}', '{mark}', 1, 'Z', '{user}', {deleted});"
        )
    };
    let of_template = |id: Uuid, deleted: &str| {
        format!(
            "INSERT INTO document_templates (id, name, type, created_by, deleted_at)
               VALUES ('{id}', '{mark}', 'quote', '{user}', {deleted});"
        )
    };
    let of_entry = |id: Uuid, deleted: &str| {
        format!(
            "INSERT INTO revenue_entries (id, label, entry_date, net_amount, institution_id, created_by, deleted_at)
               VALUES ('{id}', '{mark}', current_date, 1, '{institution}', '{user}', {deleted});"
        )
    };
    let versions = format!(
        "INSERT INTO quote_revisions (quote_id, revision, snapshot, created_by)
           VALUES ('{}', 99, '{{}}', '{user}');
         INSERT INTO template_versions (template_id, version, source, created_by)
           VALUES ('{}', 99, 'x', '{user}');",
        rows.accepted_quote, rows.template
    );
    let of_segment = |id: Uuid, kind: &str, deleted: &str| {
        let criteria = format!("jsonb_build_object('institutionFilters', jsonb_build_object('name', '{mark}'))");
        format!(
            "INSERT INTO segments (id, name, type, criteria, visibility, owner_id, team_id, deleted_at)
               VALUES ('{id}', '{mark}', '{kind}', {criteria}, 'team', '{user}', '{}', {deleted});",
            rows.team
        )
    };
    let of_webhook = |id: Uuid, deleted: &str| {
        // Nobody is called there: closed networks are not reached.
        format!(
            "INSERT INTO webhooks (id, name, url, events, created_by, deleted_at)
               VALUES ('{id}', '{mark}', 'http://127.0.0.1:9/', '{{task.created}}', '{user}', {deleted});"
        )
    };
    let delivery = format!(
        "INSERT INTO webhook_logs (id, webhook_id, event, status, attempt_count, max_attempts)
           VALUES ('{}', '{}', 'task.created', 'failed', 1, 1);",
        rows.webhook_delivery, rows.webhook
    );
    [
        of_segment(rows.segment, "institution", "NULL"),
        of_segment(rows.contact_segment, "contact", "NULL"),
        of_segment(rows.deleted_segment, "institution", "now()"),
        of_webhook(rows.webhook, "NULL"),
        of_webhook(rows.deleted_webhook, "now()"),
        delivery,
        of_item(rows.catalog_item, "NULL"),
        of_item(rows.deleted_catalog_item, "now()"),
        of_quote(rows.quote, "draft", "NULL"),
        quote_line(rows.quote, rows.quote_line),
        of_quote(rows.sent_quote, "sent", "NULL"),
        of_quote(rows.accepted_quote, "accepted", "NULL"),
        quote_line(rows.accepted_quote, Uuid::now_v7()),
        of_quote(rows.deleted_quote, "draft", "now()"),
        of_invoice(rows.invoice, "NULL"),
        invoice_line(rows.invoice, rows.invoice_line),
        of_invoice(*issued_invoice, "NULL"),
        invoice_line(*issued_invoice, Uuid::now_v7()),
        of_invoice(rows.deleted_invoice, "now()"),
        issue,
        of_template(rows.template, "NULL"),
        of_template(rows.deleted_template, "now()"),
        of_entry(rows.revenue_entry, "NULL"),
        of_entry(rows.deleted_revenue_entry, "now()"),
        versions,
    ]
    .concat()
}
