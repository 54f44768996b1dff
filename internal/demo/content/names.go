package content

import (
	"math/rand/v2"
	"strings"
)

// origin is where a family comes from, with the names that are usual there. A name is written as it is spelled; for a
// script other than the Latin one, "own|Latin".
type origin struct {
	language string
	women    []string
	men      []string
	families []string
	// female turns a family name into the form that women bear; nil where there is one form.
	female func(string) string
}

func words(s string) []string { return strings.Fields(s) }

func slavic(family string) string {
	switch {
	case strings.HasSuffix(family, "ski"), strings.HasSuffix(family, "cki"), strings.HasSuffix(family, "dzki"):
		return strings.TrimSuffix(family, "i") + "a"
	case strings.HasSuffix(family, "ý"):
		return strings.TrimSuffix(family, "ý") + "á"
	}
	return family
}

func czech(family string) string {
	if strings.HasSuffix(family, "ý") {
		return slavic(family)
	}
	return strings.TrimSuffix(strings.Replace(family+"$", "ek$", "k$", 1), "$") + "ová"
}

func swedish() origin {
	return origin{language: "sv",
		women:    words("Anna Karin Elin Sara Maja Ida Linnéa Åsa Kerstin Frida Emma Ulrika Malin Annika Klara Birgitta Josefin Ebba Agnes Märta"),
		men:      words("Erik Lars Johan Anders Per Mikael Björn Göran Magnus Fredrik Håkan Viktor Gustav Emil Axel Olle Torsten Mattias Ludvig Åke"),
		families: words("Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Pettersson Svensson Gustafsson Lindberg Sandström Sjöberg Åkesson Hedlund Nordin Björk Wallin Engström Öberg Fransson Söderlund Holmqvist Dahlgren Ekström Norén Blom Rydén")}
}

func finnish() origin {
	return origin{language: "fi", women: words("Aino Päivi Satu Johanna Sanna Tuula Anneli Kaisa Riikka Heli"),
		men:      words("Jukka Mika Timo Antti Pekka Ville Eero Sami Heikki Jarmo"),
		families: words("Korhonen Mäkinen Nieminen Heikkinen Laine Hämäläinen Koskinen Järvinen Lehtonen Räsänen Niemelä Kärkkäinen")}
}

func polish() origin {
	return origin{language: "pl", women: words("Agnieszka Małgorzata Katarzyna Joanna Beata Magdalena Aleksandra Wioletta Paulina Żaneta"),
		men:      words("Piotr Krzysztof Paweł Marcin Łukasz Grzegorz Wojciech Jacek Kamil Michał"),
		families: words("Wiśniewski Kamiński Lewandowski Zieliński Szymański Wójcik Mazur Krawczyk Kaczmarek Głowacki Sikora Pawlak Ostrowski Dąbrowski Zając Wróbel"), female: slavic}
}

func czechs() origin {
	return origin{language: "cs", women: words("Jana Lenka Tereza Kateřina Veronika Zdeňka"), men: words("Jiří Tomáš Petr Ondřej Zdeněk Luboš"),
		families: words("Novotný Svoboda Procházka Kučera Veselý Horák Němec Pokorný Kříž Beneš"), female: czech}
}

func balkan() origin {
	return origin{language: "bs", women: words("Amra Selma Lejla Ivana Jelena Emina Dragana Mirela"), men: words("Adnan Emir Goran Nedim Dušan Senad Mirza Zoran"),
		families: words("Hadžić Begić Kovačević Marković Đurić Halilović Petrović Šarić Mujić Jovanović Babić Delić")}
}

func somali() origin {
	return origin{language: "so", women: words("Hodan Fadumo Sagal Ifrah Nasra Hibo"), men: words("Abdi Mahad Liban Yasin Farah Guled"),
		families: words("Warsame Abdullahi Jama Hassan Duale Farah Nur Osman Elmi Abukar")}
}

func arabic() origin {
	return origin{language: "ar", women: words("Rania Mariam Huda Salma Dima Nadia"), men: words("Khaled Samir Bilal Ahmad Firas Ziad"),
		families: words("Khoury Mansour Darwish Saleh Nasser Aziz Kassem Haidar")}
}

func turkish() origin {
	return origin{language: "tr", women: words("Ayşe Zeynep Gülay Derya Sevgi"), men: words("Murat Çağlar Hüseyin Emre Yılmaz"),
		families: words("Demir Şahin Çelik Yıldız Öztürk Arslan Doğan Koç")}
}

func german() origin {
	return origin{language: "de", women: words("Katrin Heike Jutta Anke"), men: words("Uwe Jürgen Torsten Matthias Sören"),
		families: words("Schröder Müller Krüger Weiß Böttcher Vogt Petersen Lehmann")}
}

func portuguese() origin {
	return origin{language: "pt", women: words("Ana Maria Inês Catarina Mariana Joana Marta Sofia Raquel Patrícia Cláudia Teresa Leonor Vera Margarida Débora"),
		men:      words("João Pedro Tiago Miguel Nuno Ricardo Hugo André Luís Gonçalo Bruno Paulo Sérgio Diogo Francisco Vítor"),
		families: words("Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Gonçalves Gomes Lopes Marques Almeida Ribeiro Carvalho Teixeira Moreira Magalhães Guimarães Araújo Brandão")}
}

