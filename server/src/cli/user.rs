//! `user`: accounts without a browser.

use std::io::{IsTerminal, stdin};

use domain::UserRole;

use super::{
    Failure,
    arguments::{AddUser, Data, ResetPassword, User},
    database::{self, Database},
    logging, print,
};
use crm::{
    App, Context, Error,
    auth::secret_token,
    config::{Config, Environment},
    operations::user_admin::{self, NewUser},
};

/// Adds an account, gives one a new password, lists all.
///
/// # Errors
/// What the operation refuses, in sentences.
pub fn run(environment: &Environment, command: &User) -> Result<(), Failure> {
    logging::of_command(environment)?;
    let text = match command {
        User::Add(options) => {
            let password = if options.invite { Password::None } else { Password::read()? };
            with_context(environment, &options.data, async |ctx| add(ctx, options, password).await)?
        }
        User::ResetPassword(options) => {
            let password = Password::read()?;
            with_context(environment, &options.data, async |ctx| reset_password(ctx, options, password).await)?
        }
        User::List(options) => with_context(environment, options, list)?,
    };
    print(&text)
}

async fn add(ctx: Context, options: &AddUser, password: Password) -> Result<String, Failure> {
    let role = options
        .role
        .to_ascii_lowercase()
        .parse::<UserRole>()
        .map_err(|error| Failure::Usage(format!("--role: {error}.")))?;
    let input = NewUser {
        first_name: options.first_name.clone(),
        last_name: options.last_name.clone(),
        password: password.value().map(str::to_owned),
        ..NewUser::new(&options.email, role)
    };
    let user = user_admin::add(&ctx, &input).await?;
    let how = match password {
        Password::None => "An invitation is on its way by mail.".to_owned(),
        Password::Given(_) => "The account can sign in now.".to_owned(),
        Password::Made(password) => format!("Its password is {password}"),
    };
    Ok(format!("Added {} ({}, {}). {how}\n", user.email, user.full_name(), user.role))
}

async fn reset_password(ctx: Context, options: &ResetPassword, password: Password) -> Result<String, Failure> {
    let user = match user_admin::reset_password(&ctx, &options.email, password.value()).await {
        Ok((user, _)) => user,
        Err(Error::NotFound(_)) => {
            return Err(Failure::Failed(format!(
                "There is no account {}. `medical-crm user list` shows all.",
                options.email
            )));
        }
        Err(error) => return Err(error.into()),
    };
    let told = match password {
        Password::Made(password) => format!(" The new password is {password}"),
        _ => String::new(),
    };
    Ok(format!("The password of {} is changed and its sessions are ended.{told}\n", user.email))
}

async fn list(ctx: Context) -> Result<String, Failure> {
    let users = user_admin::list(&ctx).await?;
    if users.is_empty() {
        return Ok(
            "There is no account yet. `medical-crm user add --email E --role admin` makes the first.\n".to_owned()
        );
    }
    let width = users.iter().map(|user| user.email.chars().count()).max().unwrap_or_default();
    Ok(users
        .iter()
        .map(|user| {
            let state = if user.is_active { "" } else { "  (deactivated)" };
            format!("{:width$}  {:7}  {}{state}\n", user.email, user.role.name(), user.full_name())
        })
        .collect())
}

/// Opens the database, brings it up to date and works in the name of the system.
fn with_context(
    environment: &Environment,
    data: &Data,
    work: impl AsyncFnOnce(Context) -> Result<String, Failure>,
) -> Result<String, Failure> {
    let config = Config::load(environment, &data.chosen())?;
    let database = Database::open(&config)?;
    database::block_on(async {
        let pool = database.connect(2).await?;
        database.migrate().await?;
        let app = App::new(config, pool);
        work(user_admin::system_context(&app, "cli")).await
    })
}

/// The password of an account.
enum Password {
    /// The person chooses it.
    None,
    /// It was typed or sent.
    Given(String),
    /// It is random and has to be shown.
    Made(String),
}

impl Password {
    /// From the terminal, without showing it, or the first line of a pipe; a random one when there is nothing.
    fn read() -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::Failed(format!("The password cannot be read: {error}."));
        let typed = if stdin().is_terminal() {
            let typed = rpassword::prompt_password("Password (nothing: a random one): ").map_err(failed)?;
            if !typed.is_empty() && rpassword::prompt_password("Once more: ").map_err(failed)? != typed {
                return Err(Failure::Usage("The two passwords differ; nothing was changed.".to_owned()));
            }
            typed
        } else {
            let mut line = String::new();
            stdin().read_line(&mut line).map_err(failed)?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        };
        Ok(if typed.is_empty() { Self::Made(secret_token::new_invitation_code()) } else { Self::Given(typed) })
    }

    fn value(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Given(password) | Self::Made(password) => Some(password),
        }
    }
}
