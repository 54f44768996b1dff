package content

// crew is a group of people with one lead.
type crew struct {
	lead    string // a persona's key, or empty
	unit    string // empty: the unit of its area
	title   string // the lead's position; empty: the area's
	size    int    // with the lead
	group   string
	members []string // personas among them
}

// area is a department: a head, crews with their leads, and staff who report to the head.
type area struct {
	head      string // a persona's key, or empty
	boss      string // the key of the persona whom the head reports to
	unit      string
	site      string
	title     string // the head's position
	leads     string // the leads' position
	positions []string
	crews     []crew
	staff     int
	personas  []string // among the staff
	jobs      []string // positions of the staff
}

// Units returns the tree of the organisation, parents before children.
func Units() []Unit {
	return []Unit{
		{"fl", "", "Ferrow & Lund"},
		{"leadership", "fl", "Leadership"},
		{"malmby", "fl", "Malmby plant"},
		{"production", "malmby", "Production"},
		{"hall-1", "production", "Hall 1"}, {"hall-2", "production", "Hall 2"},
		{"assembly", "production", "Assembly"},
		{"line-1", "assembly", "Line 1"}, {"line-2", "assembly", "Line 2"}, {"line-3", "assembly", "Line 3"},
		{"press-shop", "production", "Press shop"}, {"test-bench", "production", "Test bench"},
		{"maintenance", "malmby", "Maintenance"}, {"logistics", "malmby", "Logistics"}, {"quality", "malmby", "Quality"},
		{"design-office", "malmby", "Design office"}, {"hr", "malmby", "HR"}, {"finance", "malmby", "Finance"}, {"it", "malmby", "IT"},
		{"porto", "fl", "Porto service centre"},
		{"porto-care", "porto", "Customer service"}, {"porto-support", "porto", "Technical support"}, {"porto-orders", "porto", "Orders and spare parts"},
		{"porto-books", "porto", "Shared accounting"},
		{"kestrel", "fl", "Kestrel Street"},
		{"sales", "kestrel", "Sales"}, {"marketing", "kestrel", "Marketing"}, {"legal", "kestrel", "Legal and data protection"},
	}
}

func repeated(n, size int, group string) []crew {
	out := make([]crew, n)
	for i := range out {
		out[i] = crew{size: size, group: group}
	}
	return out
}

func areas() []area {
	return append(productionAreas(), officeAreas()...)
}

func productionAreas() []area {
	hall := words("Assembler Welder Operator Setter Inspector")
	desk := []string{"Production planner", "Process engineer", "Shift coordinator"}
	return []area{
		{boss: "henrik-lund", unit: "hall-1", site: MalmbySite, title: "Hall manager, Hall 1", leads: "Team lead, Hall 1", positions: hall, staff: 2, jobs: desk,
			crews: append([]crew{{size: 14, group: ShopFloor, members: []string{"ewa-nowicka"}}, {size: 14, group: Night, members: []string{"milan-horvat"}},
				{size: 14, group: Night}}, repeated(4, 14, ShopFloor)...)},
		{boss: "henrik-lund", unit: "hall-2", site: MalmbySite, title: "Hall manager, Hall 2", leads: "Team lead, Hall 2", positions: hall, staff: 2, jobs: desk,
			crews: append([]crew{{lead: "stefan-lang", size: 15, group: ShopFloor, members: []string{"pavel-dvorak", "eva-markova"}}, {size: 14, group: Night}},
				repeated(5, 14, ShopFloor)...)},
		{boss: "henrik-lund", unit: "assembly", site: MalmbySite, title: "Assembly manager", leads: "Team lead, assembly", positions: words("Assembly Brazing Packing"), staff: 2, jobs: desk,
			crews: []crew{
				{lead: "jonas-eklund", unit: "line-3", size: 15, group: ShopFloor, members: []string{"amina-yusuf", "hanna-virtanen", "kemal-winther", "nils-persson"}},
				{unit: "line-3", size: 14, group: Night, title: "Team lead, line 3, nights"},
				{unit: "line-1", size: 14, group: ShopFloor, title: "Team lead, line 1"}, {unit: "line-1", size: 14, group: ShopFloor, title: "Team lead, line 1"},
				{unit: "line-2", size: 14, group: ShopFloor, title: "Team lead, line 2"}, {unit: "line-2", size: 14, group: ShopFloor, title: "Team lead, line 2"}}},
		{boss: "henrik-lund", unit: "press-shop", site: MalmbySite, title: "Press shop manager", leads: "Team lead, press shop",
			positions: []string{"Press operator", "Tool setter", "Sheet cutter"}, staff: 2, jobs: []string{"Tool engineer", "Production planner"},
			crews: append([]crew{{size: 13, group: ShopFloor, members: []string{"rosa-lindgren"}}, {size: 13, group: Night}}, repeated(3, 13, ShopFloor)...)},
		{boss: "henrik-lund", unit: "test-bench", site: MalmbySite, title: "Test bench manager", leads: "Team lead, test bench",
			positions: []string{"Tester", "Leak tester", "Calibration technician"}, crews: repeated(5, 9, ShopFloor), staff: 2, jobs: []string{"Test engineer"}},
		{boss: "henrik-lund", unit: "maintenance", site: MalmbySite, title: "Head of maintenance", leads: "Team lead, maintenance",
			positions: words("Mechanic Electrician Pipefitter"), crews: append([]crew{{size: 9, group: Night}}, repeated(4, 9, ShopFloor)...), staff: 3,
			jobs: []string{"Energy engineer", "Maintenance planner"}},
		{boss: "henrik-lund", unit: "logistics", site: MalmbySite, title: "Head of logistics", leads: "Team lead, logistics",
			positions: []string{"Driver", "Forklift driver", "Warehouse worker", "Kitting"}, staff: 2, jobs: []string{"Transport planner", "Customs clerk"},
			crews: append([]crew{{size: 12, group: Night, members: []string{"tomasz-nowak"}}, {size: 12, group: Night}}, repeated(4, 12, ShopFloor)...)},
	}
}

