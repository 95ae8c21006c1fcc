//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::config::Chosen;

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
