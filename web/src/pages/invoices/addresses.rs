//! Addresses that an invoice names where they are not its institution's: where the work was done, and where it is sent.

use std::rc::Rc;

use sycamore::prelude::*;

use crate::api::documents::invoice::InvoiceSheetAddress as Address;
use crate::i18n::Words;
use crate::i18n::text::{institution_form as labels, invoices as t};
use crate::pages::checks::{self, is_france};
use crate::ui::field::FieldState;
use crate::ui::form::{Compound, Control};
use crate::ui::message::Message;
use crate::ui::text_field::TextField;

/// An address as the operation of a module takes it; null where none is typed.
macro_rules! address_input {
    ($module:ident, $fields:expr) => {
        $fields.typed().map(|typed| $module::AddressInput {
            street: typed.street,
            city: typed.city,
            state: typed.state,
            zip_code: typed.zip_code,
            country: typed.country,
        })
    };
}
pub(super) use address_input;

/// What the fields hold before anything is typed.
fn blank() -> Address {
    let nothing = String::new;
    Address { street: nothing(), zip_code: nothing(), city: nothing(), state: nothing(), country: "France".to_owned() }
}

/// As it is written on a letter.
#[must_use]
pub fn lines(address: &Address) -> Vec<String> {
    let town = format!("{} {}", address.zip_code, address.city);
    let lines = [&address.street, &town, &address.state, &address.country];
    lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The fields of an address that may be left out as a whole.
#[derive(Clone, Copy)]
pub struct AddressFields {
    street: FieldState,
    zip_code: FieldState,
    city: FieldState,
    state: FieldState,
    country: FieldState,
}

impl AddressFields {
    /// The fields of the address that an invoice names, if it names one.
    #[must_use]
    pub fn new(kept: Option<&Address>) -> Self {
        let Address { street, zip_code, city, state, country } = kept.cloned().unwrap_or_else(blank);
        let fields = Self {
            street: FieldState::free(&street),
            zip_code: FieldState::free(&zip_code),
            city: FieldState::free(&city),
            state: FieldState::new(&state, checks::at_most(255)),
            country: FieldState::free(&country),
        };
        let france = move |text: &str| checks::post_code(text, &fields.country.text());
        Self {
            street: fields.street.also(fields.unless_blank(checks::required(255))),
            zip_code: fields.zip_code.also(fields.unless_blank(france)),
            city: fields.city.also(fields.unless_blank(checks::required(255))),
            country: fields.country.also(fields.unless_blank(checks::required(100))),
            ..fields
        }
    }

    /// A check that does not ask for anything while there is no address.
    fn unless_blank(self, check: impl Fn(&str) -> Option<Message> + 'static) -> impl Fn(&str) -> Option<Message> {
        move |text| untrack(|| if self.is_blank() { None } else { check(text) })
    }

    /// Whether no address is typed: the country alone is none. Tracked.
    #[must_use]
    pub fn is_blank(self) -> bool {
        let typed = [self.street, self.zip_code, self.city, self.state].map(|field| !field.text().is_empty());
        !typed.contains(&true) && is_france(&self.country.text())
    }

    /// The address, if one is typed; tracked.
    #[must_use]
    pub fn typed(self) -> Option<Address> {
        (!self.is_blank()).then(|| Address {
            street: self.street.text(),
            zip_code: self.zip_code.text(),
            city: self.city.text(),
            state: self.state.text(),
            country: self.country.text(),
        })
    }

    /// As a control of a form: an address is compared and taken over as a whole.
    #[must_use]
    pub fn control(self) -> Control {
        Control::Compound(create_signal(Rc::new(self) as Rc<dyn Compound>))
    }

    /// Whether something in it is wrong; tracked.
    fn is_wrong(self) -> bool {
        self.fields().into_iter().any(|field| field.problem.with(Option::is_some))
    }
}

fn read(text: &str) -> Option<Address> {
    let [street, zip_code, city, state, country]: [String; 5] = serde_json::from_str(text).ok()?;
    Some(Address { street, zip_code, city, state, country })
}

impl Compound for AddressFields {
    fn text(&self) -> String {
        let Some(Address { street, zip_code, city, state, country }) = self.typed() else { return String::new() };
        serde_json::to_string(&[street, zip_code, city, state, country]).unwrap_or_default()
    }

    fn set(&self, text: &str) {
        let Address { street, zip_code, city, state, country } = read(text).unwrap_or_else(blank);
        for (field, value) in self.fields().into_iter().zip([street, zip_code, city, state, country]) {
            field.value.set(value);
        }
    }

    fn words(&self, text: &str) -> String {
        read(text).map_or_else(|| t::ADDRESS_OF_INSTITUTION.now().to_owned(), |address| lines(&address).join(", "))
    }

    fn fields(&self) -> Vec<FieldState> {
        vec![self.street, self.zip_code, self.city, self.state, self.country]
    }

    fn field(&self, path: &str) -> Option<FieldState> {
        match path {
            "" | "street" => Some(self.street),
            "zipCode" => Some(self.zip_code),
            "city" => Some(self.city),
            "state" => Some(self.state),
            "country" => Some(self.country),
            _ => None,
        }
    }
}

/// Both addresses, folded while there are none.
#[component(inline_props)]
pub fn OtherAddresses(delivery: AddressFields, billing: AddressFields) -> View {
    let open = create_signal(untrack(|| !delivery.is_blank() || !billing.is_blank()));
    // What is wrong comes into sight, and stays there while it is put right.
    create_effect(move || {
        if delivery.is_wrong() || billing.is_wrong() {
            open.set(true);
        }
    });
    for address in [delivery, billing] {
        // Once it is gone, nothing is missing of it.
        create_effect(move || {
            if address.is_blank() {
                untrack(|| address.fields().into_iter().for_each(FieldState::recheck));
            }
        });
    }
    view! {
        details(class="form-more", open=open.get()) {
            summary { (t::OTHER_ADDRESSES) }
            div(class="stack") {
                Inputs(address=delivery, name=t::DELIVERY_ADDRESS, help=t::DELIVERY_ADDRESS_HELP)
                Inputs(address=billing, name=t::BILLING_ADDRESS, help=t::BILLING_ADDRESS_HELP)
            }
        }
    }
}

#[component(inline_props)]
fn Inputs(address: AddressFields, name: Words, help: Words) -> View {
    view! {
        fieldset(class="form-grid form-section") {
            legend { (name) }
            p(class="field-help span-all") { (help) }
            TextField(state=address.street, label=labels::STREET, autocomplete="off", frame="field span-all")
            TextField(state=address.zip_code, label=labels::ZIP_CODE, autocomplete="off")
            TextField(state=address.city, label=labels::CITY, autocomplete="off")
            TextField(state=address.state, label=labels::STATE, autocomplete="off", optional=true)
            TextField(state=address.country, label=labels::COUNTRY, autocomplete="off")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::form::{Entry, Value};

    fn site() -> Address {
        Address {
            street: "3 rue des Lilas".into(),
            zip_code: "44400".into(),
            city: "Rezé".into(),
            state: String::new(),
            country: "France".into(),
        }
    }

    fn in_root(test: impl FnOnce()) {
        create_root(test).dispose();
    }

    fn verify(address: AddressFields) -> bool {
        let wrong: Vec<FieldState> = address.fields().into_iter().filter(|field| !field.verify()).collect();
        wrong.is_empty()
    }

    #[test]
    fn an_address_is_there_as_a_whole_or_not_at_all() {
        in_root(|| {
            let address = AddressFields::new(None);
            assert!(verify(address) && address.typed().is_none(), "the country alone is no address");
            address.street.value.set("3 rue des Lilas".into());
            assert!(!verify(address), "a street alone is none either");
            address.zip_code.value.set("4440".into());
            address.city.value.set("Rezé".into());
            assert!(!verify(address));
            address.zip_code.value.set("44400".into());
            assert!(verify(address));
            assert_eq!(address.typed(), Some(site()));
            address.country.value.set("Belgique".into());
            address.street.value.set(String::new());
            assert!(!verify(address) && address.typed().is_some(), "what is typed is not thrown away");
        });
    }

    #[test]
    fn a_newer_address_is_taken_over_and_taken_away_whole() {
        in_root(|| {
            let address = AddressFields::new(None);
            let entry = Entry::new("deliveryAddress", t::DELIVERY_ADDRESS, address.control());
            let none = entry.value();
            assert_eq!(none, Value::Text(String::new()));
            let theirs =
                Entry::new("deliveryAddress", t::DELIVERY_ADDRESS, AddressFields::new(Some(&site())).control());
            let theirs = theirs.value();
            assert_eq!(entry.words(&theirs), "3 rue des Lilas, 44400 Rezé, France");
            assert_eq!(entry.words(&none), t::ADDRESS_OF_INSTITUTION.fr);
            entry.set(&theirs);
            assert_eq!((address.typed(), entry.value()), (Some(site()), theirs));
            entry.set(&none);
            assert_eq!((address.typed(), address.country.text()), (None, "France".to_owned()));
        });
    }

    #[test]
    fn the_section_is_open_where_there_is_an_address() {
        let html = |kept: fn() -> Option<Address>| {
            sycamore::render_to_string(move || {
                let kept = kept();
                let (delivery, billing) = (AddressFields::new(kept.as_ref()), AddressFields::new(None));
                view! { OtherAddresses(delivery=delivery, billing=billing) }
            })
        };
        let is_open = |kept| html(kept).contains(r#"class="form-more" open"#);
        assert!(!is_open(|| None) && is_open(|| Some(site())));
    }
}
