package content

// OftenService is the service about which many ask today.
const OftenService = "ask"

// AnnouncedFor is the service on whose form it is announced.
const AnnouncedFor = "payslip"

// Question is something that somebody asks.
type Question struct{ Subject, Body string }

// Often are the questions of a morning on which the payslip portal is down.
func Often() []Question {
	return []Question{
		{"Payslip portal does not open", "I wanted to look at my November payslip. The page says that it cannot be reached."},
		{"November payslip: portal down?", "Is the payslip portal down, or is it only me? I need the payslip for my bank."},
		{"Cannot reach the payslip portal", "Since this morning the portal only shows an error. When will it be back?"},
		{"Payslip portal shows an error", "Error 503 when I click on my payslip for November."},
		{"Where is my November payslip?", "The payslip portal is empty for me. Was the pay run late?"},
		{"Payslip portal is down again", "I have tried it on my phone and on the terminal in the canteen."},
		{"No payslip in the portal", "My landlord asks for the November payslip by tomorrow. Can you send it on paper?"},
		{"Payslip portal: time-out", "It loads for a minute and then says time-out."},
		{"The payslip portal is not working", "Neither of us on the night shift could open it."},
		{"Payslip portal, November", "I cannot sign in to the payslip portal. Is my account locked?"},
		{"Payslip portal error", "It says that maintenance is going on. Until when?"},
		{"Payslip portal since this morning", "It does not answer. I only want to check my overtime of November."},
		{"Payslip portal not reachable", "I am on leave from tomorrow and would like to see my payslip before."},
	}
}

// Announcement is what HR tells everybody, in a language.
type Announcement struct{ Language, Title, Body string }

// Announced is what the team says about it.
func Announced() []Announcement {
	return []Announcement{
		{"en", "The payslip portal is down since this morning", "Your November pay was paid on time. The portal is expected back by tomorrow noon. If you need the payslip before, for a bank or a landlord, ask us: we send it as a letter the same day."},
		{"sv", "Lönespecifikationerna går inte att öppna sedan i morse", "Novemberlönen betalades ut i tid. Portalen väntas tillbaka senast i morgon klockan tolv. Behöver du lönespecifikationen tidigare, fråga oss: vi skickar den som brev samma dag."},
	}
}
