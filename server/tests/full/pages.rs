//! Every page, and what opens on it, in both languages, both themes, on a desk and on a telephone: accessible, without
//! errors in the console, without scrolling sideways, and with a picture of each.
//!
//! A new page is a line of [`PUBLIC`] or [`SIGNED_IN`].

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use serde_json::{Value, json};

use crate::{
    accessibility,
    billing::{self, ENTER},
    browser::{Browser, Device, in_browser},
    digiforma, journeys, journeys_segments, webhooks,
};

/// A page, or something that opens on it.
struct Stop {
    /// Name of its pictures.
    name: &'static str,
    /// Its address; `{…}` stands for one of [`billing::places`].
    path: &'static str,
    /// What is there once the page is.
    ready: &'static str,
    /// What is done on it then.
    steps: &'static [Step],
}

/// Something that is done on a page.
enum Step {
    /// Clicks the first element that a selector finds.
    Click(&'static str),
    /// Types into it.
    Type(&'static str, &'static str),
    /// Waits for it.
    See(&'static str),
}

use Step::{Click, See, Type};

const fn page(name: &'static str, path: &'static str, ready: &'static str) -> Stop {
    Stop { name, path, ready, steps: &[] }
}

impl Stop {
    const fn then(mut self, steps: &'static [Step]) -> Self {
        self.steps = steps;
        self
    }
}

/// A row of a list.
const ROW: &str = "main tbody tr[role=row]";
/// A form in an open panel.
const FORM: &str = "dialog[open] form";
/// A line that is typed on.
const LINE: &str = ".line-editor [data-line]";
/// What a document amounts to.
const TOTALS: &str = "main .totals";
/// What most people came to do with a document.
const NEXT: &str = "main .page-actions .button-primary";

/// Opens the export of a list.
const EXPORT: &str = "main .page-actions [aria-haspopup=dialog]";

/// For people who have not signed in.
static PUBLIC: &[Stop] = &[
    page("sign-in", "/login", "input[type=password]"),
    page("sign-in-refused", "/login", "input[type=password]").then(&[Click("[type=submit]"), See(".field-error")]),
    page("forgotten-password", "/forgot-password", "input[type=email]"),
    page("invitation", "/invitation?email=camille@example.com&code=000000", "form"),
    page("public-quote", "/q/{token}", ".public-answer form"),
    page("public-quote-refused", "/q/{token}", ".public-answer form")
        .then(&[Click(".public-answer [type=submit]"), See(".field-error")]),
    page("public-quote-rejecting", "/q/{token}", ".public-answer form").then(&[
        Type(".public-answer input", "Anne Zola"),
        Click(".public-answer [type=button]"),
        See("dialog[open] .button-danger"),
    ]),
    page("public-quote-gone", "/q/nonsense", ".empty"),
];

/// For the administrator.
static SIGNED_IN: &[Stop] = &[
    page("dashboard", "/dashboard", "main .chart"),
    page("institutions", "/institutions", ROW),
    page("institutions-menu", "/institutions", ROW)
        .then(&[Click("main tbody [aria-haspopup=menu]"), See(".menu:popover-open [role=menuitem]")]),
    page("institutions-filter", "/institutions?type=clinic&type=hospital", ROW)
        .then(&[Click(".filter-edit"), See(".filter-editor:popover-open input")]),
    page("institutions-selected", "/institutions", ROW).then(&[Click("main tbody input"), See(".bulk-bar")]),
    page("institutions-empty", "/institutions?q=zzzz", ".empty"),
    page("institutions-export", "/institutions?type=clinic", ROW).then(&[Click(EXPORT), See(FORM)]),
    page("institution-new", "/institutions/new", FORM),
    page("institution-new-refused", "/institutions/new", FORM)
        .then(&[Click("dialog[open] [type=submit]"), See(".field-error")]),
    page("institutions-columns", "/institutions", ROW)
        .then(&[Click(".column-choice button"), See(".column-list:popover-open input")]),
    page("institution", "/institutions/{institution}", "main .facts"),
    page("institution-edit", "/institutions/{institution}/edit", FORM),
    page("medical-profile", "/institutions/{institution}/medical-profile", "main .facts"),
    page("medical-profile-edit", "/institutions/{institution}/medical-profile/edit", FORM),
    page("institution-contacts", "/institutions/{institution}/contacts", "main h1"),
    page("institution-tasks", "/institutions/{institution}/tasks", "main h1"),
    page("institution-quotes", "/institutions/{institution}/quotes", ROW),
    page("institution-invoices", "/institutions/{institution}/invoices", ROW),
    page("institution-revenue", "/institutions/{institution}/revenue", "main .source-grid"),
    page("institution-digiforma", "/institutions/{institution}/digiforma", ROW),
    page("institution-digiforma-none", "/institutions/{institution-bare}/digiforma", "main .empty"),
    page("institution-history", "/institutions/{institution}/history", "main h1"),
    page("contact-list", "/contacts", ROW),
    page("contacts-trash", "/contacts?view=trash", ".empty"),
    page("contact", "/contacts/{contact}", "dialog[open] .facts"),
    page("contact-edit", "/contacts/{contact}/edit", FORM),
    page("contact-new", "/contacts/new", FORM),
    page("contact-new-refused", "/contacts/new", FORM)
        .then(&[Click("dialog[open] [type=submit]"), See(".field-error")]),
    page("task-list", "/tasks", "main h1"),
    page("task-board", "/tasks?view=board", "main h1"),
    page("task", "/tasks/{task}", FORM),
    page("task-edit", "/tasks/{task}/edit", FORM),
    page("task-new", "/tasks/new", FORM),
    page("segments", "/segments", ROW),
    page("segments-filter", "/segments?type=institution&visibility=public", ROW)
        .then(&[Click(".filter-edit"), See(".filter-editor:popover-open input")]),
    page("segments-empty", "/segments?q=zzzz", ".empty"),
    page("segment", "/segments/{segment}", "dialog[open] .items"),
    page("segment-edit", "/segments/{segment}/edit", FORM),
    page("segment-tasks", "/segments/{segment}", "dialog[open] .items")
        .then(&[Click("dialog[open] .panel-footer > button:not([aria-haspopup])"), See(FORM)]),
    page("segment-new", "/segments/new", FORM),
    page("segment-new-refused", "/segments/new", FORM)
        .then(&[Click("dialog[open] [type=submit]"), See(".field-error")]),
    page("quotes", "/quotes", ROW),
    page("quotes-filter", "/quotes?status=sent&status=accepted&total_min=1000", ROW)
        .then(&[Click(".filter-edit"), See(".filter-editor:popover-open input")]),
    page("quotes-empty", "/quotes?q=zzzz", ".empty"),
    page("quote-new", "/quotes/new", LINE),
    page("quote-new-refused", "/quotes/new", LINE).then(&[Click(".editor-actions [type=submit]"), See(".field-error")]),
    page("quote-new-wrong-line", "/quotes/new?institution={institution}", LINE).then(&[
        Type("[data-cell=unitPrice]", "beaucoup"),
        Click(".editor-actions [type=submit]"),
        See(".line-editor .field-error"),
    ]),
    page("quote-edit", "/quotes/{quote-draft}/edit", LINE),
    page("quote-edit-revision", "/quotes/{quote-sent}/edit", LINE),
    page("quote-catalog", "/quotes/new", LINE)
        .then(&[Click(".section-header [aria-haspopup=dialog]"), See("dialog[open] .catalog-list [role=option]")]),
    page("quote-catalog-suggested", "/quotes/new", LINE)
        .then(&[Type("[data-cell=description]", "audit"), See(".line-editor [role=option]")]),
    page("quote-draft", "/quotes/{quote-draft}", TOTALS),
    page("quote-sending", "/quotes/{quote-draft}", TOTALS).then(&[Click(NEXT), See(FORM)]),
    page("quote-sent", "/quotes/{quote-sent}", TOTALS),
    page("quote-menu", "/quotes/{quote-sent}", TOTALS)
        .then(&[Click(".page-actions [aria-haspopup=menu]"), See(".menu:popover-open [role=menuitem]")]),
    page("quote-agreed", "/quotes/{quote-agreed}", TOTALS),
    page("quote-invoicing", "/quotes/{quote-agreed}", TOTALS).then(&[
        Click(NEXT),
        Click("dialog[open] [value=parts]"),
        See("dialog[open] .part-line"),
    ]),
    page("invoices", "/invoices", ROW),
    page("invoices-selected", "/invoices", ROW).then(&[Click("main tbody input"), See(".bulk-bar")]),
    page("invoices-export", "/invoices?status=draft&status=paid", ROW).then(&[Click(EXPORT), See(FORM)]),
    page("invoice-new", "/invoices/new", LINE),
    page("invoice-edit", "/invoices/{invoice-draft}/edit", LINE),
    page("invoice-edit-addresses", "/invoices/{invoice-draft}/edit", LINE)
        .then(&[Type("main .form-more > summary", ENTER), See("main .form-more[open] .field")]),
    page("invoice-draft", "/invoices/{invoice-draft}", TOTALS),
    page("invoice-blocked", "/invoices/{invoice-draft}", TOTALS).then(&[Click(NEXT), See("dialog[open] .items")]),
    page("invoice-issued", "/invoices/{invoice-issued}", TOTALS),
    page("invoice-menu", "/invoices/{invoice-issued}", TOTALS)
        .then(&[Click(".page-actions [aria-haspopup=menu]"), See(".menu:popover-open [role=menuitem]")]),
    page("invoice-sending", "/invoices/{invoice-issued}", TOTALS).then(&[Click(NEXT), See(FORM)]),
    page("invoice-payment", "/invoices/{invoice-issued}", TOTALS)
        .then(&[Click("[aria-labelledby=payments] .section-header .button"), See(FORM)]),
    page("invoice-paid", "/invoices/{invoice-paid}", TOTALS),
    page("invoice-reminding", "/invoices/{invoice-late}", TOTALS).then(&[Click(NEXT), See(FORM)]),
    page("credit-note", "/invoices/{credit-note}", TOTALS),
    page("payments", "/payments", ROW),
    page("payments-filter", "/payments?status=pending&status=confirmed", ROW)
        .then(&[Click(".filter-edit"), See(".filter-editor:popover-open input")]),
    page("payments-selected", "/payments", ROW).then(&[Click("main tbody input"), See(".bulk-bar")]),
    page("payments-empty", "/payments?q=zzzz", ".empty"),
    page("payment", "/payments/{payment}", "dialog[open] .facts"),
    page("payment-edit", "/payments/{payment}/edit", FORM),
    page("payment-edit-refused", "/payments/{payment}/edit", FORM).then(&[
        Type("dialog[open] .form-grid input", "x"),
        Click("dialog[open] [type=submit]"),
        See("dialog[open] .field-error"),
    ]),
    page("payment-failing", "/payments/{payment}", "dialog[open] .facts").then(&[
        Click("dialog[open] .panel-footer [aria-haspopup=menu]"),
        Click("dialog[open] .menu:popover-open [role=menuitem]"),
        See(FORM),
    ]),
    page("catalog", "/catalog", ROW),
    page("catalog-item", "/catalog/{catalog-item}", "dialog[open] .facts"),
    page("catalog-item-edit", "/catalog/{catalog-item}/edit", FORM),
    page("catalog-item-new", "/catalog/new", FORM),
    page("catalog-item-new-refused", "/catalog/new", FORM)
        .then(&[Click("dialog[open] [type=submit]"), See(".field-error")]),
    page("templates", "/templates", "main .items"),
    page("template-new", "/templates/new", FORM),
    page("template", "/templates/{template}", "main .code-text"),
    page("template-variables", "/templates/{template}", "main .code-text")
        .then(&[Type("main .form-more > summary", ENTER), See("main .variable-list .link")]),
    page("webhooks", "/settings/webhooks", ROW),
    page("webhook", "/settings/webhooks/{webhook}", "dialog[open] .items"),
    page("webhook-edit", "/settings/webhooks/{webhook}/edit", FORM),
    page("webhook-new-refused", "/settings/webhooks/new", FORM)
        .then(&[Click("dialog[open] [type=submit]"), See(".field-error")]),
    page("billing", "/billing/analytics", "main .bar-list"),
    page("billing-journals", "/billing/analytics", "main .bar-list").then(&[Click(EXPORT), See(FORM)]),
    page("billing-chain", "/billing/analytics", "[aria-labelledby=chain] form")
        .then(&[Click("[aria-labelledby=chain] [type=submit]"), See("[aria-labelledby=chain] .notice")]),
    page("billing-table", "/billing/analytics", "main .bar-list")
        .then(&[Click("main .segmented > [aria-pressed=false]"), See("main .chart-table")]),
    page("revenue", "/revenue", "main .source-grid"),
    page("revenue-table", "/revenue?tax=with", "main .source-grid")
        .then(&[Click("main .segmented > [aria-pressed=false]"), See("main .chart-table")]),
    page("revenue-days", "/revenue?from=2026-01-05&to=2026-03-31", "main .period .date-group"),
    page("revenue-filter", "/revenue?kind=royalty&kind=subsidy", ROW)
        .then(&[Click(".filter-edit"), See(".filter-editor:popover-open input")]),
    page("revenue-trash", "/revenue?view=trash", "main .empty"),
    page("revenue-entry", "/revenue/{revenue-entry}", "dialog[open] .facts"),
    page("revenue-entry-edit", "/revenue/{revenue-entry}/edit", FORM),
    page("revenue-entry-new", "/revenue/new", FORM),
    page("revenue-entry-new-refused", "/revenue/new", FORM)
        .then(&[Click("dialog[open] [type=submit]"), See(".field-error")]),
    page("firm", "/settings/firm", "main form"),
    page("digiforma", "/settings/digiforma", "main .phase-list"),
    page("digiforma-token", "/settings/digiforma", "main .form-page")
        .then(&[Click("main .form-page .panel-actions .button"), See("main .form-page input[type=password]")]),
    page("digiforma-token-removing", "/settings/digiforma", "main .form-page")
        .then(&[Click("main .form-page .panel-actions .button:last-child"), See("dialog[open] .button-danger")]),
    page("digiforma-errors", "/settings/digiforma?sync={digiforma-sync}", "dialog[open] .items"),
    page("matching", "/digiforma/matching", "main .match"),
    page("matching-company", "/digiforma/matching?company={digiforma-suggested}", "dialog[open] .match"),
    page("matching-unmatched", "/digiforma/matching/unmatched", ROW),
    page("matching-unmatched-empty", "/digiforma/matching/unmatched?q=zzzz", ".empty"),
    page("matching-by-hand", "/digiforma/matching/unmatched?company={digiforma-company}", "dialog[open] .facts").then(
        &[
            Type("dialog[open] [role=combobox]", "ch"),
            Click("dialog[open] [role=option]"),
            See("dialog[open] .button-primary"),
        ],
    ),
    page("matching-linked", "/digiforma/matching/linked", ROW),
    page("matching-undoing", "/digiforma/matching/linked", ROW).then(&[
        Click("main tbody [aria-haspopup=menu]"),
        Click(".menu:popover-open [role=menuitem][data-tone=critical]"),
        See("dialog[open] .button-danger"),
    ]),
    page("profile", "/profile", "main form"),
    page("security", "/profile/security", "main form"),
    page("api-tokens", "/profile/api-tokens", "main .page-header"),
    page("palette", "/institutions", ROW).then(&[
        Click(".search-button"),
        Type(".palette-input", "ch"),
        See(".palette-list [id$='-1']"),
    ]),
    page("shortcuts", "/institutions", ROW).then(&[Type("body", "?"), See("dialog[open] .shortcut-list")]),
    page("users", "/users", ROW),
    page("user", "/users/{user}", FORM),
    page("user-new", "/users/new", FORM),
    page("user-new-refused", "/users/new", FORM).then(&[Click("dialog[open] [type=submit]"), See(".field-error")]),
    page("teams", "/teams", "main h1"),
    page("team", "/teams/{team}", FORM),
    page("team-new", "/teams/new", FORM),
    page("not-found", "/nowhere", "main .empty"),
    page("gallery", "/gallery", "#gallery-type"),
    page("gallery-menu", "/gallery", "#gallery-type")
        .then(&[Click(".gallery-menu"), See(".menu:popover-open [role=menuitem]")]),
    page("gallery-search", "/gallery", "#gallery-type").then(&[
        Type("[aria-labelledby=gallery-fields] .input-group:not(.tokens) > [role=combobox]", "chu"),
        See(".combobox-list .option"),
    ]),
    page("gallery-dialog", "/gallery", "#gallery-type")
        .then(&[Click("[data-opens=dialog]"), See("dialog[open] .panel-footer")]),
    page("gallery-question", "/gallery", "#gallery-type")
        .then(&[Click("[data-opens=question]"), See("dialog[open] .button-danger")]),
    page("gallery-panel", "/gallery", "#gallery-type").then(&[Click("[data-opens=panel]"), See(FORM)]),
    page("gallery-conflict", "/gallery", "#gallery-type")
        .then(&[Click("[data-opens=conflict]"), See("dialog[open] .conflict-option")]),
];

/// Width and height of a desk's window and of a telephone's.
const WINDOWS: [(u32, u32); 2] = [(1440, 900), (390, 844)];

/// The narrowest window in which nothing may scroll sideways.
const NARROWEST: u32 = 320;

#[tokio::test(flavor = "multi_thread")]
async fn every_page_in_french() {
    walk("fr", Device::DESKTOP).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_in_english() {
    walk("en", Device { language: "en-GB", ..Device::DESKTOP }).await;
}

async fn walk(language: &'static str, device: Device) {
    let app = journeys::demo().await;
    app.sql(&format!("UPDATE users SET language = '{language}', theme = 'system'")).await;
    let mut places = billing::places(&app).await;
    let institution = places.iter().find(|(name, _)| *name == "{institution}").map(|(_, id)| id.clone()).unwrap();
    places.extend(digiforma::places(&app, &institution).await);
    places.extend(webhooks::places(&app).await);
    places.extend(journeys_segments::places(&app).await);
    in_browser(device, move |browser| async move {
        let mut walk = Walk { browser, origin: app.url.clone(), language, places, wrong: Vec::new() };
        for stop in PUBLIC {
            walk.look_at(stop).await;
        }
        walk.sign_in().await;
        for stop in SIGNED_IN {
            walk.look_at(stop).await;
        }
        assert!(walk.wrong.is_empty(), "\n{}", walk.wrong.join("\n"));
    })
    .await;
}

/// A browser on its way through all pages.
struct Walk {
    browser: Browser,
    origin: String,
    language: &'static str,
    /// What stands in place of `{…}` in addresses.
    places: Vec<(&'static str, String)>,
    /// What was found wrong so far.
    wrong: Vec<String>,
}

impl Walk {
    async fn sign_in(&self) {
        self.browser.open_page(&format!("{}/login", self.origin)).await;
        journeys::sign_in(&self.browser, "admin@example.com").await;
        self.browser.find(".app main h1").await;
    }

    /// Opens a stop once and looks at it in every window and theme: both follow at once, without loading again. A stop
    /// that does not open is noted, and the walk goes on.
    async fn look_at(&mut self, stop: &Stop) {
        let (width, height) = WINDOWS[0];
        self.browser.set_window(width, height).await;
        self.browser.set_preferences(false).await;
        if AssertUnwindSafe(self.open(stop)).catch_unwind().await.is_ok() {
            self.look(stop).await;
        } else {
            self.note(stop.name, vec!["does not open; the panic above tells what is missing".to_owned()]);
            self.browser.keep_screenshot(&format!("{}-{}-not-open", stop.name, self.language)).await;
        }
        let errors = journeys::errors(&self.browser).await;
        self.note(stop.name, errors);
        // The next stop is not asked about what was typed here.
        let silence = "addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)";
        self.browser.run(silence, json!([])).await;
    }

    /// Looks at what is open in every window and theme.
    async fn look(&mut self, stop: &Stop) {
        for (width, height) in WINDOWS {
            self.browser.set_window(width, height).await;
            for dark in [false, true] {
                self.browser.set_preferences(dark).await;
                self.browser.settle().await;
                let theme = if dark { "dark" } else { "light" };
                let name = format!("{}-{width}-{theme}-{}", stop.name, self.language);
                // Each theme and each width is judged in one of the languages.
                if (dark == (width < 600)) == (self.language == "fr") {
                    let found = accessibility::violations(&self.browser).await;
                    self.note(&name, found);
                }
                self.browser.keep_screenshot(&name).await;
            }
            self.look_sideways(stop.name, width).await;
        }
        self.browser.set_window(NARROWEST, WINDOWS[1].1).await;
        self.browser.settle().await;
        self.look_sideways(stop.name, NARROWEST).await;
    }

    /// Opens the address, waits for the page and takes the steps.
    async fn open(&self, stop: &Stop) {
        let path = self.places.iter().fold(stop.path.to_owned(), |path, (name, id)| path.replace(name, id));
        self.browser.open_page(&format!("{}{path}", self.origin)).await;
        self.browser.find(stop.ready).await;
        for step in stop.steps {
            match step {
                Click(selector) => self.browser.find(selector).await.click().await,
                Type(selector, text) => self.browser.find(selector).await.type_text(text).await,
                See(selector) => drop(self.browser.find(selector).await),
            }
        }
    }

    /// Nothing may make the page wider than its window, and no control may be cut off at the left, where nobody can
    /// scroll to; tells what is.
    async fn look_sideways(&mut self, name: &str, width: u32) {
        let script = "const page = document.documentElement;
            const named = (elements) => elements.slice(0, 4).map((element) =>
                `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`).join(', ');
            const isScrolled = (element) => {
                for (let up = element.parentElement; up !== null; up = up.parentElement)
                    if (up.scrollLeft > 0) return true;
                return false;
            };
            const cut = [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter((element) => {
                const box = element.getBoundingClientRect();
                return box.left < -1 && box.width > 1 && element.checkVisibility() && !isScrolled(element);
            });
            if (cut.length > 0) return ['cut off at the left: ' + named(cut)];
            if (page.scrollWidth <= page.clientWidth) return [];
            // What scrolls in a frame of its own makes nothing else wider.
            const inFrame = (element) => {
                for (let up = element.parentElement; up !== null && up !== document.body; up = up.parentElement)
                    if (getComputedStyle(up).overflowX !== 'visible') return true;
                return false;
            };
            const wide = [...document.querySelectorAll('body *')].filter((element) =>
                element.getBoundingClientRect().right > page.clientWidth + 1 && element.checkVisibility()
                    && !inFrame(element));
            return [`scrolls sideways: ${page.scrollWidth} px, because of ` + named(wide)]";
        let found = self.browser.run(script, json!([])).await;
        let found = found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        self.note(&format!("{name} at {width}"), found);
    }

    fn note(&mut self, name: &str, found: Vec<String>) {
        self.wrong.extend(found.into_iter().map(|line| format!("{name}: {line}")));
    }
}
