package holidays

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"
)

// rules are the holidays of a country, or of each of its regions.
type rules struct {
	Country
	days    []*cal.Holiday
	regions []regional
}

type regional struct {
	Region
	days []*cal.Holiday
}

// known are the countries that were looked through, by name.
var known = []rules{
	{Country: Country{Code: "AT", Name: "Austria"}, days: at.Holidays},
	{Country: Country{Code: "BE", Name: "Belgium"}, days: be.Holidays},
	{Country: Country{Code: "CZ", Name: "Czechia"}, days: cz.Holidays},
	{Country: Country{Code: "FR", Name: "France", Note: "The two days more of Alsace and Moselle, and those of the parts overseas, are not among them."}, days: fr.Holidays},
	{Country: Country{Code: "DE", Name: "Germany", Note: "Days of a town or of some communities only, such as Mariä Himmelfahrt in Bavaria, are not among them."}, regions: germany},
	{Country: Country{Code: "IE", Name: "Ireland"}, days: ie.Holidays},
	{Country: Country{Code: "NL", Name: "Netherlands", Note: "Good Friday and Liberation Day are days off by some agreements only: leave them out where they are not."}, days: nl.Holidays},
	{Country: Country{Code: "NO", Name: "Norway"}, days: no.Holidays},
	{Country: Country{Code: "PT", Name: "Portugal", Note: "The day of the municipality, Carnival, and the days of Madeira and the Azores are not among them."}, days: portugal},
	{Country: Country{Code: "ES", Name: "Spain", Note: "These are days of the whole country. Those of the autonomous community and of the town are not among them, and a community may replace some of these."}, days: es.Holidays},
	{Country: Country{Code: "SE", Name: "Sweden"}, days: se.Holidays},
	{Country: Country{Code: "GB", Name: "United Kingdom", Note: "Scotland and Northern Ireland have other days, which are not known here."}, regions: []regional{{Region{"ENG-WLS", "England and Wales"}, gb.Holidays}}},
	{Country: Country{Code: "US", Name: "United States", Note: "These are the federal days. Those of a state are not among them."}, days: us.Holidays},
}

// germany is its states. Mecklenburg-Vorpommern has International Women's Day since 2023, and Brandenburg two Sundays, which the library lacks.
var germany = []regional{
	{Region{"BW", "Baden-Württemberg"}, de.HolidaysBW}, {Region{"BY", "Bayern"}, de.HolidaysBY}, {Region{"BE", "Berlin"}, de.HolidaysBE},
	{Region{"BB", "Brandenburg"}, append([]*cal.Holiday{easter("Ostersonntag", 0), easter("Pfingstsonntag", 49)}, de.HolidaysBB...)},
	{Region{"HB", "Bremen"}, de.HolidaysHB}, {Region{"HH", "Hamburg"}, de.HolidaysHH}, {Region{"HE", "Hessen"}, de.HolidaysHE},
	{Region{"MV", "Mecklenburg-Vorpommern"}, append([]*cal.Holiday{fixed("Frauentag", time.March, 8)}, de.HolidaysMV...)},
	{Region{"NI", "Niedersachsen"}, de.HolidaysNI}, {Region{"NW", "Nordrhein-Westfalen"}, de.HolidaysNW}, {Region{"RP", "Rheinland-Pfalz"}, de.HolidaysRP}, {Region{"SL", "Saarland"}, de.HolidaysSL},
	{Region{"SN", "Sachsen"}, de.HolidaysSN}, {Region{"ST", "Sachsen-Anhalt"}, de.HolidaysST}, {Region{"SH", "Schleswig-Holstein"}, de.HolidaysSH}, {Region{"TH", "Thüringen"}, de.HolidaysTH},
}

// portugal is written here with the parts of the library, whose last release lacks it: the days of article 234 of the Código do Trabalho.
var portugal = []*cal.Holiday{
	fixed("Ano Novo", time.January, 1), easter("Sexta-feira Santa", -2), easter("Páscoa", 0), fixed("Dia da Liberdade", time.April, 25), fixed("Dia do Trabalhador", time.May, 1),
	easter("Corpo de Deus", 60), fixed("Dia de Portugal", time.June, 10), fixed("Assunção de Nossa Senhora", time.August, 15), fixed("Implantação da República", time.October, 5),
	fixed("Todos os Santos", time.November, 1), fixed("Restauração da Independência", time.December, 1), fixed("Imaculada Conceição", time.December, 8), fixed("Natal", time.December, 25),
}

func fixed(name string, month time.Month, day int) *cal.Holiday {
	return &cal.Holiday{Name: name, Type: cal.ObservancePublic, Month: month, Day: day, Func: cal.CalcDayOfMonth}
}

func easter(name string, offset int) *cal.Holiday {
	return &cal.Holiday{Name: name, Type: cal.ObservancePublic, Offset: offset, Func: cal.CalcEasterOffset}
}
