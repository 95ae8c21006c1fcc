//! Workbooks of Excel: written to a temporary file, then handed out from it.

use std::{
    fs::File,
    io::{self, Read as _},
};

use futures_util::{StreamExt as _, stream};
use tokio::{
    sync::{Semaphore, mpsc},
    task::spawn_blocking,
};

use super::{
    Pieces,
    sheet::Sheets,
    table::{Exported, Reader, Row},
};
use crate::{Error, Result};

/// Workbooks that are written at the same time; others wait. Each takes a thread and some of the disk.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Bytes of a piece.
const PIECE: usize = 64 * 1024;

/// The file with the first rows and all others. Nothing comes before the last row was read: a workbook begins with the
/// sums of what is in it.
pub(super) fn pieces<E: Exported>(rows: Reader<E>, first: Vec<Row>) -> Pieces {
    let file = stream::once(build(rows, first));
    file.flat_map(|built| match built {
        Ok(file) => read(file),
        Err(error) => stream::once(async { Err(error) }).boxed(),
    })
    .boxed()
}

async fn build<E: Exported>(mut rows: Reader<E>, first: Vec<Row>) -> Result<File> {
    let _turn = TURNS.acquire().await.map_err(|closed| Error::Internal(closed.into()))?;
    let (sender, mut pages) = mpsc::channel::<Vec<Row>>(1);
    let writing = spawn_blocking(move || -> anyhow::Result<File> {
        let mut sheets = Sheets::new(E::NAME, E::COLUMNS)?;
        while let Some(page) = pages.blocking_recv() {
            sheets.add(page)?;
        }
        sheets.save()
    });
    let mut page = first;
    // Nobody receives any more: the writer says below why it stopped.
    while !page.is_empty() && sender.send(page).await.is_ok() {
        page = rows.next().await?;
    }
    drop(sender);
    let written = writing.await.map_err(anyhow::Error::from)?;
    Ok(written?)
}

fn read(file: File) -> Pieces {
    let pieces = stream::try_unfold(file, |mut file| async move {
        let piece = spawn_blocking(move || -> io::Result<Option<(Vec<u8>, File)>> {
            let mut piece = Vec::with_capacity(PIECE);
            let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece)?;
            Ok((read > 0).then_some((piece, file)))
        });
        let piece = piece.await.map_err(anyhow::Error::from)?;
        Ok(piece.map_err(anyhow::Error::from)?)
    });
    pieces.boxed()
}
