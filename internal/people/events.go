package people

// PersonAdded tells that somebody is new in the directory.
type PersonAdded struct{ PersonID string }

// FactName implements store.Fact.
func (PersonAdded) FactName() string { return "people.person_added" }

// PersonChanged tells that the directory's facts of a person, or their own choices, changed.
type PersonChanged struct{ PersonID string }

// FactName implements store.Fact.
func (PersonChanged) FactName() string { return "people.person_changed" }

// RoleChanged tells that a person was given a role or lost one: what they may do follows at once.
type RoleChanged struct{ PersonID string }

// FactName implements store.Fact.
func (RoleChanged) FactName() string { return "people.role_changed" }

// TeamChanged tells that a team was made or has other members.
type TeamChanged struct{ TeamID string }

// FactName implements store.Fact.
func (TeamChanged) FactName() string { return "people.team_changed" }

// PeopleImported tells that a file changed the directory; there is no fact for each person in it.
type PeopleImported struct{ ImportID string }

// FactName implements store.Fact.
func (PeopleImported) FactName() string { return "people.imported" }
