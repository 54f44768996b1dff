package hook

import (
	"net/netip"
	"net/url"
	"strings"
)

// special are the ranges within the public ones that lead to nobody in particular, or back into a network: the registries of special addresses of IANA.
var special = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16",
)

// global is where IPv6 has public addresses; NAT64, mapped, compatible, unique local and link-local ones lie elsewhere.
var global = netip.MustParsePrefix("2000::/3")

// guarded are the ranges in which clouds tell a machine its secrets, that embed another address, or that name nobody.
var guarded = prefixes("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32", "fd20:ce::/32", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "0.0.0.0/8", "::/128", "224.0.0.0/4", "ff00::/8",
	"64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::ffff:0:0:0/96", "::/96")

func prefixes(texts ...string) (all []netip.Prefix) {
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}

func in(a netip.Addr, ranges []netip.Prefix) bool {
	for _, r := range ranges {
		if r.Contains(a) {
			return true
		}
	}
	return false
}

// Public reports whether an address is one of the public internet. An address of IPv4 that is mapped into IPv6 is judged as what it is; one that is embedded in another way is not public.
func Public(a netip.Addr) bool {
	if a.Zone() != "" || !a.IsValid() {
		return false
	}
	a = a.Unmap()
	if a.Is6() && !global.Contains(a) || a == netip.AddrFrom4([4]byte{168, 63, 129, 16}) {
		return false
	}
	return !in(a, special)
}

// house reports whether an address may be reached under a name that is allowed: any but those at which a machine is told secrets, or that embed another.
func house(a netip.Addr) bool {
	if a.Zone() != "" || !a.IsValid() {
		return false
	}
	a = a.Unmap()
	return a.IsLoopback() || !in(a, guarded)
}

// allowed reports whether the configuration lets a host of a name be within this network.
func (p *Poster) allowed(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	for _, h := range p.Hosts {
		if h = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(h)), "."); h != "" && h == host {
			return true
		}
	}
	return false
}

// CheckURL returns a sentence, which is a message key, that says how to mend an address to which nothing would be posted, or "". It does not look up names.
func (p *Poster) CheckURL(text string) string {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" || u.Opaque != "":
		return "Write the whole address, such as https://payroll.example.com/hearth."
	case u.User != nil:
		return "Leave name and password out of the address: the signature says who sent it."
	case u.Fragment != "" || strings.HasSuffix(text, "#"):
		return "Leave out what follows the # of the address: it is never sent."
	case u.Scheme == "http" && !p.allowed(u.Hostname()):
		return "The address must begin with https://."
	}
	if a, err := netip.ParseAddr(strings.TrimSuffix(u.Hostname(), ".")); err == nil && !Public(a) && !p.allowed(u.Hostname()) {
		return "This address is within the network in which Hearth runs. Whoever runs Hearth can allow its host by name, with --webhook-hosts."
	}
	return ""
}
