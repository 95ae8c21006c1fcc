//! Words of which accounts are made.

/// First names, and their civility.
pub(super) const FIRST: [(&str, &str); 32] = [
    ("Adèle", "mme"),
    ("Agnès", "mme"),
    ("Amina", "mme"),
    ("Aurélie", "mme"),
    ("Bénédicte", "mme"),
    ("Camille", "other"),
    ("Claire", "mme"),
    ("Dominique", "other"),
    ("Élise", "mme"),
    ("Fatou", "mme"),
    ("Hélène", "mme"),
    ("Inès", "mme"),
    ("Julie", "mme"),
    ("Léa", "mme"),
    ("Manon", "mme"),
    ("Nathalie", "mme"),
    ("Adrien", "mr"),
    ("Arnaud", "mr"),
    ("Benoît", "mr"),
    ("Cédric", "mr"),
    ("David", "mr"),
    ("Étienne", "mr"),
    ("François", "mr"),
    ("Guillaume", "mr"),
    ("Hugo", "mr"),
    ("Karim", "mr"),
    ("Loïc", "mr"),
    ("Mathieu", "mr"),
    ("Nicolas", "mr"),
    ("Olivier", "mr"),
    ("Romain", "mr"),
    ("Yves", "mr"),
];

/// Family names.
pub(super) const LAST: [&str; 40] = [
    "Aubry", "Barbier", "Benoist", "Besson", "Blondel", "Bouvier", "Carpentier", "Charrier", "Chevalier", "Colin",
    "Cordier", "Coulibaly", "Delattre", "Descamps", "Diallo", "Duval", "Évrard", "Ferrand", "Gaillard", "Gauthier",
    "Guérin", "Haddad", "Hubert", "Jacquet", "Kaya", "Lacroix", "Lemoine", "Lévêque", "Marchand", "Masson", "Mercier",
    "Nguyen", "Olivier", "Pelletier", "Perrot", "Poirier", "Rey", "Tessier", "Vasseur", "Weber",
];

/// Towns and post codes.
pub(super) const TOWNS: [(&str, &str); 24] = [
    ("Agen", "47000"),
    ("Amiens", "80000"),
    ("Angers", "49000"),
    ("Annecy", "74000"),
    ("Auxerre", "89000"),
    ("Bayonne", "64100"),
    ("Béziers", "34500"),
    ("Bourges", "18000"),
    ("Chartres", "28000"),
    ("Colmar", "68000"),
    ("Dax", "40100"),
    ("Épinal", "88000"),
    ("Gap", "05000"),
    ("Laval", "53000"),
    ("Lorient", "56100"),
    ("Mâcon", "71000"),
    ("Nevers", "58000"),
    ("Niort", "79000"),
    ("Pau", "64000"),
    ("Quimper", "29000"),
    ("Roanne", "42300"),
    ("Saintes", "17100"),
    ("Tarbes", "65000"),
    ("Valence", "26000"),
];

/// What companies are, and after what they are named.
pub(super) const HOUSES: [&str; 12] = [
    "Clinique",
    "EHPAD",
    "Cabinet dentaire",
    "Cabinet vétérinaire",
    "Laboratoire",
    "Centre de soins",
    "Maison de santé",
    "Polyclinique",
    "Résidence",
    "Pharmacie",
    "Centre d'imagerie",
    "Service de soins à domicile",
];

pub(super) const NAMED: [&str; 24] = [
    "des Acacias", "du Belvédère", "des Charmilles", "de la Colline", "du Cours", "des Érables", "de la Fontaine",
    "du Grand Pré", "des Hirondelles", "de l'Île", "du Lac", "des Lilas", "de la Mairie", "du Marché", "des Ormes",
    "du Parc", "de la Plaine", "du Pont Neuf", "des Remparts", "de la Rivière", "des Sources", "du Théâtre",
    "des Tilleuls", "du Vallon",
];

pub(super) const STREETS: [&str; 10] = [
    "rue de la République", "avenue Jean-Jaurès", "place du Marché", "rue Pasteur", "boulevard Victor-Hugo",
    "rue des Écoles", "chemin des Vignes", "quai de la Gare", "allée des Platanes", "rue du Stade",
];

pub(super) const FUNCTIONS: [&str; 8] = [
    "Responsable formation", "Directrice des soins", "Cadre de santé", "Directeur", "Assistante RH", "Comptable",
    "Responsable qualité", "Gérant",
];

pub(super) const PROFESSIONS: [&str; 8] = [
    "Infirmier", "Aide-soignant", "Agent de stérilisation", "Préparateur en pharmacie", "Médecin", "Cadre de santé",
    "Secrétaire médicale", "Manipulateur radio",
];

/// Programs of the catalogue: name, days, price of a place in euros.
pub(super) const PROGRAMS: [(&str, i64, i64); 14] = [
    ("Désinfection des endoscopes", 2, 780),
    ("Hygiène des mains et précautions standard", 1, 290),
    ("Prise en charge de la douleur", 2, 650),
    ("Gestes et soins d'urgence, niveau 2", 3, 540),
    ("Gestes et soins d'urgence, niveau 1", 2, 390),
    ("Conduite d'un audit interne", 2, 890),
    ("Stérilisation : qualification des autoclaves", 3, 1150),
    ("Radioprotection des patients", 1, 420),
    ("Bientraitance et droits des personnes", 1, 310),
    ("Référent en prévention des infections", 5, 1890),
    ("Circuit du médicament", 1, 350),
    ("Management d'une équipe de soins", 4, 1480),
    ("Transport de matières infectieuses", 1, 330),
    ("Identitovigilance", 1, 270),
];

/// Who funds: name and kind.
pub(super) const AGENCIES: [(&str, &str); 5] = [
    ("OPCO Santé", "OPCO"),
    ("ANFH", "OPCA"),
    ("Caisse des Dépôts", "Caisse des Dépôts"),
    ("FIF PL", "FAF"),
    ("Uniformation", "OPCO"),
];
