//! Words of charts.

use crate::i18n::texts;

texts! {
    PRESENTATION: "Présentation", "Presentation";
    DRAWING: "Graphique", "Chart";
    TABLE: "Tableau", "Table";
    download(what): "Télécharger en CSV\u{a0}: {what}", "Download as CSV: {what}";
    more_in_file[n]: "{n} ligne de plus dans le fichier CSV." | "{n} lignes de plus dans le fichier CSV.", "{n} more row in the CSV file." | "{n} more rows in the CSV file.";
    EXPLORE: "Valeurs du graphique, une par une avec les flèches", "Values of the chart, one by one with the arrow keys";
}
