//! What templates can and cannot do.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where something is not as it should be")]

mod support;

use documents::{Kind, RenderProblem, RenderRequest, TemplateProblem, render, sample, template_source, variables};

fn with(source: &str) -> Result<Vec<u8>, RenderProblem> {
    render(&RenderRequest { document: sample(Kind::Quote), template: Some(source.to_owned()) })
}

fn mistakes(source: &str) -> Vec<TemplateProblem> {
    match with(source) {
        Err(RenderProblem::Template(problems)) => problems,
        other => panic!("{source} is right: {:?}", other.map(|pdf| pdf.len())),
    }
}

#[test]
fn a_template_reaches_nothing_outside() {
    for source in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../../etc/passwd\")",
        "#read(\"/proc/self/environ\")",
        "#include \"/etc/hosts\"",
        "#image(\"/etc/logo.png\")",
        "#json(\"/other.json\")",
        "#import \"@preview/cetz:0.3.4\": *",
        "#import \"@local/any:1.0.0\": *",
        "#plugin(\"/any.wasm\")",
        "#bibliography(\"works.bib\")",
        "#image(\"https://example.com/logo.png\")",
        "#read(\"/logo\", encoding: none)",
    ] {
        let problems = mistakes(source);
        assert!(problems.iter().any(|problem| problem.line == 1), "{source}: {problems:?}");
    }
}

#[test]
fn mistakes_have_their_place() {
    let problems = mistakes("Bonjour\n\n  #let x = \n");
    assert_eq!((problems[0].line, problems[0].column), (3, 11), "{problems:?}");
    let problems = mistakes("#import \"/base.typ\": *\n#doc.nothing");
    assert_eq!((problems[0].line, problems[0].column), (2, 6), "{problems:?}");
    assert!(problems[0].message.contains("nothing"), "{problems:?}");
    // The mistake shows inside the house's part; the place is the call.
    let problems = mistakes("#import \"/base.typ\": *\né #prose(12)");
    assert_eq!(problems[0].line, 2, "{problems:?}");
    let problems = mistakes("#while true { }");
    assert_eq!(problems[0].line, 1, "{problems:?}");
}

#[test]
fn every_variable_can_be_printed() {
    let lists = |path: &str| path.contains("[]");
    for variable in variables().iter().filter(|variable| !lists(variable.path)) {
        for kind in Kind::ALL {
            let source = format!(
                "#import \"/base.typ\": *\n#if doc.reminder != none or {} [#repr({})]",
                !variable.path.starts_with("doc.reminder"),
                variable.path
            );
            let request = RenderRequest { document: sample(kind), template: Some(source) };
            assert!(render(&request).is_ok(), "{} of {}", variable.path, kind.name());
        }
    }
}

#[test]
fn the_built_in_templates_take_any_document() {
    for kind in Kind::ALL {
        for is_draft in [false, true] {
            let mut document = sample(kind);
            document.is_draft = is_draft;
            assert!(render(&RenderRequest::new(document)).is_ok(), "{}", kind.name());
        }
        let source = template_source(kind);
        assert!(source.starts_with("#import \"/base.typ\": *"), "{}", kind.name());
    }
    // Nothing but what must be there.
    let full = sample(Kind::Quote);
    let bare = documents::Document {
        number: None,
        title: None,
        description: None,
        note: None,
        valid_until: None,
        seller: documents::Seller { legal_name: "A".to_owned(), ..documents::Seller::default() },
        buyer: documents::Buyer::default(),
        references: documents::References::default(),
        lines: Vec::new(),
        vat_groups: Vec::new(),
        totals: documents::Totals::default(),
        terms: documents::Terms::default(),
        ..full
    };
    assert!(render(&RenderRequest::new(bare)).is_ok());
}

#[test]
fn logos_are_pictures() {
    const PNG: &[u8] = &[
        137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 31, 21,
        196, 137, 0, 0, 0, 13, 73, 68, 65, 84, 120, 156, 99, 248, 207, 192, 240, 31, 0, 5, 0, 1, 255, 137, 153, 61, 29,
        0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
    ];
    let with_logo = |logo: &[u8]| {
        let mut document = sample(Kind::Quote);
        document.appearance.logo = Some(logo.to_vec());
        render(&RenderRequest::new(document))
    };
    assert!(with_logo(PNG).is_ok());
    assert!(with_logo(support::LOGO).is_ok());
    assert!(matches!(with_logo(b"<html>"), Err(RenderProblem::Template(_))));
    assert!(matches!(with_logo(&PNG[..40]), Err(RenderProblem::Template(_))));
    // Pictures inside pictures would be files.
    let linked = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="/etc/passwd" width="9" height="9"/></svg>"##;
    let _either = with_logo(linked);
}

#[test]
fn colours_and_words_of_the_firm_are_taken() {
    let mut document = sample(Kind::Invoice);
    document.appearance.primary_color = Some("#7a1f5c".to_owned());
    document.appearance.secondary_color = Some("nonsense".to_owned());
    document.appearance.logo = Some(support::LOGO.to_vec());
    document.appearance.conditions = Some("Article 1\nArticle 2".to_owned());
    for position in [documents::LogoPosition::Left, documents::LogoPosition::Center, documents::LogoPosition::Right] {
        document.appearance.logo_position = position;
        assert!(render(&RenderRequest::new(document.clone())).is_ok());
    }
}
