//! Queries drawn at random from the schema that both sides have.

use std::fmt::Write as _;

/// A field of a type: its name, the arguments to choose from, the type below.
type Field = (&'static str, &'static [&'static str], Option<&'static str>);

const PAGES: &[&str] = &["", "(first: 2)", "(first: 0)", "(first: $first, after: \"c1\")", "(after: \"c0\", first: 9)"];
const JOB_PAGES: &[&str] = &["", "(first: 1, status: TODO)", "(first: $first)", "(status: CANCELLED, after: \"c0\")"];

/// The schema: type, fields, type conditions that may stand in a fragment on it.
const TYPES: &[(&str, &[Field], &[&str])] = &[
    (
        "Query",
        &[
            ("clinic", &["(n: 0)", "(n: 2)", "(n: 99)"], Some("Clinic")),
            ("allClinics", &[""], Some("Clinic")),
            ("clinics", PAGES, Some("ClinicConnection")),
            ("node", &["(kind: 1, n: 1)", "(kind: 2, n: 3)", "(kind: 3, n: 4)", "(kind: 3, n: 400)"], Some("Node")),
            ("search", &[""], Some("Found")),
        ],
        &["Query"],
    ),
    (
        "Clinic",
        &[
            ("id", &[""], None),
            ("name", &[""], None),
            ("type", &[""], None),
            ("beds", &[""], None),
            ("rating", &[""], None),
            ("openedAt", &[""], None),
            ("tags", &[""], None),
            ("budget", &[""], None),
            ("label", &[""], None),
            ("isMine", &[""], None),
            ("scaled", &["(by: 2)", "(by: -7)"], None),
            ("address", &[""], Some("Address")),
            ("owner", &[""], Some("Person")),
            ("profile", &[""], Some("Profile")),
            ("jobs", &["", "(status: TODO)", "(status: $status)"], Some("Job")),
            ("jobPages", JOB_PAGES, Some("JobConnection")),
        ],
        &["Clinic", "Node"],
    ),
    ("Person", &[("id", &[""], None), ("name", &[""], None), ("nickname", &[""], None)], &["Person", "Node"]),
    ("Address", &[("street", &[""], None), ("city", &[""], None)], &["Address"]),
    ("Profile", &[("id", &[""], None), ("rooms", &[""], None)], &["Profile"]),
    (
        "Job",
        &[
            ("id", &[""], None),
            ("title", &[""], None),
            ("status", &[""], None),
            ("clinic", &[""], Some("Clinic")),
            ("assignee", &[""], Some("Person")),
        ],
        &["Job", "Node"],
    ),
    ("Node", &[("id", &[""], None)], &["Node", "Clinic", "Job", "Person"]),
    ("Found", &[], &["Person", "Job", "Node"]),
    ("ClinicConnection", CONNECTION_OF_CLINICS, &["ClinicConnection"]),
    ("JobConnection", CONNECTION_OF_JOBS, &["JobConnection"]),
    ("ClinicEdge", &[("node", &[""], Some("Clinic")), ("cursor", &[""], None)], &["ClinicEdge"]),
    ("JobEdge", &[("node", &[""], Some("Job")), ("cursor", &[""], None)], &["JobEdge"]),
    (
        "PageInfo",
        &[
            ("hasNextPage", &[""], None),
            ("hasPreviousPage", &[""], None),
            ("startCursor", &[""], None),
            ("endCursor", &[""], None),
        ],
        &["PageInfo"],
    ),
];

const CONNECTION_OF_CLINICS: &[Field] = &[
    ("nodes", &[""], Some("Clinic")),
    ("edges", &[""], Some("ClinicEdge")),
    ("pageInfo", &[""], Some("PageInfo")),
    ("totalCount", &[""], None),
];
const CONNECTION_OF_JOBS: &[Field] = &[
    ("nodes", &[""], Some("Job")),
    ("edges", &[""], Some("JobEdge")),
    ("pageInfo", &[""], Some("PageInfo")),
    ("totalCount", &[""], None),
];

/// Writes a query from a sequence of choices.
pub struct Writer<'a> {
    choices: std::slice::Iter<'a, u16>,
    aliases: usize,
    fragments: String,
    fragment_count: usize,
}

impl<'a> Writer<'a> {
    pub fn query(choices: &'a [u16]) -> String {
        let mut writer = Self { choices: choices.iter(), aliases: 0, fragments: String::new(), fragment_count: 0 };
        let selection = writer.selection("Query", 0);
        let variables = "$first: Int = 2, $status: TaskStatus, $yes: Boolean!, $no: Boolean = false";
        // A field that uses each variable keeps the document valid whatever was drawn.
        let uses = "used: clinic(n: 1) { a: id @include(if: $yes) b: id @skip(if: $no) \
                    c: jobs(status: $status) { __typename } d: jobPages(first: $first) { __typename } }";
        format!("query Drawn({variables}) {{ {uses} {selection} }}{}", writer.fragments)
    }

    fn choose(&mut self, of: usize) -> usize {
        usize::from(*self.choices.next().unwrap_or(&0)) % of
    }

    fn selection(&mut self, on: &str, depth: usize) -> String {
        let (_, fields, conditions) = TYPES.iter().find(|(name, ..)| *name == on).unwrap();
        // Something that no condition takes away: to async-graphql an object without fields is null.
        let mut text = "__typename".to_owned();
        for _ in 0..=self.choose(4) {
            let condition = ["", "", " @include(if: $yes)", " @skip(if: $yes)", " @skip(if: $no)"][self.choose(5)];
            match self.choose(8) {
                0 if depth < 6 => {
                    let on = conditions[self.choose(conditions.len())];
                    let below = self.selection(on, depth + 1);
                    write!(text, " ... on {on}{condition} {{ {below} }}").unwrap();
                }
                1 if depth < 6 => {
                    let on = conditions[self.choose(conditions.len())];
                    let below = self.selection(on, depth + 1);
                    self.fragment_count += 1;
                    let n = self.fragment_count;
                    write!(self.fragments, " fragment F{n} on {on} {{ {below} }}").unwrap();
                    write!(text, " ...F{n}{condition}").unwrap();
                }
                2 => write!(text, " __typename{condition}").unwrap(),
                _ if fields.is_empty() => write!(text, " __typename").unwrap(),
                _ => {
                    let (name, arguments, below) = fields[self.choose(fields.len())];
                    if below.is_some() && depth >= 6 {
                        continue;
                    }
                    let arguments = arguments[self.choose(arguments.len())];
                    // The same key with other arguments would be a conflict: only plain fields go without an alias.
                    let plain = arguments.is_empty() && self.choose(3) > 0;
                    self.aliases += 1;
                    let alias = if plain { String::new() } else { format!("a{}: ", self.aliases) };
                    write!(text, " {alias}{name}{arguments}{condition}").unwrap();
                    if let Some(below) = below {
                        let below = self.selection(below, depth + 1);
                        write!(text, " {{ {below} }}").unwrap();
                    }
                }
            }
        }
        text
    }
}
