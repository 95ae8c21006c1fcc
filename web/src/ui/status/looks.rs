//! Every status of the product: one word, one shape, one tone, one meaning. Pages name them; nothing else makes one.

use super::StatusLook;
use crate::i18n::Words;
use crate::ui::icon::Glyph;

/// The statuses of one thing.
pub struct Family {
    /// What they are statuses of.
    pub name: Words,
    /// In the order in which it passes through them.
    pub looks: &'static [StatusLook],
}

/// Declares families: `NAME = tone, GLYPH, "French", "English";` with its meaning as a comment.
macro_rules! families {
    ($($(#[$about:meta])* $module:ident = $fr:literal, $en:literal {
        $($(#[$meaning:meta])* $NAME:ident = $tone:ident, $GLYPH:ident, $word_fr:literal, $word_en:literal;)+
    })+) => {
        $(
            $(#[$about])*
            pub mod $module {
                use super::{Family, Glyph, StatusLook, Words};

                $(
                    $(#[$meaning])*
                    pub const $NAME: StatusLook = StatusLook {
                        tone: stringify!($tone),
                        glyph: Glyph::$GLYPH,
                        word: Words { fr: $word_fr, en: $word_en },
                    };
                )+

                /// All of them.
                pub const FAMILY: Family = Family { name: Words { fr: $fr, en: $en }, looks: &[$($NAME),+] };
            }
        )+

        /// Every family.
        pub const FAMILIES: &[Family] = &[$($module::FAMILY),+];
    };
}

families! {
    /// Of a task.
    task = "Tâche", "Task" {
        /// `todo`
        TODO = neutral, CIRCLE, "À faire", "To do";
        /// `in_progress`
        IN_PROGRESS = progress, CONTRAST, "En cours", "In progress";
        /// `completed`
        COMPLETED = positive, CIRCLE_CHECK_BIG, "Terminée", "Done";
        /// `cancelled`
        CANCELLED = neutral, CIRCLE_SLASH, "Annulée", "Cancelled";
        /// Open, and due before today.
        OVERDUE = critical, TRIANGLE_ALERT, "En retard", "Overdue";
        /// Open, and due within three days.
        DUE_SOON = warning, CLOCK, "Bientôt due", "Due soon";
    }
    /// Of a quote.
    quote = "Devis", "Quote" {
        /// `draft`: the customer has not seen it.
        DRAFT = neutral, CIRCLE_DASHED, "Brouillon", "Draft";
        /// `sent`: an answer is awaited.
        SENT = info, CIRCLE_ARROW_RIGHT, "Envoyé", "Sent";
        /// `accepted`: to be invoiced.
        ACCEPTED = positive, CIRCLE_CHECK, "Accepté", "Accepted";
        /// `ordered`: the purchase order has come.
        ORDERED = positive, PACKAGE_CHECK, "Commandé", "Ordered";
        /// `rejected`: over.
        REJECTED = neutral, CIRCLE_X, "Refusé", "Declined";
        /// `expired`: can be renewed.
        EXPIRED = warning, CLOCK, "Expiré", "Expired";
        /// `cancelled`
        CANCELLED = neutral, CIRCLE_SLASH, "Annulé", "Cancelled";
        /// Digiforma's `converted`, or an invoice exists.
        INVOICED = positive, CIRCLE_CHECK_BIG, "Facturé", "Invoiced";
    }
    /// Of an invoice.
    invoice = "Facture", "Invoice" {
        /// `draft`: no number yet, free to edit or delete.
        DRAFT = neutral, CIRCLE_DASHED, "Brouillon", "Draft";
        /// Numbered and sealed, not yet sent to the customer.
        ISSUED = info, STAMP, "Émise", "Issued";
        /// `sent`: nothing paid, not yet due.
        SENT = info, CIRCLE_ARROW_RIGHT, "Envoyée", "Sent";
        /// `partially_paid`
        PARTIALLY_PAID = progress, CONTRAST, "Payée en partie", "Partly paid";
        /// `paid`: confirmed payments cover the total.
        PAID = positive, CIRCLE_CHECK_BIG, "Payée", "Paid";
        /// `overdue`: the due date has passed, nothing is paid.
        OVERDUE = critical, TRIANGLE_ALERT, "En retard", "Overdue";
        /// `cancelled`: by a credit note, if it was issued.
        CANCELLED = neutral, CIRCLE_SLASH, "Annulée", "Cancelled";
    }
    /// Of a credit note.
    credit_note = "Avoir", "Credit note" {
        /// `draft`: no number yet, free to edit or delete.
        DRAFT = neutral, CIRCLE_DASHED, "Brouillon", "Draft";
        /// Numbered and sealed, not yet sent to the customer.
        ISSUED = info, STAMP, "Émis", "Issued";
        /// `sent`: it was mailed.
        SENT = info, CIRCLE_ARROW_RIGHT, "Envoyé", "Sent";
        /// `partially_paid`: some of it was refunded.
        PARTLY_REFUNDED = progress, CONTRAST, "Remboursé en partie", "Partly refunded";
        /// `paid`: all that was due to the client was refunded.
        REFUNDED = positive, CIRCLE_CHECK_BIG, "Remboursé", "Refunded";
    }
    /// Of a payment.
    payment = "Paiement", "Payment" {
        /// `pending`
        PENDING = warning, CLOCK, "À confirmer", "To confirm";
        /// `confirmed`
        CONFIRMED = positive, CIRCLE_CHECK_BIG, "Encaissé", "Received";
        /// `failed`
        FAILED = critical, CIRCLE_X, "Rejeté par la banque", "Bounced";
        /// `cancelled`
        CANCELLED = neutral, CIRCLE_SLASH, "Annulé", "Cancelled";
    }
    /// Of an item of the catalog.
    item = "Article du catalogue", "Item of the catalogue" {
        /// It is offered for quotes and invoices.
        ON_SALE = positive, CIRCLE_CHECK, "En vente", "On sale";
        /// It is no longer offered; documents keep it.
        WITHDRAWN = neutral, CIRCLE_MINUS, "Retiré", "Withdrawn";
    }
    /// Of an exchange with Digiforma.
    sync = "Synchronisation", "Synchronisation" {
        /// `pending`
        PENDING = neutral, CLOCK, "En attente", "Queued";
        /// `in_progress`
        IN_PROGRESS = progress, LOADER_CIRCLE, "En cours", "Running";
        /// `success`
        SUCCESS = positive, CIRCLE_CHECK, "Réussie", "Succeeded";
        /// `partial`: some rows failed; they are listed.
        PARTIAL = warning, TRIANGLE_ALERT, "Réussie en partie", "Partial";
        /// `error`: it broke off; what was read before stays.
        ERROR = critical, CIRCLE_X, "Échouée", "Failed";
        /// `cancelled`: a person stopped it.
        CANCELLED = neutral, CIRCLE_SLASH, "Arrêtée", "Stopped";
    }
    /// Of the link between an institution and a company of Digiforma.
    matching = "Rapprochement Digiforma", "Digiforma match" {
        /// Found by the program.
        AUTOMATIC = positive, LINK, "Liée automatiquement", "Linked automatically";
        /// Made by a person.
        MANUAL = info, LINK, "Liée à la main", "Linked by hand";
        /// A likely one: a score of 70 to 84.
        TO_CONFIRM = warning, CLOCK, "À confirmer", "To confirm";
        /// None.
        NONE = neutral, UNLINK, "Sans correspondance", "No match";
    }
    /// Of an institution, as a customer.
    commercial = "Statut commercial", "Commercial status" {
        /// `prospect`
        PROSPECT = neutral, CIRCLE, "Prospect", "Prospect";
        /// `client`
        CLIENT = info, CIRCLE_CHECK, "Client", "Client";
    }
    /// Of an institution, in its audits.
    compliance = "Conformité", "Compliance" {
        /// `compliant`
        COMPLIANT = positive, CIRCLE_CHECK, "Conforme", "Compliant";
        /// `pending_review`
        PENDING_REVIEW = warning, CLOCK, "À examiner", "To review";
        /// `non_compliant`
        NON_COMPLIANT = critical, TRIANGLE_ALERT, "Non conforme", "Not compliant";
        /// `expired`
        EXPIRED = critical, CLOCK, "Échue", "Expired";
    }
    /// Of a webhook.
    webhook = "Webhook", "Webhook" {
        /// It is told of events.
        ACTIVE = positive, CIRCLE_CHECK, "Actif", "Active";
        /// A person stopped it.
        PAUSED = neutral, CIRCLE_MINUS, "En pause", "Paused";
        /// It failed too often.
        DISABLED = critical, CIRCLE_X, "Désactivé après échecs", "Disabled after failures";
    }
    /// Of an event on its way to a webhook.
    delivery = "Envoi de webhook", "Webhook delivery" {
        /// Not tried yet.
        QUEUED = neutral, CLOCK, "En file", "Queued";
        /// The other side has it.
        DELIVERED = positive, CIRCLE_CHECK, "Livré", "Delivered";
        /// It failed and will be tried again.
        RETRYING = warning, REFRESH_CW, "Nouvel essai prévu", "Retry planned";
        /// Every try failed.
        ABANDONED = critical, CIRCLE_X, "Abandonné", "Given up";
    }
    /// Of a person's account.
    account = "Compte", "Account" {
        /// No password has been chosen yet.
        INVITED = info, MAIL, "Invité", "Invited";
        /// The person can sign in.
        ACTIVE = positive, CIRCLE_CHECK, "Actif", "Active";
        /// The person cannot sign in.
        DEACTIVATED = neutral, CIRCLE_SLASH, "Désactivé", "Deactivated";
    }
    /// Of a task, how much it presses; never a badge.
    priority = "Priorité", "Priority" {
        /// `low`
        LOW = neutral, SIGNAL_LOW, "Basse", "Low";
        /// `medium`
        MEDIUM = neutral, SIGNAL_MEDIUM, "Moyenne", "Medium";
        /// `high`
        HIGH = neutral, SIGNAL_HIGH, "Haute", "High";
        /// `urgent`
        URGENT = critical, OCTAGON_ALERT, "Urgente", "Urgent";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_meaning_within_its_family() {
        for family in FAMILIES {
            let mut words: Vec<&str> = family.looks.iter().flat_map(|look| [look.word.fr, look.word.en]).collect();
            let all = words.len();
            words.sort_unstable();
            words.dedup();
            // A word that is the same in both languages counts once.
            let same = family.looks.iter().filter(|look| look.word.fr == look.word.en).count();
            assert_eq!(words.len() + same, all, "{}", family.name.en);
        }
    }

    #[test]
    fn no_two_statuses_of_a_family_look_alike() {
        for family in FAMILIES {
            for (index, look) in family.looks.iter().enumerate() {
                let twin =
                    family.looks[..index].iter().find(|other| other.glyph == look.glyph && other.tone == look.tone);
                assert!(twin.is_none(), "{}: {}", family.name.en, look.word.en);
            }
        }
    }
}
