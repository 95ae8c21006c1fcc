//! The mails about accounts, from the request to the mail server.

use std::{path::Path, time::Duration};

use crm::{
    config::Smtp,
    jobs as work,
    operations::{
        password::{self, ResetPassword},
        user_admin,
    },
};
use db::schema::{jobs, users};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::UserRole;
use serde_json::json;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::{common::TestApp, setting::*};

/// The mails that were left in a folder, as text without transfer encoding.
fn mails(folder: &Path) -> Vec<String> {
    let Ok(files) = std::fs::read_dir(folder.join("mails")) else { return Vec::new() };
    let mut paths: Vec<_> =
        files.map(|file| file.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "eml")).collect();
    paths.sort();
    paths.iter().map(|path| decoded(&std::fs::read_to_string(path).unwrap())).collect()
}

/// Undoes quoted-printable well enough for a test.
fn decoded(mail: &str) -> String {
    let mail = mail.replace("=\r\n", "").replace("=3D", "=");
    mail.replace("=C3=A9", "é").replace("=C3=B4", "ô")
}

fn code_of(mail: &str) -> &str {
    mail.lines().map(str::trim).find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit())).unwrap()
}

fn folder() -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("medical-crm-mails-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn unfinished(app: &TestApp) -> i64 {
    jobs::table.filter(jobs::finished_at.is_null()).count().get_result(&mut app.db().await).await.unwrap()
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_mailed_code() {
    let data = folder();
    let app = TestApp::start_with(|config| config.data_dir.clone_from(&data)).await;
    let user = app.user_with_password(UserRole::Auditor, PASSWORD).await;
    tokio::spawn(work::run(app.app.clone()));
    let ask = async |email: &str| password::request_reset(&app.app, &request(), email).await.unwrap();

    ask(&format!(" {} ", user.email.to_uppercase())).await;
    eventually("the mail is there", async || !mails(&data).is_empty()).await;
    let mail = mails(&data).remove(0);
    assert!(mail.contains(&user.email) && mail.contains("Bonjour Camille,"), "{mail}");
    let code = code_of(&mail).to_owned();
    let subject = mail.lines().find(|line| line.starts_with("Subject:")).unwrap();
    assert!(!subject.contains(&code), "{subject}");

    // A second code makes the first one useless.
    eventually("the first job is done", async || unfinished(&app).await == 0).await;
    ask(&user.email).await;
    eventually("the second mail is there", async || mails(&data).len() == 2).await;
    let second = code_of(&mails(&data)[1]).to_owned();
    if second != code {
        let result = password::verify_code(&app.app, &request(), &user.email, &code).await;
        assert_eq!(field_error(result), ("code".into(), "INVALID_CODE"));
    }
    let input = ResetPassword { email: user.email.clone(), code: second, new_password: OTHER_PASSWORD.into() };
    password::reset(&app.app, &request(), &input).await.unwrap();
    login(&app, &user.email, OTHER_PASSWORD).await.unwrap();
    eventually("the owner is told", async || mails(&data).len() == 3).await;
    assert!(
        mails(&data)[2].contains("Votre compte") || mails(&data)[2].contains("mot de passe"),
        "{}",
        mails(&data)[2]
    );
    std::fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn nothing_tells_whether_an_account_exists() {
    let data = folder();
    let app = TestApp::start_with(|config| config.data_dir.clone_from(&data)).await;
    let inactive = app.user(UserRole::Auditor).await;
    app.sql("update users set is_active = false").await;
    tokio::spawn(work::run(app.app.clone()));
    for email in ["nobody@example.com", inactive.email.as_str(), "no address", "a\0b"] {
        password::request_reset(&app.app, &request(), email).await.unwrap();
    }
    assert_eq!(field_error(password::request_reset(&app.app, &request(), " ").await), ("email".into(), "REQUIRED"));
    eventually("the jobs are done", async || unfinished(&app).await == 0).await;
    assert!(mails(&data).is_empty());
    std::fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn no_mailbox_is_flooded() {
    let (app, user) = with_auditor().await;
    for _ in 0..6 {
        password::request_reset(&app.app, &request(), &user.email).await.unwrap();
        // As if each mail had been sent.
        app.sql("update jobs set finished_at = now()").await;
    }
    let written: i64 = jobs::table.count().get_result(&mut app.db().await).await.unwrap();
    assert_eq!(written, 3);
}

#[tokio::test]
async fn an_invitation_links_to_the_choice_of_a_password() {
    let data = folder();
    let app = TestApp::start_with(|config| {
        config.data_dir.clone_from(&data);
        config.frontend_url = "https://crm.example.com".into();
        config.frontend_url_given = true;
    })
    .await;
    let ctx = user_admin::system_context(&app.app, "cli");
    let input = user_admin::NewUser {
        first_name: Some("Zoé".into()),
        last_name: Some("Roux".into()),
        ..user_admin::NewUser::new("zoe+crm@example.com", UserRole::Viewer)
    };
    let user = user_admin::add(&ctx, &input).await.unwrap();
    app.sql("update users set language = 'en'").await;
    tokio::spawn(work::run(app.app.clone()));
    eventually("the mail is there", async || !mails(&data).is_empty()).await;
    let mail = mails(&data).remove(0);
    assert!(mail.contains("Your access to Medical CRM"), "{mail}");
    let start = "https://crm.example.com/invitation?email=zoe%2Bcrm%40example.com&code=";
    let link = mail.lines().find_map(|line| line.strip_prefix(start)).unwrap_or_else(|| panic!("no link: {mail}"));
    let input = ResetPassword { email: user.email.clone(), code: link.into(), new_password: PASSWORD.into() };
    password::reset(&app.app, &request(), &input).await.unwrap();
    login(&app, &user.email, PASSWORD).await.unwrap();
    std::fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn a_corrected_address_gets_the_invitation_and_the_first_one_is_void() {
    let data = folder();
    let app = TestApp::start_with(|config| config.data_dir.clone_from(&data)).await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    tokio::spawn(work::run(app.app.clone()));
    let create = "mutation($input: CreateUserInput!) { createUser(input: $input) { user { id } userErrors { code } } }";
    let input = json!({ "email": "zoe@example.co", "firstName": "Zoé", "lastName": "Roux", "role": "AUDITOR" });
    let id = admin.query(create, json!({ "input": input })).await["createUser"]["user"]["id"].take();
    eventually("the mail is there", async || !mails(&data).is_empty()).await;
    eventually("the job is done", async || unfinished(&app).await == 0).await;
    let update =
        "mutation($id: ID!) { updateUser(input: { id: $id, email: \"zoe@example.com\" }) { userErrors { code } } }";
    admin.query(update, json!({ "id": id })).await;
    eventually("the second mail is there", async || mails(&data).len() == 2).await;
    let letters = mails(&data);
    assert!(letters[0].contains("<zoe@example.co>") && letters[1].contains("<zoe@example.com>"), "{letters:?}");
    let code = |mail: &str| {
        let (_, code) = mail.split_once("&code=").unwrap_or_else(|| panic!("no link: {mail}"));
        code.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect::<String>()
    };
    let reset =
        "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { success userErrors { code } } }";
    let choose = async |code: &str| {
        let input = json!({ "email": "zoe@example.com", "code": code, "newPassword": PASSWORD });
        app.anonymous().query(reset, json!({ "input": input })).await["resetPassword"].take()
    };
    let answers = [choose(&code(&letters[0])).await, choose(&code(&letters[1])).await];
    assert_eq!(answers[0], json!({ "success": false, "userErrors": [{ "code": "INVALID_CODE" }] }));
    assert_eq!(answers[1], json!({ "success": true, "userErrors": [] }));
    login(&app, "zoe@example.com", PASSWORD).await.unwrap();
    std::fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn a_mail_that_is_not_taken_is_tried_again() {
    let data = folder();
    let app = TestApp::start_with(|config| config.data_dir.clone_from(&data)).await;
    let user = app.user_with_password(UserRole::Auditor, PASSWORD).await;
    // A file stands where the folder of the mails should be.
    std::fs::write(data.join("mails"), "").unwrap();
    password::request_reset(&app.app, &request(), &user.email).await.unwrap();
    tokio::spawn(work::run(app.app.clone()));
    let state = async || {
        jobs::table
            .select((jobs::attempts, jobs::last_error, jobs::locked_by))
            .first::<(i32, Option<String>, Option<String>)>(&mut app.db().await)
            .await
            .unwrap()
    };
    eventually("the first attempt failed", async || state().await.1.is_some()).await;
    let (attempts, error, locked_by) = state().await;
    assert_eq!((attempts, locked_by), (1, None));
    assert!(error.unwrap().contains("mails"));
    std::fs::remove_file(data.join("mails")).unwrap();
    app.sql("update jobs set run_at = now()").await;
    app.app.jobs.wake();
    eventually("the mail is there", async || mails(&data).len() == 1).await;
    std::fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn the_job_of_a_dead_worker_is_done_by_another() {
    let data = folder();
    let app = TestApp::start_with(|config| config.data_dir.clone_from(&data)).await;
    let user = app.user_with_password(UserRole::Auditor, PASSWORD).await;
    password::request_reset(&app.app, &request(), &user.email).await.unwrap();
    app.sql("update jobs set attempts = 1, locked_by = 'dead', locked_until = now() - interval '1 second'").await;
    tokio::spawn(work::run(app.app.clone()));
    eventually("the mail is there", async || mails(&data).len() == 1).await;
    std::fs::remove_dir_all(data).unwrap();
}

#[tokio::test]
async fn mails_go_out_by_smtp() {
    let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = server.local_addr().unwrap().port();
    let app = TestApp::start_with(|config| {
        config.smtp = Some(Smtp { host: "127.0.0.1".into(), port, user: None, password: None });
        config.mail_from = "Medical CRM <crm@example.com>".into();
    })
    .await;
    let user = app.user_with_password(UserRole::Auditor, PASSWORD).await;
    diesel::update(users::table).set(users::first_name.eq("Zoé <b>")).execute(&mut app.db().await).await.unwrap();
    tokio::spawn(work::run(app.app.clone()));
    password::request_reset(&app.app, &request(), &user.email).await.unwrap();
    let accepted = tokio::time::timeout(Duration::from_secs(10), server.accept()).await.unwrap();
    let (envelope, mail) = receive(accepted.unwrap().0).await;
    assert_eq!(envelope, ["MAIL FROM:<crm@example.com>".to_owned(), format!("RCPT TO:<{}>", user.email)]);
    let mail = decoded(&mail);
    assert!(mail.contains("Zoé <b>,") && mail.contains("Zoé &lt;b&gt;,"), "{mail}");
    assert!(mail.contains("multipart/alternative") && mail.contains("Message-ID:"), "{mail}");
    password::verify_code(&app.app, &request(), &user.email, code_of(&mail)).await.unwrap();
}

/// Takes one mail, as a mail server would.
async fn receive(stream: TcpStream) -> (Vec<String>, String) {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 test ESMTP\r\n").await.unwrap();
    let (mut envelope, mut mail, mut in_mail) = (Vec::new(), String::new(), false);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap() == 0 {
            return (envelope, mail);
        }
        let command = line.trim_end();
        let answer: &[u8] = match command {
            "." if in_mail => {
                in_mail = false;
                b"250 taken\r\n"
            }
            _ if in_mail => {
                mail.push_str(&line);
                continue;
            }
            "DATA" => {
                in_mail = true;
                b"354 go on\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await.unwrap();
                return (envelope, mail);
            }
            _ if command.starts_with("EHLO") => b"250-test\r\n250 8BITMIME\r\n",
            _ => {
                envelope.push(command.split(" BODY=").next().unwrap_or(command).to_owned());
                b"250 ok\r\n"
            }
        };
        stream.write_all(answer).await.unwrap();
    }
}
