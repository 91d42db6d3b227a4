//! What the columns of a table are called, and how a line becomes a file.

use crate::Fault;
use crate::patients::{PatientData, PatientForm};
use crate::text::fold;
use crate::validate::{Checks, Problem};
use crate::words::words;
use chrono::NaiveDate;

words! {
    /// What a column holds: the field of a [`PatientForm`] of that name.
    pub enum Column {
        /// First name.
        FirstName = "first_name",
        /// Last name.
        LastName = "last_name",
        /// Date of birth.
        BornOn = "born_on",
        /// Sex.
        Sex = "sex",
        /// National id.
        NationalId = "national_id",
        /// Telephone.
        Phone = "phone",
        /// Email.
        Email = "email",
        /// Street and number.
        Address = "address",
        /// City.
        City = "city",
        /// Who insures them.
        Insurer = "insurer",
        /// Under which number.
        InsuranceNumber = "insurance_number",
        /// Whom to call.
        EmergencyName = "emergency_name",
        /// At which number.
        EmergencyPhone = "emergency_phone",
        /// What they are to the patient.
        EmergencyRelation = "emergency_relation",
        /// What the desk should know.
        Notes = "notes",
    }
}

impl Column {
    /// The columns a table must have.
    pub const NEEDED: [Self; 3] = [Self::FirstName, Self::LastName, Self::BornOn];

    /// What a column is called, folded and without spaces and marks; the French name first, then the English.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::FirstName => &["prenom", "firstname", "prenoms", "givenname", "forename"],
            Self::LastName => &["nom", "lastname", "nomdefamille", "surname", "familyname"],
            Self::BornOn => &[
                "datedenaissance",
                "dateofbirth",
                "birthdate",
                "naissance",
                "neele",
                "nele",
                "bornon",
                "dob",
                "ddn",
            ],
            Self::Sex => &["sexe", "sex", "genre", "gender", "civilite"],
            Self::NationalId => &[
                "cin",
                "ncin",
                "nocin",
                "nationalid",
                "piecedidentite",
                "numerocin",
                "carteidentite",
                "cartenationale",
                "identifiant",
                "idnumber",
                "idcard",
            ],
            Self::Phone => &[
                "telephone",
                "phone",
                "tel",
                "mobile",
                "portable",
                "gsm",
                "phonenumber",
            ],
            Self::Email => &["email", "mail", "courriel", "adresseemail", "emailaddress"],
            Self::Address => &["adresse", "address", "rue", "street"],
            Self::City => &["ville", "city", "commune", "town"],
            Self::Insurer => &[
                "assurance",
                "insurer",
                "organisme",
                "assureur",
                "caisse",
                "mutuelle",
                "insurance",
            ],
            Self::InsuranceNumber => &[
                "numerodassure",
                "insurancenumber",
                "matricule",
                "numeroassure",
                "numeroassurance",
                "policynumber",
            ],
            Self::EmergencyName => &[
                "personneaprevenir",
                "emergencycontact",
                "contactdurgence",
                "contacturgence",
                "emergencyname",
            ],
            Self::EmergencyPhone => &[
                "telephonedurgence",
                "emergencyphone",
                "telephoneurgence",
                "telephonepersonneaprevenir",
            ],
            Self::EmergencyRelation => &[
                "lien",
                "emergencyrelation",
                "liendeparente",
                "relation",
                "relationship",
            ],
            Self::Notes => &[
                "remarques",
                "notes",
                "remarque",
                "note",
                "commentaire",
                "comments",
            ],
        }
    }

    /// What a column of that heading holds, in either language.
    pub fn named(heading: &str) -> Option<Self> {
        let bare: String = fold(heading)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        Self::ALL.iter().copied().find(|column| {
            column.as_str().replace('_', "") == bare || column.names().contains(&bare.as_str())
        })
    }
}

/// What the columns of a table hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    columns: Vec<Option<Column>>,
    ignored: Vec<String>,
}

impl Head {
    /// Reads the first line.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every column that is needed and missing, as `file` where not one is recognised, and
    /// every column that stands twice.
    pub fn read(headings: &[String]) -> Result<Self, Fault> {
        let columns: Vec<Option<Column>> = headings
            .iter()
            .map(|heading| Column::named(heading))
            .collect();
        let mut checks = Checks::new();
        if columns.iter().all(Option::is_none) {
            checks.wrong("file", Problem::NotATable);
        } else {
            for column in Column::NEEDED {
                if !columns.contains(&Some(column)) {
                    checks.wrong(column.as_str(), Problem::NoColumn);
                }
            }
        }
        for column in Column::ALL {
            if columns
                .iter()
                .filter(|found| **found == Some(*column))
                .count()
                > 1
            {
                checks.wrong(column.as_str(), Problem::Taken);
            }
        }
        checks.done()?;
        let ignored = headings
            .iter()
            .zip(&columns)
            .filter(|(heading, column)| column.is_none() && !heading.trim().is_empty())
            .map(|(heading, _)| heading.chars().take(60).collect())
            .collect();
        Ok(Self { columns, ignored })
    }

    /// What is read, in the table's order.
    pub fn known(&self) -> Vec<Column> {
        self.columns.iter().copied().flatten().collect()
    }

