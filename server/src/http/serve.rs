//! Accepts connections until the server stops, then lets the requests in flight finish.

use std::{io, net::SocketAddr, pin::pin, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tower::ServiceExt;

use crm::shutdown::Shutdown;

/// How long the head of a request may take; also how long an idle connection is kept.
const HEAD: Duration = Duration::from_secs(20);

/// Bytes that the head of a request may have.
const HEAD_BYTES: usize = 64 * 1024;

/// How long requests in flight may take after the word to stop.
const GRACE: Duration = Duration::from_secs(30);

/// Serves until `shutdown` begins, then stops accepting and waits for the requests in flight (at most 30 s).
pub async fn serve(listener: TcpListener, router: Router, shutdown: Shutdown) {
    // Each connection holds a sender: when all are gone, all connections have ended.
    let (open, mut all_closed) = mpsc::channel::<()>(1);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let (router, shutdown, open) = (router.clone(), shutdown.clone(), open.clone());
                    tokio::spawn(async move {
                        connection(stream, peer, router, &shutdown).await;
                        drop(open);
                    });
                }
                Err(error) => pause_after(&error).await,
            },
            () = shutdown.wait() => break,
        }
    }
    drop(listener);
    drop(open);
    if tokio::time::timeout(GRACE, all_closed.recv()).await.is_err() {
        tracing::warn!("some requests did not finish within {} s and were cut off", GRACE.as_secs());
    }
}

/// A connection that broke before it was accepted does not matter; when the process has no file left for another one,
/// trying again at once would only burn time.
async fn pause_after(error: &io::Error) {
    let of_peer = matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionRefused
    );
    if !of_peer {
        tracing::error!(%error, "a connection cannot be accepted");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, shutdown: &Shutdown) {
    // Without it small answers wait for the acknowledgement of the previous one.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(HEAD).max_header_size(HEAD_BYTES);
    let mut connection = pin!(protocol.serve_connection(TokioIo::new(stream), service).with_upgrades());
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = shutdown.wait() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%peer, %error, "a connection ended early");
    }
}
