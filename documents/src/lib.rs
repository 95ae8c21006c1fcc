//! Documents that leave the firm: quotes, invoices and credit notes as PDF with Factur-X inside, from plain data.
//!
//! The crate stands apart because type-setting is heavy to compile: what changes often lives elsewhere. It knows no
//! database and computes no amount; the rules of money are in `domain`, and what a document says arrives complete.
