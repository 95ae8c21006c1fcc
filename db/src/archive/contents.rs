//! What a dump holds, before anything is done with it.

use std::path::Path;

use super::{Error, programs::Programs};
use crate::migrate;

/// Tables that no dump of ours lacks.
const OURS: [&str; 3] = ["__diesel_schema_migrations", "medical_institutions", "users"];

/// Refuses dumps of other applications and of newer versions.
pub(super) fn check(programs: &Programs, source: &Path) -> Result<(), Error> {
    let list = ask(programs, source, &["--list"])?;
    let holds = |table: &str| list.lines().any(|line| line.contains(&format!(" TABLE public {table} ")));
    if !OURS.into_iter().all(holds) {
        return Err(Error::OtherApplication(source.to_owned()));
    }
    let rows = ask(programs, source, &["--data-only", "--table=__diesel_schema_migrations", "--file=-"])?;
    let known = migrate::known_versions()?;
    let versions: Vec<String> = versions(&rows).filter(|version| !known.contains(version)).collect();
    if versions.is_empty() { Ok(()) } else { Err(Error::Newer { path: source.to_owned(), versions }) }
}

fn ask(programs: &Programs, source: &Path, arguments: &[&str]) -> Result<String, Error> {
    let output = programs
        .command("pg_restore", &[])
        .args(arguments)
        .arg(source)
        .output()
        .map_err(Error::program("pg_restore"))?;
    if !output.status.success() {
        return Err(Error::said("pg_restore", &output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first column of the rows between `COPY … FROM stdin;` and `\.`.
fn versions(sql: &str) -> impl Iterator<Item = String> {
    sql.lines()
        .skip_while(|line| !line.starts_with("COPY "))
        .skip(1)
        .take_while(|line| *line != "\\.")
        .filter_map(|line| line.split('\t').next())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::versions;

    #[test]
    fn versions_are_read_from_the_copy() {
        let sql = "SET x = 1;\nCOPY public.m (version, run_on) FROM stdin;\n0001\t2026\n0002\t2026\n\\.\n\n-- end\n";
        assert_eq!(versions(sql).collect::<Vec<_>>(), ["0001", "0002"]);
        assert_eq!(versions("-- nothing\n").count(), 0);
    }
}
