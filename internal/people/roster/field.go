package roster

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Field is something that a column may hold.
type Field string

// The fields. A file has FullName, or GivenName and FamilyName.
const (
	Number        Field = "personnel_number"
	FullName      Field = "name"
	GivenName     Field = "given_name"
	FamilyName    Field = "family_name"
	PreferredName Field = "preferred_name"
	Pronouns      Field = "pronouns"
	Email         Field = "email"
	Phone         Field = "phone"
	Language      Field = "language"
	TimeZone      Field = "time_zone"
	Address       Field = "postal_address"
	Unit          Field = "unit"
	Site          Field = "site"
	Position      Field = "position"
	Manager       Field = "manager"
	Started       Field = "started"
	Ended         Field = "ended"
	Hours         Field = "weekly_hours"
)

// Fields lists the fields in the order in which they are shown.
func Fields() []Field {
	return []Field{Number, FullName, GivenName, FamilyName, PreferredName, Pronouns, Email, Phone, Language, TimeZone, Address, Unit, Site, Position,
		Manager, Started, Ended, Hours}
}

// Mapping says which column, counted from 0, holds a field. A field without a column is absent.
type Mapping map[Field]int

// words are the headers by which a field is known, the better ones first: English, German, Swedish, French, Polish, Portuguese. They are
// compared without case, accents, spaces and punctuation.
var words = map[Field]string{
	Number: "personnel number, personnel no, personnel id, employee number, employee no, employee id, staff number, staff id, payroll number, worker id, number, no, nr, id, " +
		"Personalnummer, Personal-Nr, PersNr, Nummer, Mitarbeiternummer, Mitarbeiter-ID, Anställningsnummer, Anst.nr, Anställnings-id, Matricule, Numéro de matricule, " +
		"Numer pracownika, Numer osobowy, Nr pracownika, Numer ewidencyjny, Número de pessoal, Matrícula, Número do colaborador, Número de funcionário, N.º",
	Email: "email, e-mail, email address, e-mail address, work email, mail, E-Mail-Adresse, Mailadresse, E-post, E-postadress, Epost, Courriel, Adresse e-mail, " +
		"Adres e-mail, Poczta, Correio eletrónico, Correio eletrônico, Endereço de e-mail",
	GivenName: "given name, given names, first name, firstname, forename, Vorname, Vornamen, Rufname, Förnamn, Prénom, Prénoms, Imię, Imiona, Nome próprio, " +
		"Primeiro nome, Nome",
	FamilyName: "family name, last name, lastname, surname, Nachname, Familienname, Zuname, Efternamn, Nom de famille, Nom, Nazwisko, Apelido, Apelidos, Sobrenome",
	FullName: "full name, name, employee name, employee, display name, Vollständiger Name, Mitarbeiter, Mitarbeitername, Namn, Fullständigt namn, Nom complet, " +
		"Nom et prénom, Imię i nazwisko, Nazwisko i imię, Nome completo",
	PreferredName: "preferred name, known as, nickname, Bevorzugter Name, Tilltalsnamn, Nom d'usage, Nom usuel, Preferowane imię, Nome preferido, Nome social",
	Pronouns:      "pronouns, Pronomen, Pronoms, Pronom, Zaimki, Pronomes",
	Phone: "phone, phone number, telephone, mobile, mobile phone, cell phone, Telefon, Telefonnummer, Handy, Mobil, Mobilnummer, Mobiltelefon, Téléphone, Portable, " +
		"Numer telefonu, Telefone, Telemóvel, Celular",
	Language: "language, preferred language, Sprache, Språk, Langue, Język, Idioma, Língua",
	TimeZone: "time zone, timezone, Zeitzone, Tidszon, Fuseau horaire, Strefa czasowa, Fuso horário",
	Address:  "postal address, address, home address, Anschrift, Adresse, Postanschrift, Postadress, Adress, Adresse postale, Adres, Endereço, Morada",
	Unit: "unit, org unit, organisational unit, organizational unit, department, team, division, Abteilung, Organisationseinheit, Bereich, Avdelning, Enhet, " +
		"Service, Département, Unité, Dział, Jednostka, Jednostka organizacyjna, Departamento, Unidade, Setor",
	Site: "site, location, work location, office, plant, Standort, Werk, Arbeitsort, Ort, Arbetsplats, Placering, Lieu de travail, Lieu, Établissement, " +
		"Lokalizacja, Zakład, Miejsce pracy, Local, Local de trabalho, Localização",
	Position: "position, job title, title, role, job, Stelle, Funktion, Berufsbezeichnung, Stellenbezeichnung, Tjänst, Befattning, Titel, Yrke, Poste, Fonction, " +
		"Emploi, Stanowisko, Cargo, Função, Posição",
	Manager: "manager number, manager id, manager personnel number, manager employee id, supervisor id, manager email, manager e-mail, manager, line manager, reports to, " +
		"supervisor, boss, manager name, Vorgesetzten-Nr, Vorgesetzter, Vorgesetzte, Vorgesetzte/r, Führungskraft, Leiter, Chef, Närmaste chef, Responsable, " +
		"Supérieur, Supérieur hiérarchique, Przełożony, Kierownik, Gestor, Gestora, Chefia, Superior",
	Started: "start date, start, starts, started, hire date, date of hire, hired, first day, employed since, entry date, joined, since, Eintritt, Eintrittsdatum, Beginn, Startdatum, Anställd från, " +
		"Anställningsdatum, Date d'entrée, Date d'embauche, Date de début, Data zatrudnienia, Data rozpoczęcia, Data de admissão, Data de início, Início",
	Ended: "end date, end, ends, ended, leaving date, leaves, termination date, exit date, last day, Austritt, Austrittsdatum, Ende, Enddatum, Slutdatum, Anställd till, " +
		"Date de sortie, Date de fin, Fin de contrat, Data zwolnienia, Data zakończenia, Data de saída, Data de fim, Data de término, Fim",
	Hours: "weekly hours, hours per week, hours, Wochenstunden, Stunden pro Woche, Arbeitszeit, Veckotimmar, Timmar per vecka, Heures hebdomadaires, " +
		"Heures par semaine, Godziny tygodniowo, Wymiar godzin, Horas semanais, Horas por semana",
}

