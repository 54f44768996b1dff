package content

// TeamAgreed is what a team agreed on about its work.
type TeamAgreed struct {
	Team                       string
	Load, HeavyOpen, HeavyWeek int
	Weights                    map[string][2]int // by service: how much work a case is, and how hard to bear
}

// Agreed is what the teams agreed on.
func Agreed() []TeamAgreed {
	return []TeamAgreed{
		{Team: AdviceTeam, Load: 90, HeavyOpen: 3, HeavyWeek: 4, Weights: map[string][2]int{"report-sick": {1, 1}, "swap-shift": {1, 1}, "ask": {2, 1}, "leave": {2, 1}, "parents": {3, 2}, "hours": {3, 1}, "letters": {1, 1}}},
		{Team: PayrollTeam, Load: 90, HeavyOpen: 3, HeavyWeek: 4, Weights: map[string][2]int{"payslip": {1, 1}, "pay": {3, 1}, "allowances": {4, 1}}},
		{Team: SafetyTeam, Load: 60, HeavyOpen: 2, HeavyWeek: 3, Weights: map[string][2]int{"health": {3, 3}}},
		{Team: RelationsTeam, Load: 60, HeavyOpen: 2, HeavyWeek: 2, Weights: map[string][2]int{"fairness": {5, 3}}},
	}
}

// TakesWork is what somebody of HR says that they take.
type TakesWork struct {
	Agent               string
	Languages, Services []string
}

// Takes is what people of HR take; the others take all that comes.
func Takes() []TakesWork {
	return []TakesWork{
		{Agent: "marta-kowalczyk", Languages: []string{"en", "pl"}},
		{Agent: "theo-brandt", Languages: []string{"en", "sv", "de"}},
		{Agent: "priya-raman", Languages: []string{"en", "sv"}},
	}
}

// Morning is a question of this morning, which the rule gives to somebody.
type Morning struct{ Asker, Service, Subject, Body string }

// ThisMorning are the questions of this morning.
func ThisMorning() []Morning {
	return []Morning{
		{Asker: "tomasz-nowak", Service: "leave", Subject: "Dwa dni wolnego w grudniu", Body: "Czy mogę wziąć 21 i 22 grudnia? Brat bierze ślub w Gdańsku."},
		{Asker: "kemal-winther", Service: "letters", Subject: "A letter for my landlord", Body: "He wants to read that I have a permanent contract. By Friday would be good."},
		{Asker: "oskar-lindqvist", Service: "payslip", Subject: "Lönespecifikationen för oktober", Body: "Jag hittar den inte längre. Kan ni skicka den igen?"},
	}
}