func officeAreas() []area {
	service := []string{"Service specialist", "Customer adviser", "Senior customer adviser"}
	return []area{
		{boss: "henrik-lund", unit: "quality", site: MalmbySite, title: "Head of quality", staff: 15, jobs: []string{"Quality engineer", "Auditor", "Measuring technician", "Supplier quality"}},
		{boss: "henrik-lund", unit: "design-office", site: MalmbySite, title: "Head of design", leads: "Design lead", positions: []string{"Design engineer", "Simulation engineer", "Draughtsperson"},
			crews: []crew{{size: 9, group: Office, members: []string{"oskar-lindqvist"}}, {size: 9, group: Office}, {size: 9, group: Office}}, staff: 4, jobs: []string{"Chief engineer", "Patent engineer"}},
		{head: "ingrid-salo", boss: "margaret-ferrow", unit: "hr", site: MalmbySite, personas: hrPersonas()},
		{boss: "margaret-ferrow", unit: "finance", site: MalmbySite, title: "Chief financial officer", staff: 14, jobs: []string{"Accountant", "Controller", "Buyer", "Treasury analyst"}},
		{boss: "margaret-ferrow", unit: "it", site: MalmbySite, title: "Head of IT", staff: 15, personas: []string{"noor-haddad"},
			jobs: []string{"Systems engineer", "Service desk technician", "Developer", "Network engineer"}},
		{head: "catarina-leite", boss: "margaret-ferrow", unit: "porto", site: PortoSite, staff: 3, jobs: []string{"Trainer", "Workforce planner", "Facilities coordinator"},
			leads: "Floor supervisor", positions: service, crews: append(append(append([]crew{
				{unit: "porto-care", size: 14, group: Porto, members: []string{"beatriz-nunes", "rui-tavares"}}, {unit: "porto-care", size: 14, group: Porto, members: []string{"leila-haddad"}}},
				inUnit("porto-care", repeated(5, 14, Porto))...), inUnit("porto-support", repeated(4, 14, Porto))...),
				append(inUnit("porto-orders", repeated(2, 13, Porto)), inUnit("porto-books", repeated(1, 12, Porto))...)...)},
		{boss: "margaret-ferrow", unit: "sales", site: LondonSite, title: "Head of sales", leads: "Regional sales lead", positions: []string{"Account manager", "Sales coordinator", "Tender manager"},
			crews: repeated(5, 9, London), staff: 2, jobs: []string{"Sales analyst"}},
		{boss: "margaret-ferrow", unit: "marketing", site: LondonSite, title: "Head of marketing", staff: 16, jobs: []string{"Copywriter", "Designer", "Event manager", "Market analyst"}},
		{boss: "margaret-ferrow", unit: "legal", site: LondonSite, title: "General counsel", staff: 7, personas: []string{"lucas-meijer", "astrid-nyberg"}, jobs: []string{"Lawyer", "Paralegal", "Contract manager"}},
	}
}

func inUnit(unit string, crews []crew) []crew {
	for i := range crews {
		crews[i].unit = unit
	}
	return crews
}
