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

#[test]
fn the_room_on_a_page_is_the_firms() {
    let mut document = sample(Kind::Invoice);
    document.is_draft = true;
    let tried = |document: &documents::Document, wanted: &str| {
        let source = format!("#import \"/base.typ\": *\n#show: paper\n#layout(size => {{ {wanted} }})");
        render(&RenderRequest { document: document.clone(), template: Some(source) }).map(|pdf| pdf.len())
    };
    let near = |what: &str, mm: u32| format!("assert(calc.abs({what} - {mm}mm) < 0.01mm, message: repr({what}));");
    // 210 - 2 x 15 and 297 - 2 x 20.
    let usual = near("size.width", 180) + &near("size.height", 257);
    tried(&document, &usual).unwrap();
    document.appearance.geometry = documents::Geometry {
        margin_top: 30,
        margin_right: 20,
        margin_bottom: 45,
        margin_left: 50,
        header_height: 200,
        footer_height: 0,
    };
    let head = "assert(measure(width: size.width, masthead()).height >= 52mm);";
    tried(&document, &(near("size.width", 140) + &near("size.height", 222) + head)).unwrap();
    assert!(tried(&document, &usual).is_err());
    // 200 pixels are 52.9 millimetres, and the foot keeps its distance.
    document.appearance.geometry.footer_height = 200;
    tried(&document, "assert(size.height < 211mm);").unwrap();
    // What must stand on the page does.
    for (margin, height) in [(0, 0), (100, 200)] {
        document.appearance.geometry = documents::Geometry {
            margin_top: margin,
            margin_right: margin.min(80),
            margin_bottom: margin,
            margin_left: margin.min(80),
            header_height: height,
            footer_height: height,
        };
        render(&RenderRequest::new(document.clone())).unwrap();
    }
}

#[test]
fn a_logo_may_be_a_gif() {
    const GIF: &[u8] = &[
        0x47, 0x49, 0x46, 0x38, 0x37, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0,
        8, 4, 0, 1, 4, 4, 0, 0x3b,
    ];
    let mut document = sample(Kind::Invoice);
    document.appearance.logo = Some(GIF.to_vec());
    assert!(render(&RenderRequest::new(document)).is_ok());
}

#[test]
fn a_reminder_says_where_penalties_are_not_computed() {
    let mut document = sample(Kind::Reminder);
    let tried = |document: &documents::Document, wanted: &str| {
        let source = format!("#import \"/base.typ\": *\n#assert({wanted})");
        render(&RenderRequest { document: document.clone(), template: Some(source) }).map(|pdf| pdf.len())
    };
    tried(&document, "doc.reminder.accrual == none and doc.reminder.penalty_rate.starts-with(\"12,2\")").unwrap();
    document.reminder.as_mut().unwrap().penalty_rate = None;
    tried(&document, "doc.reminder.accrual.contains(\"majoré de 10 points\")").unwrap();
    document.buyer.is_public_body = true;
    tried(&document, "doc.reminder.accrual.contains(\"majoré de 8 points\")").unwrap();
    assert!(render(&RenderRequest::new(document)).is_ok());
}
