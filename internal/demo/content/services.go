package content

const workDay = 510 // minutes

// The keys of the HR teams.
const (
	AdviceTeam    = "advice"
	PayrollTeam   = "payroll"
	SafetyTeam    = "safety"
	GrowthTeam    = "growth"
	RelationsTeam = "relations"
)

// HRTeams returns the teams of HR with their members.
func HRTeams() []HRTeam {
	return []HRTeam{
		{AdviceTeam, "HR advice", []string{"marta-kowalczyk", "daniel-okoro", "mateus-pinto", "grace-adeyemi", "priya-raman"}},
		{PayrollTeam, "Payroll", []string{"theo-brandt", "anders-holm", "filipa-rocha", "marta-kowalczyk"}},
		{SafetyTeam, "Health and safety", []string{"sofia-bergstrom", "elif-kaya"}},
		{GrowthTeam, "Hiring and learning", []string{"johan-nystrom", "zofia-wrona", "daniel-okoro"}},
		{RelationsTeam, "People relations", []string{"helen-marsh", "priya-raman", "ingrid-salo"}},
	}
}

// Services returns what HR offers, in the order of the portal: the four large buttons first.
func Services() []Service {
	return []Service{
		{Slug: "report-sick", Name: "Report sick", Description: "You or your child is ill, or you are well again", Icon: "thermometer", Team: AdviceTeam,
			FirstAnswerMinutes: 60, DecisionMinutes: workDay, Sensitivity: "team", Health: true, Neutral: true, Cause: "ordinary", Large: true},
		{Slug: "swap-shift", Name: "Swap a shift", Description: "With a colleague, or when you find nobody", Icon: "repeat", Team: AdviceTeam,
			FirstAnswerMinutes: 120, DecisionMinutes: workDay, Sensitivity: "open", ManagerSees: true, Cause: "rule-not-found", Large: true},
		{Slug: "payslip", Name: "My payslip", Description: "Get it, open it, understand it", Icon: "receipt-text", Team: PayrollTeam,
			FirstAnswerMinutes: 240, DecisionMinutes: 2 * workDay, Sensitivity: "team", Cause: "payslip-unclear", Large: true},
		{Slug: "ask", Name: "Ask HR", Description: "Anything else, in your own words", Icon: "message-circle-question", Team: AdviceTeam,
			FirstAnswerMinutes: 240, DecisionMinutes: 3 * workDay, Sensitivity: "open", Cause: "rule-not-found", Large: true},
		{Slug: "pay", Name: "Pay and allowances", Description: "Missing pay, allowances, bank details", Icon: "banknote", Team: PayrollTeam,
			FirstAnswerMinutes: 240, DecisionMinutes: 3 * workDay, Sensitivity: "team", Neutral: true, Cause: "hr-mistake"},
		{Slug: "leave", Name: "Leave and absence", Description: "Holiday, free days, caring for someone", Icon: "calendar-days", Team: AdviceTeam,
			FirstAnswerMinutes: 240, DecisionMinutes: 3 * workDay, Sensitivity: "open", Cause: "rule-not-found"},
		{Slug: "parents", Name: "Becoming a parent", Description: "Leave, pay and coming back", Icon: "baby", Team: AdviceTeam,
			FirstAnswerMinutes: workDay, DecisionMinutes: 5 * workDay, Sensitivity: "team", Neutral: true, Cause: "life-change", Decides: true},
		{Slug: "hours", Name: "Hours and shifts", Description: "Overtime, reduced hours, the rota", Icon: "clock", Team: AdviceTeam,
			FirstAnswerMinutes: workDay, DecisionMinutes: 4 * workDay, Sensitivity: "open", Cause: "rule-not-found"},
		{Slug: "letters", Name: "Letters and proof", Description: "Employment letter, visa, mortgage", Icon: "id-card", Team: AdviceTeam,
			FirstAnswerMinutes: 240, DecisionMinutes: 2 * workDay, Sensitivity: "open", Cause: "ordinary"},
		{Slug: "health", Name: "Health and safety", Description: "Injuries, equipment, changes to your workplace", Icon: "heart-pulse", Team: SafetyTeam,
			FirstAnswerMinutes: 120, DecisionMinutes: 3 * workDay, Sensitivity: "team", Health: true, Neutral: true, Cause: "equipment"},
		{Slug: "learning", Name: "Learning and career", Description: "Courses, moving roles, mentoring", Icon: "graduation-cap", Team: GrowthTeam,
			FirstAnswerMinutes: 2 * workDay, DecisionMinutes: 5 * workDay, Sensitivity: "open", Cause: "rule-not-found"},
		{Slug: "fairness", Name: "Something is not right", Description: "Fairness, conduct, bullying. Read by named people only", Icon: "scale", Team: RelationsTeam,
			FirstAnswerMinutes: 240, DecisionMinutes: 10 * workDay, Sensitivity: "named", Neutral: true, Cause: "conduct"},
		{Slug: "staffing", Name: "Staffing my team", Description: "Agency workers, new posts, contracts that end", Icon: "users", Team: GrowthTeam,
			FirstAnswerMinutes: 60, DecisionMinutes: 3 * workDay, Sensitivity: "team", LeadsOnly: true, Cause: "agency"},
		{Slug: "starting", Name: "Starting here", Description: "Your first weeks: equipment, papers, your buddy", Icon: "sprout", Team: GrowthTeam,
			FirstAnswerMinutes: 240, DecisionMinutes: 3 * workDay, Sensitivity: "open", ManagerSees: true, Cause: "papers-missing"},
		{Slug: "allowances", Name: "Allowances and pay review", Description: "An allowance, a pay step, how a rise was worked out", Icon: "calculator", Team: PayrollTeam,
			FirstAnswerMinutes: 240, DecisionMinutes: 3 * workDay, Sensitivity: "team", Neutral: true, Cause: "hr-mistake", Decides: true},
		{Slug: "extra-leave", Name: "Leave beyond your days", Description: "Unpaid leave, more days carried over, the same weeks as others", Icon: "calendar-plus", Team: AdviceTeam,
			FirstAnswerMinutes: 240, DecisionMinutes: 3 * workDay, Sensitivity: "open", Cause: "rule-unclear", Decides: true},
		{Slug: "home-working", Name: "Fewer hours, other hours, work at home", Description: "Reduced or compressed hours, early shifts, home office", Icon: "house", Team: AdviceTeam,
			FirstAnswerMinutes: workDay, DecisionMinutes: 4 * workDay, Sensitivity: "open", Cause: "life-change", Decides: true},
		{Slug: "my-data", Name: "My personal data", Description: "A copy of what we keep about you, or something that is wrong in it", Icon: "id-card", Team: RelationsTeam,
			FirstAnswerMinutes: workDay, DecisionMinutes: 18 * workDay, Sensitivity: "team", Neutral: true, Cause: "ordinary", Law: "one month, Art. 12(3) and 15 GDPR", LawMonths: 1, LawMore: 2},
	}
}

// Causes returns why things are asked. The last one, "other", always exists and asks for words.
func Causes() []Cause {
	return []Cause{
		{"ordinary", "An ordinary request"},
		{"rule-not-found", "The rule exists and was not found"},
		{"rule-unclear", "The rule is not clear"},
		{"payslip-unclear", "The payslip does not explain a line"},
		{"review-no-reason", "A review or bonus letter shows no calculation"},
		{"hr-mistake", "A mistake by HR"},
		{"system-fault", "A fault in a system"},
		{"record-outdated", "The record was out of date"},
		{"papers-missing", "Papers for starting were missing"},
		{"rota-entry", "A swap was not entered in the rota"},
		{"rota-late", "The rota came late or changed late"},
		{"late-approval", "An approval came after pay had closed"},
		{"handover", "It got stuck between two teams"},
		{"lead-not-told", "A team lead was not told"},
		{"equipment", "Equipment was missing or did not fit"},
		{"agency", "An agency did not deliver"},
		{"workload", "Too much work for too few people"},
		{"wrong-form", "The form did not offer the right choice"},
		{"life-change", "A change in somebody's life"},
		{"conduct", "Somebody's conduct"},
		{"other", "Another cause"},
	}
}
