//! Digiforma, the training software: the connection and its readings, the matching of its companies with institutions,
//! and what one institution has there.

pub mod institution_tab;
pub mod matching;
pub mod settings;

use domain::Permission;
use sycamore::prelude::*;

use crate::api::live;
use crate::app::App;

/// Calls `callback` whenever a reading of Digiforma goes on, for the life of the current scope. Who may not follow
/// readings is not told.
pub fn follow_syncs(app: App, callback: impl Fn() + 'static) {
    if untrack(|| app.session.can(Permission::ViewInstitutionAnalytics)) {
        live::on_change(&["digiforma_sync"], callback);
    }
}