func brazilian() origin {
	return origin{language: "pt-BR", women: words("Larissa Juliana Camila Thaís"), men: words("Thiago Rafael Caio Wellington"),
		families: words("Nascimento Barbosa Cardoso Monteiro Queiroz Siqueira")}
}

func spanish() origin {
	return origin{language: "es", women: words("Lucía Carmen Begoña Noelia"), men: words("Íñigo Javier Álvaro Sergio"),
		families: words("Núñez Ibáñez Castro Vázquez Otero Peña")}
}

func british() origin {
	return origin{language: "en", women: words("Charlotte Emily Rachel Louise Hannah Siân Fiona Rebecca Zoe Harriet Bethan Niamh"),
		men:      words("James Oliver Thomas William Callum Gareth Rory Simon Nathan Ewan Patrick Owen"),
		families: words("Taylor Evans Hughes Clarke Walker O'Brien MacLeod Bennett Fletcher Whitfield Ashworth Penrose Davies Murray Hargreaves Lloyd-Jones")}
}

func southAsian() origin {
	return origin{language: "en", women: words("Ananya Fatima Meera Nisha Sadia Kavita Deepa"), men: words("Arjun Imran Rohan Sanjay Farhan Vikram Nikhil"),
		families: words("Patel Sharma Khan Iyer Chowdhury Rahman Gupta Nair Perera Malik Joshi Sidhu")}
}

func westAfrican() origin {
	return origin{language: "en", women: words("Abena Ngozi Folake Ama Chiamaka"), men: words("Kwame Emeka Tunde Kofi Chidi"),
		families: words("Mensah Owusu Adebayo Eze Okafor Boateng Balogun Asante")}
}

func otherScripts() origin {
	return origin{language: "uk", women: words("Наталія|Nataliia Оксана|Oksana Ірина|Iryna"), men: words("Андрій|Andrii Тарас|Taras Дмитро|Dmytro Олексій|Oleksii"),
		families: words("Шевченко|Shevchenko Бондаренко|Bondarenko Ткаченко|Tkachenko Мельник|Melnyk Коваль|Koval Лисенко|Lysenko")}
}

// drawn is a name as it came out of the pools.
type drawn struct {
	given, family, latin, language, pronouns, voice string
}

// weighted is an origin and its share of the people at a site.
type weighted struct {
	of    func() origin
	share int
}

func originsAt(site string) []weighted {
	switch site {
	case PortoSite:
		return []weighted{{portuguese, 66}, {brazilian, 12}, {spanish, 8}, {southAsian, 5}, {otherScripts, 3}, {british, 3}, {westAfrican, 3}}
	case LondonSite:
		return []weighted{{british, 55}, {southAsian, 20}, {westAfrican, 10}, {polish, 6}, {portuguese, 4}, {turkish, 5}}
	}
	return []weighted{{swedish, 43}, {german, 3}, {finnish, 11}, {polish, 12}, {balkan, 9}, {somali, 6}, {czechs, 5}, {arabic, 5}, {turkish, 3}, {otherScripts, 2}, {southAsian, 1}}
}

func drawName(r *rand.Rand, site string) drawn {
	all := originsAt(site)
	left := r.IntN(100)
	o := all[0].of()
	for _, w := range all {
		if left < w.share {
			o = w.of()
			break
		}
		left -= w.share
	}
	woman := r.IntN(100) < 46
	given, family, pronouns, voice := pick(r, o.men), pick(r, o.families), "he/him", "m"
	if woman {
		given, pronouns, voice = pick(r, o.women), "she/her", "f"
		if o.female != nil {
			family = o.female(family)
		}
	}
	if r.IntN(60) == 0 {
		pronouns, voice = "they/them", ""
	}
	d := drawn{language: o.language, pronouns: pronouns, voice: voice}
	var latinGiven, latinFamily string
	d.given, latinGiven = scripts(given)
	d.family, latinFamily = scripts(family)
	if d.given != latinGiven || d.family != latinFamily {
		d.latin = latinGiven + " " + latinFamily
	}
	return d
}

// scripts splits "own|Latin"; a name without "|" is Latin already.
func scripts(name string) (own, latin string) {
	own, latin, found := strings.Cut(name, "|")
	if !found {
		latin = own
	}
	return own, latin
}

// slug returns the Latin letters of a name in lower case, words joined by hyphens.
func slug(name string) string {
	name = strings.NewReplacer("å", "a", "ä", "a", "á", "a", "ã", "a", "â", "a", "ą", "a", "à", "a", "ß", "ss", "ö", "o", "ø", "o", "ó", "o", "õ", "o", "ô", "o",
		"é", "e", "ě", "e", "ê", "e", "ę", "e", "í", "i", "ı", "i", "î", "i", "ï", "i", "ú", "u", "ü", "u", "ů", "u", "ñ", "n", "ň", "n", "ń", "n",
		"ç", "c", "č", "c", "ć", "c", "š", "s", "ş", "s", "ś", "s", "ž", "z", "ź", "z", "ż", "z", "ř", "r", "ý", "y", "ł", "l", "đ", "d", "ğ", "g",
		"ď", "d", "ť", "t", "'", "", " ", "-").Replace(strings.ToLower(strings.ReplaceAll(name, "İ", "i")))
	return name
}
