//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crm::config::Chosen;

/// The CRM of a medical-audit firm: one program that serves the web app, GraphQL and REST over PostgreSQL.
///
/// Without settings it runs a private PostgreSQL in the data directory and needs nothing else. Settings come from
/// the command line, then the environment, then a `.env` file; `.env.example` lists them all.
#[derive(Debug, Parser)]
#[command(name = "medical-crm", version, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "First steps:\n  medical-crm serve --demo     a firm with invented data, to look around\n  \
    medical-crm serve            an empty firm; then `medical-crm user add` makes the first account")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring the database up to date, then serve everything on one address
    Serve(Serve),
    /// Apply the pending migrations, or list them
    Migrate(Migrate),
    /// Fill the database: with the demo company, or with any number of invented institutions
    Seed(Seed),
    /// Accounts, without a browser
    #[command(subcommand)]
    User(User),
    /// The training software that is mirrored: check an account, read it now, serve a stand-in
    #[command(subcommand)]
    Digiforma(Digiforma),
    /// Print the GraphQL schema (SDL, sorted)
    Schema,
    /// Print the OpenAPI document of the REST layer
    Openapi,
    /// Write the whole company to a file
    Backup(Backup),
    /// Read the whole company from a file of `backup`
    Restore(Restore),
    /// Render documents for a server: it starts this command itself
    #[command(hide = true)]
    RenderWorker(RenderWorker),
}

/// Where the data are, for all commands.
#[derive(Debug, Args)]
pub struct Data {
    /// Directory of the private PostgreSQL and of the secrets [default: ./data; env: DATA_DIR]
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
}

impl Data {
    /// As settings.
    pub fn chosen(&self) -> Chosen {
        Chosen { data_dir: self.data_dir.clone(), ..Chosen::default() }
    }
}

/// `serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Load the demo company: public names of establishments, invented people. Loading it twice changes nothing
    #[arg(long)]
    pub demo: bool,
    /// Address to listen on; 0.0.0.0 for all [default: 127.0.0.1; env: HOST]
    #[arg(long)]
    pub host: Option<String>,
    /// Port to listen on; 0 for any free one [default: 3001; env: PORT]
    #[arg(long)]
    pub port: Option<u16>,
    #[command(flatten)]
    pub data: Data,
}

impl Serve {
    /// As settings.
    pub fn chosen(&self) -> Chosen {
        Chosen { host: self.host.clone(), port: self.port, ..self.data.chosen() }
    }
}

/// `migrate`
#[derive(Debug, Args)]
pub struct Migrate {
    /// List all migrations, applied or pending, and change nothing
    #[arg(long)]
    pub status: bool,
    #[command(flatten)]
    pub data: Data,
}

/// `seed`
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["demo", "scale"]))]
pub struct Seed {
    /// The demo company: public names of establishments, invented people
    #[arg(long)]
    pub demo: bool,
    /// This many invented institutions with contacts, tasks, quotes and invoices, for load work
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub scale: Option<u32>,
    /// What the invented rows derive from: the same number makes the same rows, another one adds others
    #[arg(long, value_name = "S", default_value_t = 1, requires = "scale")]
    pub random_seed: u64,
    #[command(flatten)]
    pub data: Data,
}

/// `user`
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add an account
    ///
    /// The password is asked for at the terminal, or read from the first line of a pipe. When none is given, a random
    /// one is made and printed.
    Add(AddUser),
    /// Give an account a new password and end its sessions
    ///
    /// The password is asked for at the terminal, or read from the first line of a pipe. When none is given, a random
    /// one is made and printed.
    ResetPassword(ResetPassword),
    /// List all accounts
    List(Data),
}

/// `user add`
#[derive(Debug, Args)]
pub struct AddUser {
    /// E-mail address to sign in with
    #[arg(long)]
    pub email: String,
    /// What the person may do
    #[arg(long, value_parser = ["admin", "manager", "auditor", "viewer"], ignore_case = true)]
    pub role: String,
    /// [default: guessed from the address]
    #[arg(long)]
    pub first_name: Option<String>,
    /// [default: guessed from the address]
    #[arg(long)]
    pub last_name: Option<String>,
    /// Mail an invitation to choose a password, instead of setting one
    #[arg(long)]
    pub invite: bool,
    #[command(flatten)]
    pub data: Data,
}

/// `user reset-password`
#[derive(Debug, Args)]
pub struct ResetPassword {
    /// E-mail address of the account
    pub email: String,
    #[command(flatten)]
    pub data: Data,
}

/// `digiforma`
#[derive(Debug, Subcommand)]
pub enum Digiforma {
    /// Compare an account's schema with the one that this program reads
    ///
    /// The account is the one of the settings, else the one of DIGIFORMA_API_URL and DIGIFORMA_API_TOKEN.
    Doctor(Data),
    /// Read Digiforma into the mirror now
    Sync(SyncOptions),
    /// Serve an invented account on this machine
    ///
    /// It asks for the token of DIGIFORMA_API_TOKEN [default: stand-in].
    StandIn(StandInOptions),
}

/// `digiforma sync`
#[derive(Debug, Args)]
pub struct SyncOptions {
    /// Read everything, not only what may have changed
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    pub data: Data,
}

/// `digiforma stand-in`
#[derive(Debug, Args)]
pub struct StandInOptions {
    /// Port to listen on; 0 for any free one
    #[arg(long, default_value_t = 4010)]
    pub port: u16,
    /// The account's rows, as JSON: a list for each list of Digiforma [default: an invented account]
    #[arg(long, value_name = "FILE")]
    pub fixture: Option<PathBuf>,
    /// How big the invented account is: about so many rows in all lists together [default: a small firm's]
    #[arg(long, value_name = "COUNT", conflicts_with = "fixture")]
    pub rows: Option<usize>,
}

/// `backup`
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write (pg_dump's custom format)
    pub file: PathBuf,
    /// Write over an existing file
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub data: Data,
}

/// `restore`
#[derive(Debug, Args)]
pub struct Restore {
    /// A file made by `backup`
    pub file: PathBuf,
    /// Replace the company that the database holds: all of it is lost
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub data: Data,
}

/// `render-worker`
#[derive(Debug, Args)]
pub struct RenderWorker {
    /// Time on a processor for one document
    #[arg(long, value_name = "SECONDS")]
    pub cpu_seconds: u64,
    /// Address space of the process
    #[arg(long, value_name = "BYTES")]
    pub memory: u64,
}
