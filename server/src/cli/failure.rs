//! Why a command ends without success.

use std::{fmt, process::ExitCode};

use crm::{FieldError, config::Problems};

/// A sentence for the person at the terminal.
#[derive(Debug)]
pub enum Failure {
    /// The arguments or the settings are wrong: nothing was done. Exit code 2.
    Usage(String),
    /// The command failed. Exit code 1.
    Failed(String),
}

impl Failure {
    /// The process's exit code.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Usage(text) | Self::Failed(text)) = self;
        for (number, line) in text.lines().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            write!(f, "medical-crm: {line}")?;
        }
        Ok(())
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Usage(problems.to_string())
    }
}

impl From<crm::Error> for Failure {
    fn from(error: crm::Error) -> Self {
        use crm::Error;
        Self::Failed(match error {
            Error::Internal(cause) => format!("{cause:#}"),
            Error::Invalid(fields) => {
                let sentence = |error: &FieldError| match &error.field {
                    Some(field) => format!("{field}: {}", error.message),
                    None => error.message.to_string(),
                };
                fields.iter().map(sentence).collect::<Vec<_>>().join("\n")
            }
            other => other.to_string(),
        })
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(format!("{error:#}"))
    }
}
