//! Conditions that the law wants to be written.

use serde::{Deserialize, Serialize};

/// What is sold, as electronic invoices have to tell since September 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperationNature {
    /// Goods.
    Goods,
    /// Services.
    #[default]
    Services,
    /// Both.
    Mixed,
}

/// Conditions, each a French sentence that is printed as it stands. Where one is absent, the law's default is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Until when to pay: `Paiement à 30 jours`.
    pub payment: Option<String>,
    /// Penalties for late payment (Code de commerce, art. L441-10; public bodies: Code de la commande publique,
    /// art. R2192-31).
    pub late_penalty: Option<String>,
    /// Recovery indemnity of 40 € (Code de commerce, art. D441-5).
    pub recovery_indemnity: Option<String>,
    /// Discount for early payment, or that there is none.
    pub early_payment_discount: Option<String>,
    /// Whether the firm pays VAT by its invoices, not by its receipts.
    pub vat_on_debits: bool,
    /// What is sold.
    pub nature: OperationNature,
}
