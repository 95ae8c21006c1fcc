//! The doctor at the stand-in, whose schema is the shipped one.

use digiforma::doctor;

use crate::common::Site;

#[tokio::test]
async fn the_stand_in_has_the_shipped_schema() {
    let site = Site::small().await;
    let report = doctor::check(&site.client()).await.unwrap();
    assert_eq!(report.differences, []);
    assert!(report.can_read());
    assert!(report.compared > 180, "{}", report.compared);
    let expected =
        format!("No difference: all {} fields and arguments that are used are as expected.", report.compared);
    assert_eq!(report.to_string(), expected);
    assert_eq!(site.stand_in.requests(), 0, "only the schema was asked for");
}
