package content

// Ruling is how a case of the past year was decided. Its texts may hold the places that Words.Fill describes. A ruling without a Reason grants with the answer that
// the story has.
type Ruling struct {
	Outcome      string // granted, in_part, refused or out_of_scope
	Reason       string
	Clause       string // a Clause's Ref; empty only where it is granted
	Facts        []string
	Alternatives []string
	Next         string
	Days         int // from the decision to what happens then
	Recur        string
	Sum          *Sum // worked out right before; nil: nothing was
	// Disagrees is what the asker writes when they want a second look; After is what a colleague then decided.
	Disagrees string
	After     *Ruling
}

// The outcomes of decisions.
const (
	Granted    = "granted"
	InPart     = "in_part"
	Refused    = "refused"
	OutOfScope = "out_of_scope"
)

// Decided returns the service by which the cases of a story came where it has one that decides, and how they were decided, one ruling after the other. Of other
// stories it returns nothing.
func Decided(script CaseScript) (service string, rulings []Ruling) {
	for _, r := range deciding {
		for id, all := range r.rulings {
			if id == script.ID {
				return r.service, all
			}
		}
	}
	if script.Service == "parents" {
		return script.Service, []Ruling{plainly(script.Language)}
	}
	return "", nil
}

// plainly grants what the answer says.
func plainly(language string) Ruling {
	switch language {
	case "pt":
		return Ruling{Outcome: Granted, Facts: []string{"O que nos escreveu neste pedido."}, Next: "Fica feito como está escrito acima.", Days: 5}
	case "sv":
		return Ruling{Outcome: Granted, Facts: []string{"Det du skrev i ditt ärende."}, Next: "Det blir som det står ovan.", Days: 5}
	}
	return Ruling{Outcome: Granted, Facts: []string{"What you wrote in this request."}, Next: "It is done as it stands above.", Days: 5}
}

var deciding = []struct {
	service string
	rulings map[string][]Ruling // by a story's id
}{
	{"allowances", allowanceRulings}, {"extra-leave", leaveRulings}, {"home-working", hoursRulings}, {"parents", parentRulings},
}

var allowanceRulings = map[string][]Ruling{
	"pay-01": {
		{Outcome: Granted, Clause: "pay 4.2", Facts: []string{"The shift list of your hall has you from 22:00 on all {n} nights.", "{lead} confirms the swap."}, Next: "The money comes with the next pay.", Days: 12, Sum: nightSum,
			Recur: "Swaps are entered on the phone now. A swap on paper no longer counts as complete."},
		{Outcome: Granted, Clause: "pay 4.2", Facts: []string{"The shift list of your hall for {month}.", "The list of swaps of your hall."}, Next: "The money comes with the next pay.", Days: 12, Sum: nightSum},
		{Outcome: Refused, Clause: "pay 4.2", Reason: "Your shifts began at 18:30. The night allowance is for shifts that begin between 20:00 and 02:00, so these earn the evening rate. That rate is on your payslip of {month}, in line 7.",
			Facts:        []string{"The shift list of your hall has you from about 18:20 on each of these days.", "Line 7 of your payslip is the evening rate for the same hours."},
			Alternatives: []string{"Ask {lead} for shifts that begin at 20:00 or later.", "Ask us for a line by line reading of your payslip."}, Next: "Nothing changes in your pay. The evening rate stays.", Days: 3,
			Disagrees: "On two of these days I began at 20:30, because the line was late. The foreman wrote it down.",
			After: &Ruling{Outcome: InPart, Clause: "pay 4.2", Reason: "You are right about two of the days. On those you began at 20:30, and each earns €38.00. On the others you began at about 18:20, and they stay as they are.",
				Facts: []string{"The foreman's list has 20:31 and 20:28 on two of the days.", "It has about 18:20 on the others."}, Alternatives: []string{"Ask {lead} for shifts that begin at 20:00 or later."},
				Next: "2 × €38.00 = €76.00 comes with the next pay.", Days: 14, Recur: "We now look at each day, and no longer at the plan."}},
	},
	"pay-04": {
		{Outcome: InPart, Clause: "pay 6.5", Facts: []string{"Your marks: skill 3.5, quality 4.0, flexibility 2.0.", "Table B, line 3.40."}, Alternatives: []string{"Talk to {lead} about what a 3 in flexibility looks like."},
			Next: "The sheet with each line is in your letters.", Days: 2},
	},
	"pay-11": {
		{Outcome: Granted, Clause: "pay 5.4", Facts: []string{"Your stand-in began on {last}.", "The project ends in {n} weeks."}, Next: "The allowance is paid each month until you are back.", Days: 20},
		{Outcome: Refused, Clause: "pay 5.4", Reason: "The rule pays for a stand-in of a week or longer. This one was four days, and {lead} kept the talks and the rota. So nothing of the post moved.",
			Facts: []string{"The stand-in was four days.", "{lead} kept the talks and the rota."}, Alternatives: []string{"Thank the person in public: we have a small budget for it.", "Ask us before the next project, so that the stand-in gets the whole post."},
			Next: "Nothing is paid. We write to the person and say why.", Days: 3},
	},
	"pay-13": {{Outcome: Granted, Clause: "pay 4.6", Facts: []string{"The shift list of your hall has you until 06:00.", "The holiday was missing in the calendar of Hall 1."}, Next: "The six hours come next month.", Days: 18,
		Recur: "The calendar of each hall is checked in December for the whole year."}},
	"pay-21": {{Outcome: Granted, Clause: "pay 4.6", Facts: []string{"The letter about the step.", "The last signature was never given."}, Next: "The difference is paid back in one sum.", Days: 15,
		Recur: "Open approvals are checked on somebody's last day."}},
}

