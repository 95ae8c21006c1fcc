//! The Digiforma of `serve --demo`: a stand-in inside of the server, connected and read at the first start.

use std::net::Ipv4Addr;

use db::schema::{digiforma_settings, digiforma_syncs};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use digiforma::stand_in::{PATH, StandIn};
use domain::{DigiformaSyncMode, DigiformaSyncType};
use tokio::net::TcpListener;

use super::Failure;
use crate::demo;
use crm::{
    App, Error,
    operations::{
        billing::calendar::day_of,
        digiforma::{
            connection::{self, Connection, DEMO_URL},
            sync,
        },
    },
};

/// Serves the stand-in and connects to it, unless a person has set up another connection. The first time, it is read.
///
/// # Errors
/// When no port is free, or the database cannot be written.
pub async fn connect(app: &App) -> Result<(), Failure> {
    let mut conn = app.db().await?;
    let settings = connection::find(&mut conn).await?;
    let is_ours = settings.values.api_url == DEMO_URL;
    if !is_ours && (settings.version > 1 || connection::is_configured(app, &settings)) {
        return Ok(());
    }
    // The account stays as it was on the day on which the company was made: a second start brings nothing new.
    let fixture = demo::account(day_of(settings.created_at))?;
    let token = uuid::Uuid::new_v4().simple().to_string();
    let stand_in = StandIn::new(fixture, &token)
        .map_err(|error| Failure::Failed(format!("The Digiforma of the demo cannot be made: {error}.")))?;
    let failed = |error: std::io::Error| Failure::Failed(format!("The Digiforma of the demo has no port: {error}."));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    // Only the first call counts; there is one.
    let _ = app.demo_upstream.set(Connection { url: format!("http://{address}{PATH}"), token });
    tokio::spawn(serve(app.clone(), stand_in, listener));
    if !is_ours {
        let sealed = app.auth.vault.seal(connection::place(settings.id), "demo")?;
        diesel::update(digiforma_settings::table.find(settings.id))
            .set((
                digiforma_settings::api_url.eq(DEMO_URL),
                digiforma_settings::bearer_token_sealed.eq(Some(sealed)),
                digiforma_settings::is_enabled.eq(true),
            ))
            .execute(&mut conn)
            .await
            .map_err(Error::from)?;
    }
    let was_read: bool = diesel::select(diesel::dsl::exists(digiforma_syncs::table.select(digiforma_syncs::id)))
        .get_result(&mut conn)
        .await
        .map_err(Error::from)?;
    drop(conn);
    if was_read {
        return Ok(());
    }
    match sync::start_unattended(app, "cli", DigiformaSyncMode::Initial, DigiformaSyncType::Auto, true).await {
        // Another server of the same demo was quicker.
        Ok(_) | Err(Error::Invalid(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

async fn serve(app: App, stand_in: StandIn, listener: TcpListener) {
    tokio::select! {
        served = stand_in.serve(listener) => {
            if let Err(error) = served {
                tracing::warn!(%error, "the Digiforma of the demo failed");
            }
        }
        () = app.shutdown.wait() => {}
    }
}
