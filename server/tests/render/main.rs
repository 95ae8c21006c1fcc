//! Documents are rendered in processes that may fail without harm.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where something is not as it should be")]

use std::time::{Duration, Instant};

use crm::render::{Renderer, Settings};
use documents::{Kind, RenderProblem, RenderRequest, sample};

/// Never ends, and needs no memory for it.
const LOOP: &str = "#for a in range(30000) { for b in range(30000) { let c = calc.sin(b) } }";

/// 40 GB of text.
const HOG: &str = "#let text = \"0123456789\" * 4000000000";

fn settings() -> Settings {
    Settings { program: env!("CARGO_BIN_EXE_medical-crm").into(), ..Settings::default() }
}

fn with(template: &str) -> RenderRequest {
    RenderRequest { document: sample(Kind::Quote), template: Some(template.to_owned()) }
}

#[tokio::test]
async fn documents_come_from_another_process() {
    let renderer = Renderer::new(settings());
    for kind in Kind::ALL {
        let pdf = renderer.render(&RenderRequest::new(sample(kind))).await.unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"), "{}", kind.name());
        assert_eq!(pdf, documents::render(&RenderRequest::new(sample(kind))).unwrap(), "{}", kind.name());
    }
    assert_eq!(renderer.idle_workers(), 1);
}

#[tokio::test]
async fn mistakes_of_templates_and_documents_are_told() {
    let renderer = Renderer::new(settings());
    match renderer.render(&with("Bonjour\n#nothing")).await {
        Err(RenderProblem::Template(problems)) => assert_eq!((problems[0].line, problems[0].column), (2, 2)),
        other => panic!("{other:?}"),
    }
    let mut document = sample(Kind::Invoice);
    document.seller.siren.clear();
    match renderer.render(&RenderRequest::new(document)).await {
        Err(RenderProblem::Invalid(rules)) => assert!(rules.iter().any(|rule| rule.rule == "BR-FR-10"), "{rules:?}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(renderer.idle_workers(), 1, "the process goes on");
}

#[tokio::test]
async fn a_template_that_never_ends_is_stopped() {
    let renderer = Renderer::new(Settings { cpu: Duration::from_secs(1), ..settings() });
    let begun = Instant::now();
    assert_eq!(renderer.render(&with(LOOP)).await, Err(RenderProblem::TooSlow));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert!(renderer.render(&with("Bonjour")).await.is_ok(), "the next document is not concerned");
}

#[tokio::test]
async fn the_deadline_holds_whatever_the_processor_does() {
    let renderer = Renderer::new(Settings { deadline: Duration::from_secs(2), ..settings() });
    assert_eq!(renderer.render(&with(LOOP)).await, Err(RenderProblem::TooSlow));
    assert_eq!(renderer.idle_workers(), 0);
}

#[tokio::test]
async fn a_template_that_eats_memory_is_stopped() {
    let renderer = Renderer::new(settings());
    for template in [HOG, "#range(2000000000)", "#let grow(a) = grow(a + a)\n#grow((\"0123456789\",) * 1000)"] {
        assert_eq!(renderer.render(&with(template)).await, Err(RenderProblem::TooLarge), "{template}");
    }
    assert!(renderer.render(&with("Bonjour")).await.is_ok(), "the next document is not concerned");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_share_two_processes() {
    let renderer = Renderer::new(settings());
    let jobs: Vec<_> = (0..6)
        .map(|_| {
            let renderer = renderer.clone();
            tokio::spawn(async move { renderer.render(&RenderRequest::new(sample(Kind::Deposit))).await })
        })
        .collect();
    for job in jobs {
        assert!(job.await.unwrap().is_ok());
    }
    assert!((1..=2).contains(&renderer.idle_workers()), "{}", renderer.idle_workers());
}

#[tokio::test]
async fn processes_without_work_end() {
    let renderer = Renderer::new(Settings { idle: Duration::from_millis(300), ..settings() });
    assert!(renderer.render(&with("Bonjour")).await.is_ok());
    assert_eq!(renderer.idle_workers(), 1);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(renderer.idle_workers(), 0);
    assert!(renderer.render(&with("Bonjour")).await.is_ok());
}

#[tokio::test]
async fn processes_are_replaced_after_a_while() {
    let renderer = Renderer::new(Settings { documents: 1, ..settings() });
    for _ in 0..2 {
        assert!(renderer.render(&with("Bonjour")).await.is_ok());
        assert_eq!(renderer.idle_workers(), 0);
    }
}

#[tokio::test]
async fn what_cannot_be_started_is_told() {
    for program in ["/nothing/here", "/bin/false"] {
        let renderer = Renderer::new(Settings { program: program.into(), ..settings() });
        let answer = renderer.render(&with("Bonjour")).await;
        assert!(matches!(answer, Err(RenderProblem::Unavailable(_))), "{program}: {answer:?}");
    }
}