var leaveRulings = map[string][]Ruling{
	"leave-02": {
		{Outcome: Granted, Clause: "leave 8.2", Facts: []string{"Three of four can be away.", "You stood back last year."}, Next: "The three weeks stand in the plan.", Days: 2, Recur: "Each no to a holiday now needs its reason."},
		{Outcome: InPart, Clause: "leave 8.2", Reason: "Four of you asked for the same weeks, and three can be away. You and one other stood back last year, so you both come first. That gives you the last two of the three weeks.",
			Facts: []string{"Four asked for these weeks, three can be away.", "Two of you stood back last year."}, Alternatives: []string{"Begin a week later and have three weeks in one piece.", "Swap the first week with somebody who agrees."},
			Next: "Two weeks stand in the plan. The third is kept open for you for ten days.", Days: 10},
	},
	"leave-03": {
		{Outcome: Granted, Clause: "leave 8.5", Facts: []string{"You have been here for more than three years.", "{lead} can plan without you from May."}, Next: "The agreement is in your letters for signature.", Days: 7},
		{Outcome: Refused, Clause: "leave 8.5", Reason: "{lead} has two of five posts open from May, and nobody could do your work for six months. We looked at an agency and at the other site, and found nobody who knows the line.",
			Facts: []string{"Two of five posts in your team are open from May.", "The agency and the other site have nobody for them."}, Alternatives: []string{"Three months from May, or six from September: both can be done.", "Four days a week until then."},
			Next: "{lead} talks to you about September.", Days: 9, Recur: "The two posts are advertised since Monday."},
	},
	"leave-07": {{Outcome: Granted, Clause: "leave 8.5", Facts: []string{"{lead} moved your leave twice in autumn.", "Both moves were for the launch."}, Next: "Eleven days stand in your account for next year.", Days: 2}},
	"leave-08": {{Outcome: Granted, Clause: "leave 8.5", Facts: []string{"You have twelve days left.", "Your team can plan without you for three weeks."}, Next: "The days are kept for you.", Days: 3}},
}

var hoursRulings = map[string][]Ruling{
	"hours-01": {
		{Outcome: Granted, Clause: "hours 3.1", Facts: []string{"{lead} can staff your Thursdays.", "You come back to 100% by yourself after a year."}, Next: "Thursdays are free for you from the first of next month.", Days: 25},
		{Outcome: InPart, Clause: "hours 3.1", Reason: "{lead} can staff your Wednesdays, but not your Thursdays: the big delivery comes then, and two others are free already. So you get four days a week, with Wednesday free.",
			Facts: []string{"Two of the team are free on Thursdays.", "The delivery comes on Thursdays."}, Alternatives: []string{"Swap with one of the two who are free on Thursdays.", "Work four shorter days until one of them is back."},
			Next: "Wednesdays are free for you from the first of next month.", Days: 25},
	},
	"hours-02": {{Outcome: Granted, Clause: "hours 3.4", Facts: []string{"Kraków is within the EU.", "{lead} agrees to the times."}, Next: "You can work from there for 30 days.", Days: 30}},
	"hours-06": {{Outcome: Granted, Clause: "hours 3.1", Facts: []string{"A place in kitting begins at 08:30.", "{lead} agrees."}, Next: "The place is yours from August.", Days: 20}},
	"hours-11": {
		{Outcome: Granted, Clause: "hours 3.1", Facts: []string{"Four people in Kestrel Street have one.", "Your manager is open to it."}, Next: "The trial of three months begins when both of you have signed.", Days: 14},
		{Outcome: OutOfScope, Clause: "hours 3.1", Reason: "Your contract is with the agency, and it sets your hours. We would be glad to see it work, but we cannot change what the agency agreed with you.",
			Facts: []string{"Your contract names the agency as your employer."}, Alternatives: []string{"Ask the agency: we wrote down whom to call.", "Ask your manager to say to the agency that the team agrees."}, Next: "We tell the agency that you will call.", Days: 2},
	},
}

var parentRulings = map[string][]Ruling{
	"parents-01": {{Outcome: Granted, Clause: "parents 9.2", Facts: []string{"Both blocks are told more than two months before."}, Next: "The first block stands in the plan. You can change the second one until three months before it.", Days: 4}},
	"parents-05": {{Outcome: Granted, Clause: "parents 9.6", Facts: []string{"Your post was kept.", "{lead} has a project for you."}, Next: "The offer is in writing, and {lead} asks you for a coffee.", Days: 6}},
	"parents-09": {
		{Outcome: Granted, Clause: "hours 3.1", Facts: []string{"The night allowance is about €{n*38} a month."}, Next: "You work days from {soon}.", Days: 10},
		{Outcome: InPart, Clause: "hours 3.1", Reason: "Two others in your team are off nights for the same reason, and the line needs four at night. So you work days for three weeks of four, and nights in the fourth.",
			Facts: []string{"Two of the team are off nights already.", "The line needs four people at night."}, Alternatives: []string{"Days only in packing, at the same pay, for six months.", "Two single nights a month in place of a week."},
			Next: "Your new rota begins on {soon}. We look at it again in three months.", Days: 10},
	},
}