    /// The headings of what is not.
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }

    /// A line as the form of a file. Dates may be written `28/02/1990`, sexes as people write them; where no sex is
    /// given it is not said.
    pub fn form(&self, cells: &[String]) -> PatientForm {
        let cell = |column: Column| {
            let place = self.columns.iter().position(|found| *found == Some(column));
            let text = place.and_then(|place| cells.get(place)).map(String::as_str);
            text.unwrap_or_default().trim().to_owned()
        };
        PatientForm {
            first_name: cell(Column::FirstName),
            last_name: cell(Column::LastName),
            born_on: iso_date(cell(Column::BornOn)),
            sex: sex(&cell(Column::Sex)),
            national_id: cell(Column::NationalId),
            phone: cell(Column::Phone),
            email: cell(Column::Email),
            address: cell(Column::Address),
            city: cell(Column::City),
            insurer: cell(Column::Insurer),
            insurance_number: cell(Column::InsuranceNumber),
            emergency_name: cell(Column::EmergencyName),
            emergency_phone: cell(Column::EmergencyPhone),
            emergency_relation: cell(Column::EmergencyRelation),
            notes: cell(Column::Notes),
            another: String::new(),
        }
    }

    /// A line as a file.
    ///
    /// # Errors
    /// As [`PatientForm::validate`].
    pub fn read_line(&self, cells: &[String], today: NaiveDate) -> Result<PatientData, Fault> {
        self.form(cells).validate(today)
    }
}

/// `28/02/1990` as `1990-02-28`; anything else as it is, for the form to judge.
fn iso_date(written: String) -> String {
    let mut parts = written.split(['/', '.', '-']);
    let (Some(day), Some(month), Some(year), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return written;
    };
    match (day.parse(), month.parse(), year.parse()) {
        (Ok(day), Ok(month), Ok(number)) if year.len() == 4 && day <= 31_u32 => {
            NaiveDate::from_ymd_opt(number, month, day).map_or(written, |date| date.to_string())
        }
        _ => written,
    }
}

fn sex(written: &str) -> String {
    match fold(written).trim_end_matches('.') {
        "" | "inconnu" | "unknown" | "non precise" | "?" => "unknown",
        "f" | "femme" | "feminin" | "female" | "woman" | "fille" | "mme" | "madame" | "mlle"
        | "mrs" | "ms" => "female",
        "m" | "h" | "homme" | "masculin" | "male" | "man" | "garcon" | "mr" | "monsieur" => "male",
        "autre" | "other" | "x" => "other",
        _ => written,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        line.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_known_by_their_names_in_french_and_in_english() {
        for (heading, column) in [
            ("Prénom", Column::FirstName),
            ("NOM", Column::LastName),
            ("Last name", Column::LastName),
            ("Date de naissance", Column::BornOn),
            ("date_of_birth", Column::BornOn),
            ("Né(e) le", Column::BornOn),
            ("Sexe", Column::Sex),
            ("N° CIN", Column::NationalId),
            ("Tél.", Column::Phone),
            ("E-mail", Column::Email),
            ("Personne à prévenir", Column::EmergencyName),
            ("insurance_number", Column::InsuranceNumber),
            ("Remarques", Column::Notes),
        ] {
            assert_eq!(Column::named(heading), Some(column), "{heading}");
        }
        for heading in ["", "=1+1", "solde", "nomenclature"] {
            assert_eq!(Column::named(heading), None, "{heading}");
        }
        for column in Column::ALL {
            assert_eq!(Column::named(column.as_str()), Some(*column));
        }
    }

    #[test]
    fn a_table_without_what_is_needed_is_told_so_by_column() {
        let wrong = |line: &str| match Head::read(&texts(line)) {
            Err(Fault::Invalid { fields }) => fields
                .into_iter()
                .map(|wrong| (wrong.field, wrong.problem))
                .collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(wrong("a;b;c"), [("file".to_owned(), Problem::NotATable)]);
        assert_eq!(
            wrong("nom;téléphone;phone"),
            [
                ("first_name".to_owned(), Problem::NoColumn),
                ("born_on".to_owned(), Problem::NoColumn),
                ("phone".to_owned(), Problem::Taken),
            ]
        );
    }

    #[test]
    fn a_line_is_read_as_people_write_it_and_stays_text() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
        let head = Head::read(&texts("Nom;Prénom;Né le;Sexe;Tel;Solde;Remarques")).expect("a head");
        assert_eq!(head.ignored(), ["Solde"]);
        let line = |text: &str| head.read_line(&texts(text), today);
        let file =
            line("Ben Ali;=cmd|'/c calc'!A1;28/02/1990;Mme;20 123 456;12;+1+1").expect("a file");
        assert_eq!(file.first_name, "=cmd|'/c calc'!A1");
        assert_eq!(
            (file.born_on.to_string().as_str(), file.sex),
            ("1990-02-28", crate::patients::Sex::Female)
        );
        assert_eq!(file.notes, "+1+1");
        for (written, date) in [
            ("1990-02-28", true),
            ("28.2.1990", true),
            ("31/02/1990", false),
            ("02/28/1990", false),
            ("28/02/90", false),
            ("01/01/1850", false),
        ] {
            assert_eq!(
                line(&format!("Ben Ali;Sana;{written}")).is_ok(),
                date,
                "{written}"
            );
        }
        let short = line("Ben Ali").expect_err("no first name");
        let names: Vec<String> = match short {
            Fault::Invalid { fields } => fields.into_iter().map(|wrong| wrong.field).collect(),
            other => panic!("{other:?}"),
        };
        assert_eq!(names, ["first_name", "born_on"]);
    }
}
