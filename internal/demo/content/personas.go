package content

func persona(given, family, position, pronouns string, started int) Person {
	return Person{Given: given, Family: family, Position: position, Pronouns: pronouns, StartedDaysAgo: started}
}

func hrPersonas() []string {
	return []string{"marta-kowalczyk", "theo-brandt", "priya-raman", "daniel-okoro", "sofia-bergstrom", "elif-kaya", "johan-nystrom", "zofia-wrona",
		"anders-holm", "helen-marsh", "mateus-pinto", "filipa-rocha", "grace-adeyemi"}
}

// personas returns the people whom the demo knows by name. Where they stand in the tree is said by areas.
func personas() map[string]Person {
	out := map[string]Person{}
	for _, p := range append(plantPersonas(), officePersonas()...) {
		p.Key = slug(p.Given + " " + p.Family)
		if p.Language == "" {
			p.Language = "en"
		}
		out[p.Key] = p
	}
	return out
}

func plantPersonas() []Person {
	pavel := persona("Pavel", "Dvořák", "Welder", "he/him", 4030)
	pavel.Language = "cs"
	rosa := persona("Rosa", "Lindgren", "Press operator", "she/her", 2870)
	rosa.Language, rosa.Email, rosa.Phone = "sv", none, none
	oskar := persona("Oskar", "Lindqvist", "Design engineer", "he/him", 1660)
	oskar.Language = "sv"
	tomasz := persona("Tomasz", "Nowak", "Driver", "he/him", 1240)
	tomasz.Language = "pl"
	return []Person{pavel, rosa, oskar, tomasz,
		persona("Amina", "Yusuf", "Assembly", "she/her", 384),
		persona("Hanna", "Virtanen", "Tester", "she/her", 9),
		persona("Kemal", "Winther", "Tester", "he/him", 2250),
		persona("Nils", "Persson", "Assembly", "he/him", 1130),
		persona("Jonas", "Eklund", "Team lead, line 3", "he/him", 2540),
		persona("Stefan", "Lang", "Team lead, Hall 2", "he/him", 3310),
		persona("Eva", "Marková", "Welder", "she/her", 2010),
		persona("Milan", "Horvat", "Press operator", "he/him", 640),
		persona("Ewa", "Nowicka", "Assembler", "she/her", 910),
		persona("Henrik", "Lund", "Plant director", "he/him", 5400),
		persona("Noor", "Haddad", "Systems administrator", "she/her", 1480),
	}
}

func officePersonas() []Person {
	beatriz := persona("Beatriz", "Nunes", "Service specialist", "she/her", 1190)
	beatriz.Language = "pt"
	return []Person{beatriz,
		persona("Margaret", "Ferrow", "Chief executive", "she/her", 6200),
		persona("Ingrid", "Salo", "Head of HR", "she/her", 3020),
		persona("Marta", "Kowalczyk", "HR adviser", "she/her", 1720),
		persona("Theo", "Brandt", "Payroll specialist", "he/him", 2380),
		persona("Priya", "Raman", "HR policy adviser", "she/her", 1310),
		persona("Daniel", "Okoro", "HR adviser", "he/him", 820),
		persona("Sofia", "Bergström", "Occupational nurse", "she/her", 1960),
		persona("Elif", "Kaya", "Safety adviser", "she/her", 1080),
		persona("Johan", "Nyström", "Hiring partner", "he/him", 1540),
		persona("Zofia", "Wrona", "Learning partner", "she/her", 700),
		persona("Anders", "Holm", "Payroll specialist", "he/him", 4100),
		persona("Helen", "Marsh", "People relations adviser", "she/her", 2640),
		persona("Mateus", "Pinto", "HR adviser, Porto", "he/him", 960),
		persona("Filipa", "Rocha", "Payroll specialist, Porto", "she/her", 1420),
		persona("Grace", "Adeyemi", "HR adviser, London", "she/her", 1150),
		persona("Astrid", "Nyberg", "Ombudswoman for concerns", "she/her", 2240),
		persona("Lucas", "Meijer", "Data-protection officer", "he/him", 1880),
		persona("Catarina", "Leite", "Director, service centre", "she/her", 2930),
		persona("Rui", "Tavares", "Service specialist", "he/him", 1350),
		persona("Leila", "Haddad", "Service specialist", "she/her", 560),
	}
}

// siteOf says where an HR persona works who is not at the plant.
func siteOf(key, site string) string {
	switch key {
	case "mateus-pinto", "filipa-rocha":
		return PortoSite
	case "grace-adeyemi":
		return LondonSite
	}
	return site
}

func rolesOf(key string) []string {
	switch key {
	case "ingrid-salo":
		return []string{RoleAgent, RoleHRHead}
	case "noor-haddad":
		return []string{RoleAdmin}
	case "astrid-nyberg", "catarina-leite":
		return []string{RoleConcern}
	case "lucas-meijer":
		return []string{RoleDPO}
	}
	for _, k := range hrPersonas() {
		if k == key {
			return []string{RoleAgent}
		}
	}
	return nil
}
