//! What a person sees when the server is ready.

use crm::config::Config;

/// A demo account and what it is.
pub const DEMO_ACCOUNTS: [(&str, &str); 4] = [
    ("admin@example.com", "runs the system"),
    ("manager@example.com", "leads the business"),
    ("auditor@example.com", "works on assigned institutions"),
    ("viewer@example.com", "reads"),
];

/// What there is to say.
pub struct Welcome<'a> {
    /// Settings, with the port that is listened on.
    pub config: &'a Config,
    /// The database is the private one.
    pub private_database: bool,
    /// The demo company is loaded; its password, where it is known.
    pub demo: Option<Option<String>>,
    /// There is no account yet: the address at which the first administrator is made.
    pub setup: Option<String>,
}

impl Welcome<'_> {
    /// The block for a terminal.
    pub fn block(&self) -> String {
        let origin = &self.config.frontend_url;
        let database = if self.private_database {
            format!("private PostgreSQL in {}", self.config.data_dir.display())
        } else {
            "the PostgreSQL of DATABASE_URL".to_owned()
        };
        let mut text = format!(
            "\n  Medical CRM {} is ready.\n\n  Web app      {origin}\n  Playground   {origin}/graphiql\n  \
             REST         {origin}/api/docs\n  Database     {database}\n",
            env!("CARGO_PKG_VERSION"),
        );
        if let Some(password) = &self.demo {
            text.push_str("\n  Demo accounts\n");
            for (email, what) in DEMO_ACCOUNTS {
                text.push_str(&format!("    {email:22} {what}\n"));
            }
            match password {
                Some(password) => text.push_str(&format!("  Password     {password}\n")),
                None => text.push_str("  Password     as set when the demo company was loaded\n"),
            }
        } else if let Some(setup) = &self.setup {
            text.push_str(&format!(
                "\n  There is no account yet. Make the first one, an administrator, at\n    {setup}\n  \
                 or in another terminal:\n    medical-crm user add --email you@example.com --role admin\n"
            ));
        }
        text.push_str("\n  Ctrl-C stops the server.\n\n");
        text
    }
}
