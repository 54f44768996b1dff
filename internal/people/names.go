package people

import "slices"

// Names returns the names by which texts of ours may call the person, the longest first; nothing of a person without names.
func (p Person) Names() []string {
	whole := p
	whole.PreferredName = ""
	all := []string{p.DisplayName(), whole.DisplayName(), p.FirstName(), whole.FirstName()}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return slices.DeleteFunc(slices.Compact(all), func(name string) bool { return name == "" })
}
