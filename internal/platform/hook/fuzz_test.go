package hook

import (
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

// inner are ranges that nobody outside may have this machine call, written down from RFC 1918, 3927, 4193, 4291, 6598 and 6890, not from guard.go.
var inner = prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10", "0.0.0.0/8", "224.0.0.0/3", "::/8", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "64:ff9b::/96",
	"2002::/16", "2001::/32", "2001:db8::/32")

func isInner(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || a.Zone() != "" || in(a, inner)
}

// FuzzPublic holds that no address within a network counts as public, however it is written, and that house opens none at which a machine is told secrets.
func FuzzPublic(f *testing.F) {
	for _, s := range []string{"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "2002:a00:1::", "fe80::1%eth0", "fd00::1", "8.8.8.8", "2606:4700::1111", "0.0.0.0", "255.255.255.255",
		"100.100.100.200", "2001:0:a00:1::", "::", "::10.0.0.1", "fec0::1"} {
		f.Add(netip.MustParseAddr(s).AsSlice(), "")
	}
	f.Add([]byte{}, "")
	f.Add(netip.MustParseAddr("2606:4700::1111").AsSlice(), "eth0")
	f.Fuzz(func(t *testing.T, bytes []byte, zone string) {
		a, _ := netip.AddrFromSlice(bytes)
		if a.Is6() {
			a = a.WithZone(zone)
		}
		if Public(a) && (!a.IsValid() || isInner(a)) {
			t.Errorf("%s counts as public", a)
		}
		if a.Zone() == "" && Public(a) != Public(a.Unmap()) {
			t.Errorf("%s and %s are judged differently", a, a.Unmap())
		}
		if a = a.Unmap(); house(a) && (a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || a.Zone() != "") {
			t.Errorf("%s may be reached under a name", a)
		}
	})
}

// FuzzCheckURL holds that what is accepted is a whole address of https without a name, a password or a fragment, which names no place within a network by its number and is the same when it is read again.
func FuzzCheckURL(f *testing.F) {
	for _, s := range []string{"", "https://payroll.example.com/hearth", "http://payroll.example.com", "https://127.0.0.1/", "https://127.0.0.1./x", "https://%31%32%37.0.0.1/", "https://[::1]:443/", "https://[fe80::1%25eth0]/", "https://[::ffff:10.0.0.1]/",
		"https://user:pw@a.example", "https://a.example#x", "https://a.example#", "//a.example", "https:a.example", "HTTPS://A.example", "https://a.example\\@b.example", "https://a.example:99999", "https://:443/", "https://8.8.8.8/x?y=z",
		"javascript:alert(1)", "https://inside.example/", "http://inside.example/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		closed, opened := &Poster{}, &Poster{Hosts: []string{"inside.example", "10.0.0.7"}}
		if opened.CheckURL(text) != "" && closed.CheckURL(text) == "" {
			t.Errorf("%q is refused because a host is allowed", text)
		}
		if closed.CheckURL(text) != "" {
			return
		}
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "https" || u.User != nil || u.Fragment != "" || u.Hostname() == "" {
			t.Fatalf("%q is accepted: %v, %v", text, u, err)
		}
		if a, err := netip.ParseAddr(strings.TrimSuffix(u.Hostname(), ".")); err == nil && isInner(a) {
			t.Errorf("%q is accepted: it leads to %s", text, a)
		}
		if again := u.String(); closed.CheckURL(again) != "" {
			t.Errorf("%q is accepted, and %q, which is the same, is not", text, again)
		}
	})
}
