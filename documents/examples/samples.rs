//! Writes a sample of each document, and tells how long each took: `cargo run -p documents --example samples -- DIR`.

use std::{path::PathBuf, time::Instant};

use documents::{Kind, RenderRequest, render, sample};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    for round in 1..=3 {
        for kind in Kind::ALL {
            let request = RenderRequest::new(sample(kind));
            let begun = Instant::now();
            let pdf = render(&request)?;
            println!("{round} {:12} {:>5} ms {:>7} bytes", kind.name(), begun.elapsed().as_millis(), pdf.len());
            std::fs::write(folder.join(format!("{}.pdf", kind.name())), pdf)?;
        }
    }
    Ok(())
}
