package narrow

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// FuzzRead holds that an address is read and written alike, that what is not of the list is named, and that nothing of it gets into SQL but as an argument.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "priority=high&due=late", "title=a+%25_!b&site=Malmby", "owner=x", "sort=newest&q=x", "field_is=1", "title=%00", "priority=high&priority=low", "due=week&waits=hr&calls=asked&law=runs&owner=me&group=hr", "=&=", "language=sv'%20--"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		v, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		var m, again More
		others := m.Read(v)
		for _, name := range others {
			if _, known := m.fields()[name]; known || !v.Has(name) {
				t.Errorf("%q: %q is named", query, name)
			}
		}
		w := url.Values{}
		for name, value := range m.Values() {
			w.Set(name, value)
		}
		if rest := again.Read(w); len(rest) > 0 || again != m || len(w)+len(others) > len(v) || !slices.IsSorted(others) {
			t.Errorf("%q is %+v, and that is %+v; others are %q and %q", query, m, again, others, rest)
		}
		var wrong fault.Fields
		m.Check(&wrong)
		if err := wrong.Err(); err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Error(err)
			}
			return
		}
		asked := new(store.Q).Add(`SELECT c.id FROM desk_case c WHERE `).Where(m.Where("me", store.Time{}))
		for _, value := range append(strings.Fields(m.Title), m.Site, m.Language, m.Field, m.FieldIs, m.FieldFrom, m.FieldTo) {
			if len(value) > 8 && strings.ContainsAny(value, `'"%;!`) && strings.Contains(asked.SQL(), value) {
				t.Errorf("%q stands in %s", value, asked.SQL())
			}
		}
		if n := strings.Count(asked.SQL(), "$"); n != len(asked.Args()) {
			t.Errorf("%d arguments for %d places in %s", len(asked.Args()), n, asked.SQL())
		}
	})
}
