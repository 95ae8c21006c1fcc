//! The keys of an installation. With the embedded database they are made once and kept beside it.

use std::{
    collections::HashSet,
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::Path,
};

/// Bytes that a key must have at least.
const LEAST_BYTES: usize = 32;

/// File in the data directory that keeps the keys.
const FILE: &str = "secrets.env";

/// The three keys; an empty one is not there.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    /// `JWT_SECRET`
    pub jwt_secret: Vec<u8>,
    /// `JWT_REFRESH_SECRET`
    pub jwt_refresh_secret: Vec<u8>,
    /// `ENCRYPTION_KEY`
    pub encryption_key: Vec<u8>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets")
    }
}

impl Secrets {
    /// New random keys, 256 bits each, as hexadecimal text.
    #[must_use]
    pub fn random() -> Self {
        let key = || {
            let bytes: [u8; 32] = rand::random();
            bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes()
        };
        Self { jwt_secret: key(), jwt_refresh_secret: key(), encryption_key: key() }
    }

    /// What makes a key unfit, as the rest of a sentence.
    #[must_use]
    pub fn weakness(key: &[u8]) -> Option<String> {
        if key.len() < LEAST_BYTES {
            return Some(format!("has {} bytes; it needs at least {LEAST_BYTES} random ones", key.len()));
        }
        let different: HashSet<u8> = key.iter().copied().collect();
        (different.len() < 8).then(|| "repeats the same few characters; it must be random".to_owned())
    }

    /// The keys under the names of their variables.
    pub(super) fn named_mut(&mut self) -> [(&'static str, &mut Vec<u8>); 3] {
        [
            ("JWT_SECRET", &mut self.jwt_secret),
            ("JWT_REFRESH_SECRET", &mut self.jwt_refresh_secret),
            ("ENCRYPTION_KEY", &mut self.encryption_key),
        ]
    }

    /// Fills what is not there.
    pub(super) fn complete_with(&mut self, mut other: Self) {
        for ((_, key), (_, from)) in self.named_mut().into_iter().zip(other.named_mut()) {
            if key.is_empty() {
                *key = std::mem::take(from);
            }
        }
    }

    /// The keys kept in a data directory, made at the first call (file mode 0600).
    ///
    /// # Errors
    /// A sentence that says what to do.
    pub fn kept_in(data_dir: &Path) -> Result<Self, String> {
        make_data_dir(data_dir)?;
        let path = data_dir.join(FILE);
        let failed = |error: std::io::Error| {
            format!(
                "The secrets cannot be kept in {}: {error}. Give a directory that this user may write with --data-dir or DATA_DIR.",
                path.display()
            )
        };
        loop {
            match fs::read_to_string(&path) {
                Ok(text) => return Self::read(&text).map_err(|what| format!("{} {what}", path.display())),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(failed(error)),
            }
            match Self::random().write_new(data_dir, &path) {
                Ok(()) => {}
                // Another server made them at the same moment: read those.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(failed(error)),
            }
        }
    }

    fn read(text: &str) -> Result<Self, String> {
        let mut secrets = Self::default();
        for entry in dotenvy::from_read_iter(text.as_bytes()) {
            let (name, value) = entry.map_err(|error| format!("cannot be understood: {error}."))?;
            if let Some((_, key)) = secrets.named_mut().into_iter().find(|(known, _)| *known == name) {
                *key = value.into_bytes();
            }
        }
        for (name, key) in secrets.named_mut() {
            if let Some(weakness) = Self::weakness(key) {
                return Err(format!(
                    "holds no usable {name} (it {weakness}). Put the former value back: what was sealed with it cannot \
                     be read otherwise."
                ));
            }
        }
        Ok(secrets)
    }

    /// Writes the file completely or not at all, and never over another one.
    fn write_new(mut self, data_dir: &Path, path: &Path) -> std::io::Result<()> {
        let mut text =
            String::from("# Keys of this installation. Keep a copy apart from the backups; never share it.\n");
        for (name, key) in self.named_mut() {
            text.push_str(&format!("{name}={}\n", String::from_utf8_lossy(key)));
        }
        let draft = data_dir.join(format!(".{FILE}.{}", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&draft).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        let placed = written.and_then(|()| fs::hard_link(&draft, path));
        let _ = fs::remove_file(&draft);
        placed
    }
}

/// Makes the data directory so that the user PostgreSQL runs as can pass through it.
fn make_data_dir(data_dir: &Path) -> Result<(), String> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o755);
    builder.create(data_dir).map_err(|error| {
        format!(
            "The data directory {} cannot be made: {error}. Give another one with --data-dir or DATA_DIR.",
            data_dir.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once() {
        let directory = std::env::temp_dir().join(format!("medical-crm-secrets-{}", uuid::Uuid::new_v4()));
        let first = Secrets::kept_in(&directory).unwrap();
        assert_eq!(Secrets::kept_in(&directory).unwrap(), first);
        assert_ne!(first.jwt_secret, first.jwt_refresh_secret);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(directory.join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn a_damaged_file_is_named_and_left_alone() {
        let directory = std::env::temp_dir().join(format!("medical-crm-secrets-{}", uuid::Uuid::new_v4()));
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join(FILE), "JWT_SECRET=short\n").unwrap();
        let sentence = Secrets::kept_in(&directory).unwrap_err();
        assert!(sentence.contains("JWT_SECRET"), "{sentence}");
        assert_eq!(fs::read_to_string(directory.join(FILE)).unwrap(), "JWT_SECRET=short\n");
        fs::remove_dir_all(directory).unwrap();
    }
}