// Guess returns the mapping that the headers suggest. A column serves one field; what no word fits is left out.
func Guess(header []string) Mapping {
	columns := map[string]int{}
	for i, h := range header {
		key := bare(h)
		if _, twice := columns[key]; key != "" && !twice {
			columns[key] = i
		}
	}
	m, used := Mapping{}, map[int]bool{}
	for _, f := range Fields() {
		for _, word := range strings.Split(words[f], ",") {
			if i, ok := columns[bare(word)]; ok && !used[i] {
				m[f], used[i] = i, true
				break
			}
		}
	}
	return m.settle(header)
}

// settle decides what a column is that is called only "name", "nom" or "nome": beside given names it holds family names; alone, whole names.
func (m Mapping) settle(header []string) Mapping {
	name, full := m[FullName]
	_, given := m[GivenName]
	_, family := m[FamilyName]
	switch {
	case full && given && !family:
		m[FamilyName] = name
		delete(m, FullName)
	case !full && given && !family && bare(header[m[GivenName]]) == "nome":
		m[FullName] = m[GivenName]
		delete(m, GivenName)
	case !full && family && !given && bare(header[m[FamilyName]]) == "nom":
		m[FullName] = m[FamilyName]
		delete(m, FamilyName)
	case full && given && family:
		delete(m, FullName)
	}
	return m
}

// Column returns the index of the column with a header, compared as words are; -1 when there is none.
func Column(header []string, name string) int {
	if i := slices.Index(header, name); i >= 0 {
		return i
	}
	return slices.IndexFunc(header, func(h string) bool { return bare(h) == bare(name) && bare(h) != "" })
}

var plain = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l", "æ", "ae", "œ", "oe")

// bare returns a header without case, accents, what stands in parentheses, and everything that is no letter or digit.
func bare(header string) string {
	if i := strings.IndexAny(header, "(["); i > 0 {
		header = header[:i]
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(plain.Replace(strings.ToLower(header))) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
