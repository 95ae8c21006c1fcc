//! A database of its own for each test, spoken to without Diesel, for the names of the constraints that refuse.

use db::testing::TestDatabase;
use futures_util::stream::{self, Stream, StreamExt};
use tokio_postgres::{AsyncMessage, Client, NoTls, Notification};

/// A migrated database that ends with this value.
pub(crate) struct Database(TestDatabase);

impl Database {
    /// An empty one.
    pub(crate) async fn new() -> Self {
        Self(TestDatabase::new().await)
    }

    /// One that holds the rows of `fixture.sql`.
    pub(crate) async fn with_fixture() -> Self {
        let database = Self::new().await;
        database.connect().await.batch_execute(include_str!("fixture.sql")).await.unwrap();
        database
    }

    pub(crate) fn url(&self) -> &str {
        self.0.url()
    }

    /// A session of its own.
    pub(crate) async fn connect(&self) -> Client {
        let (client, connection) = tokio_postgres::connect(self.url(), NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }

    /// A session and the notices that reach it.
    pub(crate) async fn listen(&self) -> (Client, impl Stream<Item = Notification> + Unpin) {
        let (client, mut connection) = tokio_postgres::connect(self.url(), NoTls).await.unwrap();
        let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut messages = stream::poll_fn(move |context| connection.poll_message(context));
            while let Some(Ok(message)) = messages.next().await {
                if let AsyncMessage::Notification(notice) = message
                    && sender.send(notice).is_err()
                {
                    break;
                }
            }
        });
        let notices =
            stream::unfold(receiver, async |mut receiver| receiver.recv().await.map(|notice| (notice, receiver)));
        (client, Box::pin(notices))
    }
}
