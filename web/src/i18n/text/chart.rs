//! Words of charts.

use crate::i18n::texts;

texts! {
    PRESENTATION: "Présentation", "Presentation";
    DRAWING: "Graphique", "Chart";
    TABLE: "Tableau", "Table";
    EXPLORE: "Valeurs du graphique, une par une avec les flèches", "Values of the chart, one by one with the arrow keys";
}
