//! Where settings come from: the process environment, then a `.env` file.

use std::collections::HashMap;

/// Variables by name. An empty value counts as absent.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: HashMap<String, String>,
}

impl Environment {
    /// The process environment over the `.env` file of the working directory or the nearest parent that has one.
    ///
    /// # Errors
    /// A sentence, when there is a `.env` file that cannot be read.
    pub fn of_process() -> Result<Self, String> {
        let mut variables = HashMap::new();
        match dotenvy::dotenv_iter() {
            Ok(entries) => {
                for entry in entries {
                    let (name, value) =
                        entry.map_err(|error| format!("The file `.env` cannot be understood: {error}"))?;
                    variables.insert(name, value);
                }
            }
            Err(error) if error.not_found() => {}
            Err(error) => return Err(format!("The file `.env` cannot be read: {error}")),
        }
        variables.extend(
            std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .filter(|(_, value)| !value.is_empty()),
        );
        Ok(Self { variables })
    }

    /// The value of a variable, without surrounding white space.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        Self { variables: entries.into_iter().map(|(name, value)| (name.into(), value.into())).collect() }
    }
}
